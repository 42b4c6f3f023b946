from collections.abc import Callable, Mapping
from datetime import date, timedelta
from http import HTTPMethod
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.translation import gettext as _
from wagtail.models import Locale, Page
from wagtail.url_routing import RouteResult

from config.languages import DEFAULT_LANGUAGE
from pages import caching, offered, picture_places, publishing, serving, slugs, translations, visibility
from pages.models.media import Document
from pages.page_form import PageForm


def who_we_are() -> str:
    return _("The Center for Belarusian Solidarity in Warsaw helps people who had to leave Belarus.")


class BasePage(Page):
    """What every page of the site can do: keep an embargo, and say truly in which language it speaks."""

    # Forms have addresses of their own, so that pages stay the same for everybody and free of cookies.
    allowed_http_methods = [HTTPMethod.GET, HTTPMethod.HEAD, HTTPMethod.OPTIONS]

    served_with: tuple[str, ...] = ("locale",)
    """What its template always asks for; fetched together with it."""
    is_held_now: bool | None = None
    """Known when it was asked for together with the page (`pages.serving`)."""

    embargo_change: Callable[[], None] | None = None
    """What the editor's form asks for beside the page itself; done together with saving the draft."""

    base_form_class = PageForm

    offers_way_out = False
    """Whether a plain link leads from its head to somebody else's harmless page."""

    slug: str

    fresh_for: timedelta | None = None
    """After how long without a change somebody should look whether it is still true; `None`: never."""
    fresh_since = "last_published_at"
    """The field that says when somebody last did."""

    class Meta:
        abstract = True

    @property
    def content_locale(self) -> Locale:
        """The language its words are in: on a page not yet translated, that of the original."""
        return translations.original(self).locale

    @property
    def ornament_seed(self) -> str:
        """The same for all four languages, so that a story keeps its picture."""
        return str(self.translation_key.hex)

    def obstacles(self, *, today: date) -> list[str]:
        """What stands against publishing this very version, a sentence each; page types add their own."""
        return [*translations.obstacles(self), *picture_places.obstacles(self, today=today)]

    share_kind = "website"
    """What it is to Open Graph; stories are articles."""

    @property
    def summary(self) -> str:
        """One or two sentences for whoever has not opened it."""
        return self.search_description or getattr(self, "lead", "") or who_we_are()

    @property
    def search_lead(self) -> str:
        """What weighs more than its text and less than its title when somebody searches."""
        return getattr(self, "lead", "") or self.search_description

    def linked_data(self, context: Mapping[str, Any]) -> list[dict[str, Any]]:
        """What it is to search engines, beside its place in the site; `context` is that of its template."""
        return []

    def offered_documents(self) -> list[Document]:
        """Files its readers can take with them; the search finds them through the page."""
        return offered.documents_in(self)

    def plain_text(self) -> str:
        """Its words as a search result can quote them."""
        return ""

    def route(self, request: HttpRequest, path_components: list[str]) -> RouteResult:
        """At the address of a translation that has only begun, the original answers."""
        if not path_components and (original := translations.stand_in_for(self)):
            return RouteResult(original)
        return super().route(request, path_components)

    def serve(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        is_preview = getattr(request, "is_preview", False)
        if not is_preview and self._is_held():
            raise Http404
        response = super().serve(request, *args, **kwargs)
        if not is_preview and not self.get_view_restrictions():
            caching.call_public(response)
        return response

    def _is_held(self) -> bool:
        if self.is_held_now is None:
            return visibility.is_held(self, at=timezone.now())
        return self.is_held_now

    def get_view_restrictions(self) -> Any:
        """Asked by Wagtail and again by `serve`, which must know whether to call a page public."""
        if not hasattr(self, "_restrictions"):
            self._restrictions = serving.restrictions(self)
        return self._restrictions

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        from pages.frame import page_frame  # noqa: PLC0415 - the frame draws menus, which are pages

        return {**super().get_context(request, *args, **kwargs), **page_frame(self, request)}

    def _set_core_field_defaults(self) -> None:
        """Before Wagtail looks for a slug, which it makes of Latin letters alone."""
        if not self.slug and self.path:
            language = self.locale.language_code if self.locale_id else DEFAULT_LANGUAGE
            if made := slugs.slug(self.title, language):
                self.slug = self._get_autogenerated_slug(made)
        super()._set_core_field_defaults()

    def save_revision(self, *args: Any, **kwargs: Any) -> Any:
        revision = super().save_revision(*args, **kwargs)
        if self.embargo_change:
            self.embargo_change()
        return revision

    def publish(self, revision: Any, *args: Any, **kwargs: Any) -> None:
        """Raises UnpublishableError: the last fence behind every door an editor can come through."""
        publishing.require_publishable(revision.as_object(), at=timezone.now())
        super().publish(revision, *args, **kwargs)
