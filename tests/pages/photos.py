"""Pictures of people, with their consent and without."""

from datetime import date
from typing import Any

from django.core.files.base import ContentFile

from pages.models import Image
from tests.pages import uploaded

LONG_AGO = date(2021, 6, 1)


def photo(title: str = "Хор", **fields: Any) -> Image:
    content = uploaded.saved(uploaded.two_halves(size=(400, 250)), "JPEG")
    image = Image(title=title, description="Хор спявае", file=ContentFile(content, name="a.jpg"), **fields)
    image.save()
    return image


def consented(title: str = "Хор", **fields: Any) -> Image:
    return photo(title, **{"people": "adults", "consent_given_on": LONG_AGO} | fields)


def revoke(image: Image, *, on: date) -> None:
    """As an editor does."""
    image.consent_revoked_on = on
    image.full_clean()
    image.save()
