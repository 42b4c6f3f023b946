from datetime import date, timedelta
from typing import Any

import pytest
from django.utils import timezone
from django.utils.translation import override

from pages.blocks import ContactBlock, QuoteBlock, QuoteValue
from tests.home import stories
from tests.pages.blocks_cleaned import cleaned, refused

QUOTE = QuoteBlock()
CONTACT = ContactBlock()
SAID = {"text": "Тут спяваюць па нядзелях.", "source": "харыстка"}
DAY = date(2026, 11, 20)
WITHOUT_CONSENT = {
    "consent": [
        "A name without written consent cannot be published. Take the name out, or tick this when the Center"
        " has the consent."
    ]
}
DESK = {"role": "Пытанні пра школу", "phone": "+48 000 000 000", "email": "school@example.org"}


def quote(**changes: Any) -> QuoteValue:
    return QUOTE.to_python({**SAID, **changes})


def drawn(block: Any, value: dict[str, Any], code: str = "be") -> str:
    with override(code):
        return str(block.render(block.to_python(value)))


def test_words_without_a_name_need_no_consent():
    assert cleaned(QUOTE, SAID)["source"] == "харыстка"


def test_a_name_without_consent_is_not_published():
    assert refused(QUOTE, {**SAID, "name": "Ганна"}) == WITHOUT_CONSENT


def test_a_name_without_consent_may_wait_in_a_draft():
    assert cleaned(QUOTE, {**SAID, "name": "Ганна"}, draft=True)["name"] == "Ганна"


def test_a_name_with_consent_is_published():
    assert refused(QUOTE, {**SAID, "name": "Ганна", "consent": True}) == {}


def test_a_consent_that_has_ended_is_none():
    ended = {**SAID, "name": "Ганна", "consent": True, "consent_until": "2026-05-03"}

    assert refused(QUOTE, ended) == {
        "consent_until": ["The consent ended on 3 May 2026. Take the name out, or ask the person again."]
    }


@pytest.mark.parametrize("until", ["", "2026-05-03"])
def test_the_refusal_speaks_the_editors_language(until: str):
    value = {**SAID, "name": "Ганна", "consent": bool(until), "consent_until": until or None}

    assert len({str(refused(QUOTE, value, language=code)) for code in stories.LANGUAGES}) == 4


@pytest.mark.parametrize(
    ("consent", "until", "may"),
    [(False, None, False), (True, None, True), (True, DAY, True), (True, DAY - timedelta(days=1), False),
     (False, DAY, False)],
)  # fmt: skip
def test_a_name_may_be_said_while_consent_lasts(consent: bool, until: date | None, may: bool):
    assert quote(name="Ганна", consent=consent, consent_until=until).may_name(today=DAY) is may


def test_a_name_with_consent_is_shown_before_what_the_person_is():
    assert "Ганна, харыстка" in drawn(QUOTE, {**SAID, "name": "Ганна", "consent": True})


def test_a_name_disappears_from_the_page_when_consent_ends():
    yesterday = timezone.localdate() - timedelta(days=1)
    html = drawn(QUOTE, {**SAID, "name": "Ганна", "consent": True, "consent_until": yesterday})

    assert "Ганна" not in html
    assert "харыстка" in html


def test_a_name_is_not_put_into_the_search():
    assert "Ганна" not in QUOTE.get_searchable_content(quote(name="Ганна", consent=True))


def test_a_quote_nobody_is_named_for_has_no_line_below_it():
    assert "figcaption" not in drawn(QUOTE, {"text": "Тут спяваюць."})


def test_a_contact_is_a_way_to_call_and_to_write():
    html = drawn(CONTACT, DESK)

    assert 'href="tel:+48000000000"' in html
    assert 'href="mailto:school@example.org"' in html


SPOKEN = {
    "be": "Размаўляем па-беларуску, па-польску",
    "ru": "Говорим по-белорусски, по-польски",
    "pl": "Mówimy po białorusku, po polsku",
    "en": "Speaks Belarusian, Polish",
}


@pytest.mark.parametrize("code", stories.LANGUAGES)
def test_a_contact_says_which_languages_it_speaks(code: str):
    html = drawn(CONTACT, {**DESK, "languages": ["pl", "be"]}, code).replace("\xa0", " ")

    assert f'lang="{code}">{SPOKEN[code]}<' in html


def test_a_contact_nobody_can_reach_is_refused():
    value = {**DESK, "phone": "", "email": ""}

    assert refused(CONTACT, value) == {
        "phone": ["Give a phone or an e-mail: a contact nobody can reach helps nobody."]
    }
    assert refused(CONTACT, value, draft=True) == {}


def test_one_way_to_reach_a_contact_is_enough():
    assert refused(CONTACT, {**DESK, "email": ""}) == refused(CONTACT, {**DESK, "phone": ""}) == {}


def test_a_number_without_its_country_is_refused():
    assert refused(CONTACT, {**DESK, "phone": "600 100 200"}) == {
        "phone": ["Write the number with its country: +48 000 000 000."]
    }
