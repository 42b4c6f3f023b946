from typing import Any

from django.db import models
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.utils.translation import override
from wagtail.models import PreviewableMixin

from config.languages import LANGUAGES, OWN_NAMES


class FramePreview(PreviewableMixin, models.Model):
    """What surrounds every page, previewed as a reader of each language would see it around an empty one."""

    class Meta:
        abstract = True

    @property
    def preview_modes(self) -> list[tuple[str, str]]:
        return [(code, OWN_NAMES[code]) for code, _name in LANGUAGES]

    def previewed_frame(self) -> dict[str, Any]:
        """What of the frame this object is, by the names `pages.frame` keeps it under."""
        raise NotImplementedError

    def serve_preview(self, request: HttpRequest, mode_name: str) -> HttpResponse:
        from pages import frame  # noqa: PLC0415 - the frame draws these models

        with override(mode_name or LANGUAGES[0][0]):
            surroundings = frame.surroundings(request, **self.previewed_frame())
            title = _("A page of the site")
            return render(request, "pages/frame_preview.html", {**surroundings, "title": title})
