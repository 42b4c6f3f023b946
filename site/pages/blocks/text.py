"""Words: headings, paragraphs, call-outs, steps, corrections."""

from typing import Any

from django.utils.text import slugify
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _
from wagtail import blocks

GROUP = _("Words")
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
        group = GROUP
        value_class = HeadingValue

        def preview_value(self) -> dict[str, str]:
            return {"text": _now("What to bring")}


class TextBlock(blocks.RichTextBlock):
    class Meta:
        icon = "pilcrow"
        label = _("Text")
        description = _("Paragraphs, lists and links.")
        template = "blocks/text.html"
        group = GROUP
        features = TEXT_FEATURES

        def preview_value(self) -> str:
            return _now("<p>Come on Sunday at noon. The door on the left, second floor.</p>")


class CalloutBlock(blocks.StructBlock):
    title = blocks.CharBlock(label=_("Title of the call-out"), max_length=120)
    text = blocks.RichTextBlock(label=_("Text"), features=TEXT_FEATURES)

    class Meta:
        icon = "warning"
        label = _("Call-out")
        description = _("What to do, or what changes a decision.")
        template = "blocks/callout.html"
        group = GROUP

        def preview_value(self) -> dict[str, str]:
            return {"title": _now("No appointment needed"), "text": _now("<p>Ask at the desk.</p>")}


class StepBlock(blocks.StructBlock):
    title = blocks.CharBlock(label=_("What to do"), max_length=150)
    text = blocks.RichTextBlock(label=_("How"), features=TEXT_FEATURES, required=False, default="")

    class Meta:
        icon = "order"
        label = _("Step")


class StepsBlock(blocks.StructBlock):
    steps = blocks.ListBlock(StepBlock(), label=_("Steps"), min_num=2, max_num=30)

    class Meta:
        icon = "list-ol"
        label = _("Steps")
        description = _("What to do first, what next; numbers are set by themselves.")
        template = "blocks/steps.html"
        group = GROUP

        def preview_value(self) -> dict[str, Any]:
            first = {"title": _now("Write to the chat"), "text": _now("<p>“Good day” is enough.</p>")}
            return {"steps": [first, {"title": _now("Come on Sunday"), "text": ""}]}


class CorrectionBlock(blocks.StructBlock):
    date = blocks.DateBlock(label=_("Date"))
    text = blocks.TextBlock(label=_("What was wrong and what is right"), max_length=500, rows=2)

    class Meta:
        icon = "edit"
        label = _("Correction")
        description = _("Shown at the end of the story with its date.")

        def preview_value(self) -> dict[str, str]:
            return {"date": "2026-11-20", "text": _now("Lessons are on Tuesdays, not on Thursdays.")}
