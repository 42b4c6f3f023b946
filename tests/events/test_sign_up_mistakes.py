"""What the form answers to what makes no sense, or does not any more."""

import re
from typing import Any

import pytest
from django.test import Client

from events.models import Party
from tests.events.visiting import cancelled, closed, full, not_yet, past, send, signed_up, soon
from tests.journeys.wording import said

pytestmark = [
    pytest.mark.django_db(databases=["default", "vault"]),
    pytest.mark.usefixtures("nobody_yet"),
]


def text(answer: Any) -> str:
    return str(answer.content.decode()).replace("\xa0", " ")


CONTACT = "Write an e-mail like name@example.org or a telephone like +48 000 000 000, or leave it empty"
BAD: dict[str, tuple[dict[str, Any], str]] = {
    "nobody": ({"party_of": "0"}, "Choose how many of you will come"),
    "fewer than nobody": ({"party_of": "-1"}, "Choose how many of you will come"),
    "a thousand million": ({"party_of": str(10**9)}, "That is more people than one sign-up may bring."),
    "no number": ({"party_of": "два"}, "Choose how many of you will come"),
    "a number without end": ({"party_of": "9" * 5000}, "Choose how many of you will come"),
    "no dates": ({"dates": []}, "Choose at least one date."),
    "a date of nothing": ({"dates": ["999999999"]}, "Choose at least one date."),
    "a number that is too long": ({"dates": ["9" * 30]}, ""),
    "no name": ({"name": " "}, "Write a name: any will do"),
    "a name of nothing but turns": ({"name": "\u202e"}, "Write a name: any will do"),
    "500 characters": ({"name": "Ы" * 500}, ""),
    "no contact": ({"contact": "хлусня"}, CONTACT),
    "half an address": ({"contact": "alena@"}, CONTACT),
    "a second line": ({"contact": "a@example.org\nBcc: b@example.org"}, CONTACT),
}  # fmt: skip


@pytest.mark.parametrize("case", BAD)
@pytest.mark.parametrize("language", ["be", "en"])
def test_what_makes_no_sense_gets_a_sentence_twice_and_answers_stay(
    client: Client, case: str, language: str
) -> None:
    on = soon()
    changes, sentence = BAD[case]
    page = text(send(client, on, language=language, **{"contact": "a@example.org", **changes}))

    assert page.count('class="mistakes__link"') == 1
    assert page.count(said(sentence, language)) >= 2 if sentence else True
    assert f"<title>{said('Error:', language)}" in page
    assert ("Бусел" in page) is ("name" not in changes)
    assert Party.objects.count() == 0


REFUSED = {
    closed: "Sign-up for this date is closed.",
    not_yet: "Sign-up for this date has not begun yet.",
    past: "This date has begun already.",
    cancelled: "This date is cancelled.",
    full: "There are not that many seats left. Choose another date, or fewer people.",
}


@pytest.mark.parametrize("change", REFUSED)
def test_a_form_left_open_over_midnight_is_told_what_has_changed(client: Client, change: Any) -> None:
    on = soon()
    later = soon(on.activity, days=9)
    change(on)
    page = text(send(client, on, contact="a@example.org", key="2"))

    assert page.count(said(REFUSED[change], "be")) == 2
    assert 'href="#id_dates"' in page
    assert "a@example.org" in page
    assert (Party.objects.count(), later.taken) == (0, 0)


def test_of_several_dates_the_one_that_is_the_reason_is_named(client: Client) -> None:
    on = soon()
    later = soon(on.activity, days=9)
    cancelled(later)
    page = text(send(client, on, later, contact="a@example.org"))

    assert re.search(r"\w+, \d+ \w+: " + said("This date is cancelled.", "be"), page)


def test_to_wait_one_must_be_reachable_and_the_sentence_stands_at_the_contact(client: Client) -> None:
    on = soon(capacity=1)
    signed_up(on)
    page = text(send(client, on, party_of="1"))

    assert (
        page.count(
            said("To wait for a seat, leave an e-mail or a telephone: we must be able to tell you.", "be")
        )
        == 2
    )
    assert 'href="#id_contact"' in page


def test_a_form_of_before_a_deploy_or_of_yesterday_is_sent_again(client: Client) -> None:
    on = soon()
    page = text(send(client, on, stamp="of:another:key"))
    assert said("This page was open for too long. Your answers are still here: send them again", "be") in page

    fresh = re.search(r'name="stamp" value="([^"]+)"', page)
    assert fresh is not None
