"""What the editor's form makes of a block's value: the value, or the sentences beside its fields."""

from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import override
from wagtail import blocks


def cleaned(block: blocks.Block, value: Any, *, draft: bool = False) -> Any:
    """A draft may have gaps; what is published may not."""
    return (block.clean_deferred if draft else block.clean)(block.to_python(value))


def refused(
    block: blocks.Block, value: Any, *, language: str = "en", draft: bool = False
) -> dict[str, list[str]]:
    with override(language):
        try:
            cleaned(block, value, draft=draft)
        except blocks.StructBlockValidationError as error:
            return {name: ValidationError(each).messages for name, each in error.block_errors.items()}
    return {}
