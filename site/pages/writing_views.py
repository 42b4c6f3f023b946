from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.generic import TemplateView
from wagtail.admin.views.generic import WagtailAdminTemplateMixin
from wagtail.models import Locale, Page
from wagtail_localize.models import Translation

from office.people import signed_in
from pages import moderation, translations, writing


class WriteView(WagtailAdminTemplateMixin, TemplateView):
    """The whole translation on one sheet; what is typed is kept whichever button is pressed."""

    template_name = "pages/admin/write.html"
    header_icon = "wagtail-localize-language"

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
        self.original = get_object_or_404(Page, pk=kwargs["pk"]).specific
        self.locale = get_object_or_404(Locale, language_code=kwargs["language"])
        if self.original.alias_of_id or self.locale == self.original.locale:
            raise Http404
        if not self._may(request):
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    def _may(self, request: HttpRequest) -> bool:
        rights = self.original.permissions_for_user(request.user)
        return bool(rights.can_edit() and request.user.has_perm("wagtail_localize.submit_translation"))

    def get_page_title(self) -> str:
        return _("Translation into %(language)s") % {"language": self.locale}

    def get_page_subtitle(self) -> str:
        return str(self.original.get_admin_display_title())

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        publishes = self.original.permissions_for_user(self.request.user).can_publish()
        return {
            **super().get_context_data(**kwargs),
            "texts": writing.texts(self.original, self.locale),
            "original": self.original,
            "locale": self.locale,
            "publishes": publishes,
        }

    def post(self, request: HttpRequest, **kwargs: Any) -> HttpResponse:
        translation = writing.write(
            self.original, self.locale, words=request.POST.dict(), user=signed_in(request)
        )
        act = {"publish": self._publish, "hand-over": self._hand_over}.get(request.POST.get("act", ""))
        if act is None:
            messages.success(request, _("Kept. Nothing is published yet."))
        elif translations.missing_texts(translation):
            messages.error(request, str(translations.IncompleteTranslation()))
        else:
            return act(request, translation)
        return redirect(request.path)

    def _publish(self, request: HttpRequest, translation: Translation) -> HttpResponse:
        page = translation.get_target_instance()
        if not page.permissions_for_user(request.user).can_publish():
            raise PermissionDenied
        translation.save_target(user=request.user, publish=True)
        page.refresh_from_db()
        messages.success(request, _("“%(title)s” is published.") % {"title": page.title})
        return redirect("wagtailadmin_explore", page.get_parent().pk)

    def _hand_over(self, request: HttpRequest, translation: Translation) -> HttpResponse:
        page = translation.get_target_instance()
        moderation.hand_over(page, user=signed_in(request), at=timezone.now())
        messages.success(request, _("The translation is with the editors. They have been told by e-mail."))
        return redirect("wagtailadmin_explore", page.get_parent().pk)
