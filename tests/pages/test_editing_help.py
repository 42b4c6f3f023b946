"""Help stands where people go wrong, in the language of who needs it."""

import re
from collections.abc import Callable

import polib
import pytest
from django.conf import settings
from django.core.files.base import ContentFile
from django.test import Client
from django.urls import reverse
from django.utils.translation import gettext, override

from home.models import PlainPage
from pages.models import Image
from tests.home import editing, helping, releases, stories
from tests.pages import uploaded

pytestmark = pytest.mark.django_db

CATALOGUE = settings.SITE / "locale" / "be" / "LC_MESSAGES" / "django.po"


def whole(beginning: str) -> str:
    """The sentence of the catalogue that begins so."""
    return next(entry.msgid for entry in polib.pofile(str(CATALOGUE)) if entry.msgid.startswith(beginning))


SYNC = whole("You have changed a page that is translated already?")
EMBARGO = whole("A page kept back may be published already")
STATUS = whole("Limited: not everybody gets this help")
CONSENT = whole("Somebody can be recognised? Ask her first")
LAWYER = whole("When the text is approved, write the day and the role here")


def image(**fields: object) -> Image:
    content = uploaded.saved(uploaded.two_halves(), "JPEG")
    return Image.objects.create(title="Зала", file=ContentFile(content, name="a.jpg"), **fields)


def picture(**fields: object) -> str:
    return reverse("wagtailimages:edit", args=[image(**fields).pk])


def service() -> str:
    status = helping.suspended()
    return reverse(status.snippet_viewset.get_url_name("edit"), args=[status.pk])


PLACES: dict[str, tuple[Callable[[], str], str]] = {
    "translations, on a story": (lambda: editing.edit_url(stories.drafted()), SYNC),
    "embargo, on a story": (lambda: editing.edit_url(stories.drafted()), EMBARGO),
    "embargo, on a release": (lambda: editing.edit_url(releases.told()), EMBARGO),
    "status of a service": (service, STATUS),
    "consent, on a new picture": (lambda: reverse("wagtailimages:add"), CONSENT),
    "consent, on a picture not described yet": (picture, CONSENT),
    "approval of a legal page": (
        lambda: editing.edit_url(PlainPage.objects.get(kind="privacy", locale__language_code="be")),
        LAWYER,
    ),
}


def read(client: Client, url: str, code: str) -> str:
    html = client.get(url, headers={"accept-language": code}).content.decode()
    return re.sub(r"&#x27;|&#39;", "'", html)


@pytest.mark.parametrize("place", PLACES)
def test_help_stands_there_in_four_languages(place: str, manager_client: Client):
    address, sentence = PLACES[place]
    url = address()
    for code in stories.LANGUAGES:
        with override(code):
            assert gettext(sentence) in read(manager_client, url, code), code


def test_who_has_described_the_picture_needs_no_help(manager_client: Client):
    for url in (picture(people="nobody"), picture(people="adults", consent_given_on="2026-01-01")):
        assert CONSENT not in read(manager_client, url, "en")


def test_the_guide_is_called_by_its_name(manager_client: Client):
    html = read(manager_client, reverse("guide"), "en")

    assert "Guide" in html.partition("<header")[2].partition("</header>")[0]
