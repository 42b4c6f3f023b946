"""What leads on: buttons and files."""

from pathlib import PurePath
from typing import Any
from urllib.parse import urlsplit

from django.core.exceptions import ValidationError
from django.template.defaultfilters import filesizeformat
from django.utils.translation import get_language
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.documents.blocks import DocumentChooserBlock

GROUP = _("Links and files")


class ButtonValue(blocks.StructValue):
    @property
    def url(self) -> str:
        """Of the page in the reader's language where it can be read there; nothing when it cannot be read."""
        if (page := self.get("page")) is None:
            return str(self.get("address") or "")
        from pages import frame  # noqa: PLC0415 - what the frame draws may be made of blocks itself

        urls = frame.readable_translations(page)
        return next((urls[code][0] for code in (get_language(), *urls) if code in urls), "")

    @property
    def leads_out(self) -> bool:
        return self.get("page") is None


class ButtonBlock(blocks.StructBlock):
    label = blocks.CharBlock(
        label=_("Words on the button"), max_length=60, help_text=_("What will happen: “Write to the chat”.")
    )
    page = blocks.PageChooserBlock(
        label=_("Page of this site"), required=False, help_text=_("Opens in the reader’s language.")
    )
    address = blocks.URLBlock(label=_("Or an address elsewhere"), required=False, default="")

    class Meta:
        icon = "link"
        label = _("Button")
        description = _("The one thing to do; leads to a page of the site or elsewhere.")
        template = "blocks/button.html"
        group = GROUP
        value_class = ButtonValue

        def preview_value(self) -> dict[str, str | None]:
            return {"label": _now("Write to the chat"), "page": None, "address": "https://example.org/"}

    def clean(self, value: Any) -> Any:
        cleaned = super().clean(value)
        if (trouble := _trouble(cleaned)) and not self.is_deferred_validation:
            raise blocks.StructBlockValidationError(block_errors=trouble)
        return cleaned


def _trouble(button: ButtonValue) -> dict[str, ValidationError]:
    if not button["page"] and not button["address"]:
        return {
            "page": ValidationError(_now("Say where the button leads: choose a page or give an address."))
        }
    if button["page"] and button["address"]:
        return {"address": ValidationError(_now("One target only: a page of this site, or an address."))}
    if button["address"] and urlsplit(button["address"]).scheme != "https":
        return {
            "address": ValidationError(_now("Only addresses that begin with https:// keep a reader safe."))
        }
    return {}


class DownloadValue(blocks.StructValue):
    @property
    def name(self) -> str:
        return str(self.get("title") or getattr(self.get("document"), "title", ""))

    @property
    def kind(self) -> str:
        """The ending of the file, as people call it: PDF."""
        document = self.get("document")
        return PurePath(document.file.name).suffix.removeprefix(".").upper() if document else ""

    @property
    def size(self) -> str:
        """Nothing for a file that is lost: the page must not break over it."""
        document = self.get("document")
        try:
            size = document.get_file_size() if document else None
        except OSError:
            size = None
        return filesizeformat(size) if size else ""


class DownloadBlock(blocks.StructBlock):
    document = DocumentChooserBlock(label=_("Document"))
    title = blocks.CharBlock(
        label=_("Name of the file for readers"),
        required=False,
        default="",
        max_length=120,
        help_text=_("Without one the document’s own title is shown."),
    )

    class Meta:
        icon = "download"
        label = _("File to download")
        description = _("A document with its type and size.")
        template = "blocks/download.html"
        group = GROUP
        value_class = DownloadValue

        def preview_value(self) -> dict[str, str | None]:
            return {"document": None, "title": _now("Form for the school")}
