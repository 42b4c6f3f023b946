"""What menus are made of. A label is said in four languages; without one a page goes by its title."""

from collections.abc import Mapping
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from wagtail import blocks

from config.languages import LANGUAGES
from pages import destinations


def labels(*, required: bool, length: int = 40) -> list[tuple[str, blocks.CharBlock]]:
    names = {
        "be": _("Label in Belarusian"),
        "ru": _("Label in Russian"),
        "pl": _("Label in Polish"),
        "en": _("Label in English"),
    }
    return [
        (f"label_{code}", blocks.CharBlock(label=names[code], required=required, max_length=length))
        for code, _name in LANGUAGES
    ]


class PageItemBlock(blocks.StructBlock):
    page = blocks.PageChooserBlock(label=_("Page"), help_text=_("Readers get it in their language."))

    def __init__(self, local_blocks: Any = None, **kwargs: Any) -> None:
        super().__init__([*labels(required=False), *(local_blocks or [])], **kwargs)

    def clean(self, value: Mapping[str, Any]) -> Any:
        if value.get("page") is None:
            sentence = _("Choose a page. If one was chosen before, it has been deleted.")
            raise blocks.StructBlockValidationError(block_errors={"page": ValidationError(sentence)})
        return super().clean(value)

    class Meta:
        icon = "doc-empty"
        label = _("Page of this site")
        label_format = "{page} {label_be}"


class AddressItemBlock(blocks.StructBlock):
    address = blocks.URLBlock(label=_("Address"), help_text=_("Begins with https://"))

    def __init__(self, local_blocks: Any = None, **kwargs: Any) -> None:
        super().__init__([*labels(required=True), *(local_blocks or [])], **kwargs)

    def clean(self, value: Mapping[str, Any]) -> Any:
        cleaned = super().clean(value)
        if not cleaned["address"].startswith("https://"):
            sentence = ValidationError(_("Only addresses that begin with https:// are safe for readers."))
            raise blocks.StructBlockValidationError(block_errors={"address": sentence})
        return cleaned

    class Meta:
        icon = "link-external"
        label = _("Another site")
        label_format = "{label_be}"


class DestinationItemBlock(blocks.StructBlock):
    destination = blocks.ChoiceBlock(
        label=_("Form"), choices=destinations.choices, help_text=_("Readers get it in their language.")
    )

    def __init__(self, local_blocks: Any = None, **kwargs: Any) -> None:
        super().__init__([*labels(required=False), *(local_blocks or [])], **kwargs)

    class Meta:
        icon = "form"
        label = _("Form of this site")
        label_format = "{destination} {label_be}"


class ItemsBlock(blocks.StreamBlock):
    page = PageItemBlock()
    destination = DestinationItemBlock()
    address = AddressItemBlock()

    class Meta:
        label = _("Links")
        collapsed = True


def button() -> list[tuple[str, blocks.BooleanBlock]]:
    help_text = _("At most one of the menu, at its end: what we most want people to do.")
    return [("button", blocks.BooleanBlock(label=_("As a button"), required=False, help_text=help_text))]


class MainMenuBlock(blocks.StreamBlock):
    page = PageItemBlock(button())
    destination = DestinationItemBlock(button())
    address = AddressItemBlock(button())

    def clean(self, value: Any) -> Any:
        cleaned = super().clean(value)
        marked = [number for number, child in enumerate(cleaned) if child.value["button"]]
        if marked and marked != [len(cleaned) - 1]:
            raise blocks.StreamBlockValidationError(
                non_block_errors=[_("Only one item can be a button, and it stands last.")]
            )
        return cleaned

    class Meta:
        required = False
        max_num = 8
        collapsed = True


class ColumnBlock(blocks.StructBlock):
    def __init__(self, local_blocks: Any = None, **kwargs: Any) -> None:
        super().__init__([*labels(required=True), ("items", ItemsBlock()), *(local_blocks or [])], **kwargs)

    class Meta:
        icon = "list-ul"
        label = _("Column of links")
        label_format = "{label_be}"
