"""Addresses of drawn pictures. The picture follows from its address, so browsers may keep it for ever."""

from hashlib import sha256

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from pages.ornament import Ground, Topic

ANY = "any"
TOPIC_NAMES = {
    Topic.DOLL.value: _("straw doll"),
    Topic.CUP.value: _("cup"),
    Topic.WREATH.value: _("wreath"),
    Topic.BIRD.value: _("bird"),
    Topic.LETTER.value: _("letter Ў"),
    Topic.BOOK.value: _("book"),
    Topic.HOUSE.value: _("house"),
    Topic.KNOT.value: _("knot"),
    Topic.STAR.value: _("star"),
    Topic.CHAIN.value: _("people holding hands"),
}
GROUND_NAMES = {
    Ground.LINEN.value: _("linen: for help"),
    Ground.WHITE.value: _("white: for help"),
    Ground.STRAW.value: _("straw: for the school and crafts"),
    Ground.RED.value: _("red: for what we celebrate"),
    Ground.INK.value: _("black: for mourning and music"),
}


def ornament_url(seed: str, *, topic: str = "", ground: str = "") -> str:
    """Where the cover for `seed` is served; an empty topic or ground leaves the choice to the seed."""
    return _url("ornament", seed, topic, ground)


def brochure_url(seed: str, *, topic: str = "", ground: str = "") -> str:
    """As `ornament_url`, upright: the cover of something to be printed."""
    return _url("brochure", seed, topic, ground)


def _url(name: str, seed: str, topic: str, ground: str) -> str:
    digest = sha256(seed.encode()).hexdigest()[:16]
    return reverse(name, args=[ground or ANY, topic or ANY, digest])


def topic_named(name: str) -> Topic | None:
    """Raises ValueError for a topic we do not draw."""
    return None if name == ANY else Topic(name)


def ground_named(name: str) -> Ground | None:
    """Raises ValueError for a ground we do not weave on."""
    return None if name == ANY else Ground(name)
