"""Who we are and how to reach a person, as an editor writes it and as a reader of each language reads it."""

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils.translation import gettext, override
from wagtail.test.utils.form_data import nested_form_data, streamfield

from config.languages import LANGUAGES
from pages import frame
from pages.models import SiteSettings
from tests.home import stories
from tests.pages import places

pytestmark = pytest.mark.django_db

NAMES = {
    "be": "Цэнтр беларускай салідарнасці",
    "ru": "Центр белорусской солидарности",
    "pl": "Centrum Białoruskiej Solidarności",
    "en": "Center for Belarusian Solidarity",
}
VISITS = {
    "be": "Прыходзьце ў нядзелю",
    "ru": "Приходите в воскресенье",
    "pl": "Przyjdź w niedzielę",
    "en": "Come on Sunday",
}
FICTIONAL = {"krs": "0000000000", "nip": "0000000000", "regon": "000000000"}
ACCOUNT = "PL61 1090 1014 0000 0712 1981 2874"
"""The example of a Polish account number in the registry of IBANs."""


def edit_url() -> str:
    return reverse("wagtailsnippets_pages_sitesettings:edit", args=[SiteSettings.load().pk])


def form(**changes: Any) -> dict[str, Any]:
    names = {f"name_{code}": name for code, name in NAMES.items()}
    return nested_form_data({**names, "socials": streamfield([]), **changes})


def visits(**changes: str) -> dict[str, str]:
    return {f"visits_{code}": text for code, text in {**VISITS, **changes}.items()}


def social(address: str) -> Any:
    return streamfield([("social", {"name": "Facebook", "address": address})])


def said(text: str) -> str:
    with override("be"):
        return gettext(text)


@pytest.mark.parametrize("code", stories.LANGUAGES)
def test_an_editor_writes_it_once_and_every_reader_reads_it_in_her_language(
    code: str, manager_client: Client
):
    sent = form(name_pl="Centrum Przykładowe", socials=social("https://example.org/us"), **visits())
    answer = manager_client.post(edit_url(), sent)
    html = places.read(Client(), f"/{code}/search/").replace("\xa0", " ")

    assert (answer.status_code, answer["Location"]) == (302, edit_url())
    name = "Centrum Przykładowe" if code == "pl" else NAMES[code]
    assert f'<span class="header__name">{name}</span>' in html
    assert f"<p>{VISITS[code]}</p>" in html
    assert '<a href="https://example.org/us" rel="noreferrer">Facebook</a>' in html


@pytest.mark.parametrize("code", stories.LANGUAGES)
def test_the_name_nobody_has_changed_is_that_of_the_center(code: str):
    SiteSettings.objects.all().delete()

    with override(code):
        assert SiteSettings.load().name == NAMES[code]


def test_the_legal_identity_stands_at_the_end_of_a_page_when_it_is_given(manager_client: Client):
    SiteSettings.objects.update(account="")
    assert "footer__legal" not in places.read(Client(), "/be/")
    manager_client.post(edit_url(), form(legal_name="Fundacja Przykładowa", **FICTIONAL))

    words = "Fundacja Przykładowa · KRS 0000000000 · NIP 0000000000 · REGON 000000000"
    assert f'<p class="meta footer__legal">{words}</p>' in places.read(Client(), "/pl/").replace("\xa0", " ")


def test_what_is_not_given_of_the_legal_identity_is_not_said():
    with override("en"):
        assert frame.legal(SiteSettings()) == []
        assert frame.legal(SiteSettings(nip="0000000000", account=ACCOUNT)) == [
            "NIP\xa00000000000", f"account\xa0{ACCOUNT}",
        ]  # fmt: skip


@pytest.mark.parametrize(
    ("changes", "field", "sentence"),
    [
        ({"name_en": ""}, "name_en", "This field is required."),
        ({"phone": "000 000 000"}, "phone", "Write the number with its country: +48 000 000 000."),
        ({"phone": "+48 call us"}, "phone", "Write the number with its country: +48 000 000 000."),
        ({"opens_at": "10:00"}, "closes_at", "Give both hours, or neither."),
        (visits(ru=""), "visits_ru", "Say it in all four languages, or in none."),
        ({"krs": "123"}, "krs", "A KRS number has ten digits, zeros in front included."),
        ({"nip": "1234567890"}, "nip", "This is no NIP: ten digits, the last of which checks the others."),
        ({"regon": "123456780"}, "regon",
         "This is no REGON: nine digits, the last of which checks the others."),
        ({"account": ACCOUNT.replace("61", "62")}, "account",
         "This is no account number: PL and 26 digits, two of which check the others."),
    ],
)  # fmt: skip
def test_an_editor_is_told_what_is_wrong(
    changes: dict[str, str], field: str, sentence: str, manager_client: Client
):
    before = SiteSettings.objects.values().get()
    answer = manager_client.post(edit_url(), form(**changes))

    assert answer.context["form"].errors == {field: [said(sentence)]}
    assert SiteSettings.objects.values().get() == before


@pytest.mark.parametrize("code", stories.LANGUAGES)
def test_settings_are_previewed_in_every_language_before_they_are_saved(code: str, manager_client: Client):
    preview = reverse("wagtailsnippets_pages_sitesettings:preview_on_edit", args=[SiteSettings.load().pk])
    manager_client.post(preview, form(**{f"name_{each}": f"Прыклад {each}" for each, _name in LANGUAGES}))
    html = places.read(manager_client, f"{preview}?mode={code}")

    assert f'<html lang="{code}">' in html
    assert f'<span class="header__name">Прыклад {code}</span>' in html
    assert "Прыклад" not in places.read(Client(), f"/{code}/")


def test_an_editor_without_the_right_does_not_change_who_we_are(editor: Any, client: Client):
    client.force_login(editor)
    client.post(edit_url(), form(name_be="Іншыя"))

    assert SiteSettings.load().name_be == NAMES["be"]
