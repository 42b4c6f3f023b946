"""What a story is made of. One block = one template in `templates/blocks/` = one style sheet of that name."""

from typing import Any
from urllib.parse import urlsplit

from django.core.exceptions import ValidationError
from django.utils.html import strip_tags
from django.utils.text import slugify
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.images.blocks import ImageChooserBlock

from pages import videos
from pages.pictures import ornament_url

TEXT_FEATURES = ["bold", "link", "document-link", "ol", "ul"]


class HeadingValue(blocks.StructValue):
    @property
    def text(self) -> str:
        return str(self.get("text", ""))

    @property
    def anchor(self) -> str:
        """Stays the same while the heading does, so that links to it keep working."""
        return slugify(self.text, allow_unicode=True)


class HeadingBlock(blocks.StructBlock):
    text = blocks.CharBlock(label=_("Heading"), max_length=120)

    class Meta:
        icon = "title"
        label = _("Heading")
        description = _("Says what the next paragraphs are about.")
        template = "blocks/heading.html"
        value_class = HeadingValue

        def preview_value(self) -> dict[str, str]:
            return {"text": _now("What to bring")}


class TextBlock(blocks.RichTextBlock):
    class Meta:
        icon = "pilcrow"
        label = _("Text")
        description = _("Paragraphs, lists and links.")
        template = "blocks/text.html"
        features = TEXT_FEATURES

        def preview_value(self) -> str:
            return _now("<p>Come on Sunday at noon. The door on the left, second floor.</p>")


class FigureBlock(blocks.StructBlock):
    image = ImageChooserBlock(label=_("Picture"))
    alt = blocks.CharBlock(
        label=_("What is in the picture"),
        required=False,
        max_length=250,
        help_text=_("For those who cannot see it. Leave empty only if the picture adds nothing to the text."),
    )
    caption = blocks.CharBlock(label=_("Caption"), required=False, max_length=250)

    class Meta:
        icon = "image"
        label = _("Picture")
        description = _("A photograph or drawing with its caption and credit.")
        template = "blocks/figure.html"

        def preview_value(self) -> dict[str, str | None]:
            return {"image": None, "caption": _now("A table by the window, nobody in the frame.")}


class QuoteBlock(blocks.StructBlock):
    text = blocks.TextBlock(label=_("What was said"), max_length=500, rows=3)
    source = blocks.CharBlock(
        label=_("Who said it"),
        required=False,
        max_length=150,
        help_text=_("A name only with consent, and never of a person whose family can be found."),
    )

    class Meta:
        icon = "openquote"
        label = _("Quote")
        description = _("Somebody’s own words, set apart.")
        template = "blocks/quote.html"

        def preview_value(self) -> dict[str, str]:
            return {"text": _now("We came with one bag. The rest was here."), "source": _now("A volunteer")}


class CalloutBlock(blocks.StructBlock):
    title = blocks.CharBlock(label=_("Title of the call-out"), max_length=120)
    text = blocks.RichTextBlock(label=_("Text"), features=TEXT_FEATURES)

    class Meta:
        icon = "warning"
        label = _("Call-out")
        description = _("What to do, or what changes a decision.")
        template = "blocks/callout.html"

        def preview_value(self) -> dict[str, str]:
            return {"title": _now("No appointment needed"), "text": _now("<p>Ask at the desk.</p>")}


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
        error_messages={"invalid": _("Write minutes and seconds: 4:12.")},
    )
    poster = ImageChooserBlock(
        label=_("Poster"),
        required=False,
        help_text=_("Kept on our site; without one an ornament is drawn. Nothing is loaded from YouTube."),
    )
    transcript = blocks.RichTextBlock(label=_("Text of the video"), features=TEXT_FEATURES, required=False)

    class Meta:
        icon = "media"
        label = _("Video")
        description = _("A link to YouTube over our own picture. Nothing loads before the click.")
        template = "blocks/video.html"
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


class StoryBlock(blocks.StreamBlock):
    heading = HeadingBlock()
    text = TextBlock()
    figure = FigureBlock()
    quote = QuoteBlock()
    callout = CalloutBlock()
    video = VideoBlock()

    class Meta:
        required = False


class CorrectionBlock(blocks.StructBlock):
    date = blocks.DateBlock(label=_("Date"))
    text = blocks.TextBlock(label=_("What was wrong and what is right"), max_length=500, rows=2)

    class Meta:
        icon = "edit"
        label = _("Correction")
        description = _("Shown at the end of the story with its date.")

        def preview_value(self) -> dict[str, str]:
            return {"date": "2026-11-20", "text": _now("Lessons are on Tuesdays, not on Thursdays.")}
