"""Where the admin must not be allowed to say what is not so."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import URLPattern, path
from django.utils.translation import gettext as _
from wagtail import hooks
from wagtail.admin.userbar import ContentCheckerItem
from wagtail.models import Page
from wagtail_localize.models import Translation
from wagtail_localize.views import update_translations

from pages import (
    office_hooks,  # noqa: F401 - hooks are known once they are imported
    translations,
)
from pages.checker import Checker


@hooks.register("construct_wagtail_userbar")
def ask_more_of_pages(request: HttpRequest, items: list[Any], page: Page | None) -> None:
    items[:] = [
        Checker(page, in_editor=item.in_editor) if isinstance(item, ContentCheckerItem) else item
        for item in items
    ]


BEFORE_LOCALIZE = -10
"""wagtail-localize answers these hooks itself; ours must have spoken first."""


@hooks.register("before_edit_page", order=BEFORE_LOCALIZE)
def refuse_incomplete(request: HttpRequest, page: Page) -> HttpResponse | None:
    """A translation with texts missing stays a draft; the editor is told and loses nothing."""
    wanted = request.POST.get("action") == "publish" or "action-publish" in request.POST
    if not wanted or not translations.is_incomplete(page):
        return None
    messages.error(request, str(translations.IncompleteTranslation()))
    return redirect(request.path)


@hooks.register("before_bulk_action")
def refuse_incomplete_ones(
    request: HttpRequest, action_type: str, objects: list[Any], action: Any
) -> HttpResponse | None:
    pages = [each for each in objects if isinstance(each, Page)]
    below = "include_descendants" in request.POST
    if request.method != "POST" or action_type != "publish":
        return None
    if not any(_is_held_up(page, with_descendants=below) for page in pages):
        return None
    messages.error(request, str(translations.IncompleteTranslation()))
    return redirect("wagtailadmin_explore", pages[0].get_parent().pk)


def _is_held_up(page: Page, *, with_descendants: bool) -> bool:
    drafts = page.get_descendants().not_live() if with_descendants else []
    return any(map(translations.is_incomplete, [page, *drafts]))


class UpdateTranslationsView(update_translations.UpdateTranslationsView):
    """Publishes the translations that are whole and names those that are not."""

    def form_valid(self, form: Any) -> HttpResponse:
        wanted = form.cleaned_data["publish_translations"]
        form.cleaned_data["publish_translations"] = False
        response = super().form_valid(form)
        if wanted:
            self._publish()
        return response

    def _publish(self) -> None:
        for translation in self.object.translations.filter(enabled=True).select_related("target_locale"):
            if not self._published(translation):
                language = translation.target_locale.get_display_name()
                messages.warning(
                    self.request,
                    _("Not published, some texts are not translated yet: %(language)s.")
                    % {"language": language},
                )

    def _published(self, translation: Translation) -> bool:
        if translations.missing_texts(translation):
            return False
        try:
            translation.save_target(user=self.request.user, publish=True)
        except ValidationError:  # wagtail-localize has written it beside the text it is about.
            return False
        return True


@hooks.register("register_admin_urls", order=BEFORE_LOCALIZE)
def update_translations_url() -> list[URLPattern]:
    return [path("localize/update/<int:translation_source_id>/", UpdateTranslationsView.as_view())]
