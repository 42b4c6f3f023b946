"""Addresses of drawn pictures. The picture follows from its address, so browsers may keep it for ever."""

from hashlib import sha256

from django.urls import reverse

from pages.ornament import Ground, Topic

ANY = "any"


def ornament_url(seed: str, *, topic: str = "", ground: str = "") -> str:
    """Where the cover for `seed` is served; an empty topic or ground leaves the choice to the seed."""
    name = sha256(seed.encode()).hexdigest()[:16]
    return reverse("ornament", args=[ground or ANY, topic or ANY, name])


def topic_named(name: str) -> Topic | None:
    """Raises ValueError for a topic we do not draw."""
    return None if name == ANY else Topic(name)


def ground_named(name: str) -> Ground | None:
    """Raises ValueError for a ground we do not weave on."""
    return None if name == ANY else Ground(name)
