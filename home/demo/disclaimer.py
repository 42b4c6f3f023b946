"""What stands below every text of the demo."""

from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import override


def block(language: str, *, key: str) -> dict[str, Any]:
    with override(language):
        text = _("<p>This is a demonstration text. People and details in it are invented.</p>")
    return {"type": "text", "value": text, "id": key}
