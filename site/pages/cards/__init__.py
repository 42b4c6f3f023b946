"""Pictures for other people's sites: the card a chat shows beside a link, and the icons browsers ask for.

Drawn here, from our own fonts and the page's own ornament; nobody else is asked for anything. Pure.
"""

from pages.cards.drawing import HEIGHT, WIDTH, Card, jpeg
from pages.cards.icons import ICONS

__all__ = ["HEIGHT", "ICONS", "WIDTH", "Card", "jpeg"]
