"""Where the admin must not be allowed to say what is not so."""

from collections.abc import Iterator
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import URLPattern, path
from django.utils import timezone
from django.utils.translation import gettext as _
from wagtail import hooks
from wagtail.admin.api.actions.publish import PublishPageAPIAction
from wagtail.admin.api.views import PagesAdminAPIViewSet
from wagtail.admin.userbar import ContentCheckerItem
from wagtail.api.v2.router import WagtailAPIRouter
from wagtail.models import Page
from wagtail.snippets.models import register_snippet
from wagtail_localize.models import Translation
from wagtail_localize.views import convert, update_translations

from pages import (
    office_hooks,  # noqa: F401 - hooks are known once they are imported
    publishing,
    translations,
)
from pages.checker import Checker
from pages.frame_views import FrameViewSetGroup
from pages.image_views import EditImageView
from pages.refusals import refused

register_snippet(FrameViewSetGroup)

BEFORE_LOCALIZE = -10
"""wagtail-localize answers these hooks itself; ours must have spoken first."""


@hooks.register("before_publish_page")
def refuse_to_publish(request: HttpRequest, page: Page) -> HttpResponse | None:
    """The draft has just been saved, so the editor is told and loses nothing."""
    reasons = publishing.obstacles(page, at=timezone.now())
    if not reasons:
        return None
    match = request.resolver_match
    if match and match.url_name == "add":  # What Wagtail would do next, had the answer been yes.
        for prepare in hooks.get_hooks("after_create_page"):
            prepare(request, page)
    return refused(request, publishing.UnpublishableError(page, reasons))


@hooks.register("before_edit_page", order=BEFORE_LOCALIZE)
def refuse_to_publish_translation(request: HttpRequest, page: Page) -> HttpResponse | None:
    """The translator’s screen publishes what the work sheet holds, which may be newer than the draft."""
    wanted = request.POST.get("action") == "publish" or "action-publish" in request.POST
    if not wanted or (translation := translations.translation_of(page)) is None:
        return None
    reasons = translations.obstacles(page) or publishing.obstacles(
        translations.as_translated(translation), at=timezone.now()
    )
    return refused(request, publishing.UnpublishableError(page, reasons)) if reasons else None


@hooks.register("before_bulk_action")
def refuse_to_publish_many(
    request: HttpRequest, action_type: str, objects: list[Any], action: Any
) -> HttpResponse | None:
    pages = [each for each in objects if isinstance(each, Page)]
    if request.method != "POST" or action_type != "publish":
        return None
    below = "include_descendants" in request.POST
    reasons = [reason for page in pages for reason in _reasons(page, with_descendants=below)]
    for reason in dict.fromkeys(reasons):
        messages.error(request, reason)
    return redirect("wagtailadmin_explore", pages[0].get_parent().pk) if reasons else None


def _reasons(page: Page, *, with_descendants: bool) -> Iterator[str]:
    drafts = page.get_descendants().not_live() if with_descendants else []
    for each in [page, *drafts]:
        for reason in publishing.obstacles(publishing.draft(each), at=timezone.now()):
            yield _("“%(page)s” is not published. %(reason)s") % {"page": each.title, "reason": reason}


class PublishAction(PublishPageAPIAction):
    def execute(self, instance: Page, data: Any) -> Any:
        publishing.require_publishable(publishing.draft(instance), at=timezone.now())
        return super().execute(instance, data)


class PagesViewSet(PagesAdminAPIViewSet):
    """Wagtail’s own publishes without asking the page."""

    actions = PagesAdminAPIViewSet.actions | {"publish": PublishAction}


@hooks.register("construct_admin_api")
def guard_admin_api(router: WagtailAPIRouter) -> None:
    router.register_endpoint("pages", PagesViewSet)


class UpdateTranslationsView(update_translations.UpdateTranslationsView):
    """Publishes the translations that may go out and says why the others may not."""

    def form_valid(self, form: Any) -> HttpResponse:
        wanted = form.cleaned_data["publish_translations"]
        form.cleaned_data["publish_translations"] = False
        response = super().form_valid(form)
        if wanted:
            self._publish()
        return response

    def _publish(self) -> None:
        for translation in self.object.translations.filter(enabled=True).select_related("target_locale"):
            for reason in self._refusals(translation):
                about = {"language": translation.target_locale.get_display_name(), "reason": reason}
                messages.warning(self.request, _("%(language)s: not published. %(reason)s") % about)

    def _refusals(self, translation: Translation) -> list[str]:
        """Publishes it if there are none."""
        page = translation.get_target_instance()
        if reasons := translations.obstacles(page):
            return reasons
        try:
            translation.save_target(user=self.request.user, publish=False)
        except ValidationError:  # wagtail-localize has written it beside the text it is about.
            return [_("Some texts do not fit: open the translation to see which.")]
        page.refresh_from_db()
        try:
            page.get_latest_revision().publish(user=self.request.user)
        except publishing.UnpublishableError as refusal:
            return refusal.reasons
        return []


def convert_to_alias(request: HttpRequest, page_id: int) -> HttpResponse:
    """What readers see changes at once: that is publishing, which wagtail-localize does not ask about."""
    page = get_object_or_404(Page, pk=page_id)
    if not page.permissions_for_user(request.user).can_publish():
        raise PermissionDenied
    answer: HttpResponse = convert.convert_to_alias(request, page_id)
    return answer


@hooks.register("register_admin_urls", order=BEFORE_LOCALIZE)
def urls_before_others() -> list[URLPattern]:
    """Wagtail asks in order, so that these answer instead of its own views and wagtail-localize’s."""
    return [
        path("localize/update/<int:translation_source_id>/", UpdateTranslationsView.as_view()),
        path("localize/page/<int:page_id>/convert_to_alias/", convert_to_alias),
        path("images/<int:image_id>/", EditImageView.as_view()),
    ]


@hooks.register("construct_wagtail_userbar")
def ask_more_of_pages(request: HttpRequest, items: list[Any], page: Page | None) -> None:
    items[:] = [
        Checker(page, in_editor=item.in_editor) if isinstance(item, ContentCheckerItem) else item
        for item in items
    ]
