"""The editors' guide: `docs/editors`, a page for each language, shown in the office as it stands there."""

import re
from functools import lru_cache
from pathlib import Path

from django.conf import settings
from django.http import FileResponse, Http404, HttpRequest
from django.urls import reverse
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _
from django.views.generic import TemplateView
from markdown_it import MarkdownIt
from wagtail.admin.views.generic import WagtailAdminTemplateMixin

from config.languages import DEFAULT_LANGUAGE

FOLDER: Path = settings.ROOT / "docs" / "editors"
IMAGES = "images/"
IMAGE = re.compile(r"[a-z0-9-]+\.webp")
A_DAY = 24 * 60 * 60


@lru_cache
def html(language: str) -> SafeString:
    """The page in that language; its title stays with the office's own heading."""
    reader = MarkdownIt("commonmark", {"html": False})
    tokens = reader.parse((FOLDER / f"{language}.md").read_text(encoding="utf-8"))
    for token in tokens:
        for child in token.children or []:
            source = str(child.attrs.get("src", ""))
            if child.type == "image" and source.startswith(IMAGES):
                child.attrs["src"] = reverse("guide_image", args=[source.removeprefix(IMAGES)])
                child.attrs["loading"] = "lazy"
    words = reader.renderer.render(tokens[3:], reader.options, {})
    return mark_safe(words)  # noqa: S308 - our own texts, and the reader lets no markup through


class GuideView(WagtailAdminTemplateMixin, TemplateView):
    template_name = "pages/admin/guide.html"
    page_title = _("Guide")
    header_icon = "doc-full"

    def get_breadcrumbs_items(self) -> list[dict[str, object]]:
        return [*super().get_breadcrumbs_items(), {"url": "", "label": self.page_title}]

    def get_context_data(self, **kwargs: object) -> dict[str, object]:
        guide = html(get_language() or DEFAULT_LANGUAGE)
        return {**super().get_context_data(**kwargs), "guide": guide}


def image(request: HttpRequest, name: str) -> FileResponse:
    path = FOLDER / IMAGES / name
    if not IMAGE.fullmatch(name) or not path.is_file():
        raise Http404
    answer = FileResponse(path.open("rb"), content_type="image/webp")
    answer["Cache-Control"] = f"private, max-age={A_DAY}"
    return answer
