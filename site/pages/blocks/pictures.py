"""Pictures and video."""

from typing import Any
from urllib.parse import urlsplit

from django.core.exceptions import ValidationError
from django.utils.html import strip_tags
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.images.blocks import ImageChooserBlock

from pages import videos
from pages.blocks.text import TEXT_FEATURES
from pages.pictures import ornament_url

GROUP = _("Pictures and video")


class FigureBlock(blocks.StructBlock):
    image = ImageChooserBlock(label=_("Picture"))
    alt = blocks.CharBlock(
        label=_("What is in the picture"),
        required=False,
        default="",
        max_length=250,
        help_text=_("For those who cannot see it. Leave empty only if the picture adds nothing to the text."),
    )
    caption = blocks.CharBlock(label=_("Caption"), required=False, default="", max_length=250)

    class Meta:
        icon = "image"
        label = _("Picture")
        description = _("A photograph or drawing with its caption and credit.")
        template = "blocks/figure.html"
        group = GROUP

        def preview_value(self) -> dict[str, str | None]:
            return {"image": None, "caption": _now("A table by the window, nobody in the frame.")}


class GalleryBlock(blocks.StructBlock):
    pictures = blocks.ListBlock(FigureBlock(), label=_("Pictures"), min_num=2, max_num=24)

    class Meta:
        icon = "grid"
        label = _("Gallery")
        description = _("Several pictures side by side, each with its caption and credit.")
        template = "blocks/gallery.html"
        group = GROUP

        def preview_value(self) -> dict[str, Any]:
            captions = (_now("Before the lesson."), _now("After the lesson."))
            return {"pictures": [{"image": None, "caption": caption} for caption in captions]}


class VideoValue(blocks.StructValue):
    @property
    def youtube_url(self) -> str:
        return videos.watch_url(videos.youtube_id(self.get("address", "")) or "")

    @property
    def poster_url(self) -> str:
        """The picture shown when no poster was chosen: drawn by us, asked of nobody."""
        return ornament_url(f"video {self.get('address', '')}")

    @property
    def has_transcript(self) -> bool:
        return bool(strip_tags(str(self.get("transcript") or "")).strip())


class VideoBlock(blocks.StructBlock):
    address = blocks.URLBlock(
        label=_("Address on YouTube"), help_text=_("For example https://www.youtube.com/watch?v=…")
    )
    title = blocks.CharBlock(label=_("Title"), max_length=150)
    length = blocks.RegexBlock(
        label=_("Length"),
        regex=r"^\d{1,2}:\d{2}(:\d{2})?$",
        required=False,
        default="",
        error_messages={"invalid": _("Write minutes and seconds: 4:12.")},
    )
    poster = ImageChooserBlock(
        label=_("Poster"),
        required=False,
        help_text=_("Kept on our site; without one an ornament is drawn. Nothing is loaded from YouTube."),
    )
    transcript = blocks.RichTextBlock(
        label=_("Text of the video"), features=TEXT_FEATURES, required=False, default=""
    )

    class Meta:
        icon = "media"
        label = _("Video")
        description = _("A link to YouTube over our own picture. Nothing loads before the click.")
        template = "blocks/video.html"
        group = GROUP
        value_class = VideoValue

        def preview_value(self) -> dict[str, str]:
            return {
                "address": videos.watch_url("demo0000000"),
                "title": _now("A day at school"),
                "length": "4:12",
            }

    def clean(self, value: Any) -> Any:
        cleaned = super().clean(value)
        if videos.youtube_id(cleaned["address"]) is None:
            host = urlsplit(cleaned["address"]).hostname or ""
            raise blocks.StructBlockValidationError(
                block_errors={
                    "address": ValidationError(_("This is not the address of a YouTube video: %s.") % host)
                }
            )
        return cleaned
