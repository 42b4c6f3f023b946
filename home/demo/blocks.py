"""What all texts of the demo share: ids of blocks, and the sentence that says they are a demonstration."""

from typing import Any
from uuid import NAMESPACE_URL, uuid5

from django.utils.translation import gettext as _
from django.utils.translation import override


def block_id(*parts: str) -> str:
    """Block ids tie a text to its translations, so they must be the same in all four."""
    return str(uuid5(NAMESPACE_URL, "/".join(parts)))


def disclaimer(code: str) -> str:
    with override(code):
        return _("<p>This is a demonstration text. People and details in it are invented.</p>")


def disclaimer_block(code: str, *key: str) -> dict[str, Any]:
    """The last block of a text."""
    return {"type": "text", "value": disclaimer(code), "id": block_id(*key, "demo")}
