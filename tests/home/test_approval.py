"""When a plain page may go out. Pure, but for the sentences."""

from datetime import date, timedelta

import pytest
from django.utils.translation import override

from home import approval
from home.approval import Statement

TODAY = date(2026, 11, 20)


def obstacles(**changes: object) -> list[str]:
    legal = {"is_legal": True, "words": "Правілы.", "approved_on": TODAY}
    with override("en"):
        return approval.obstacles(Statement(**{**legal, **changes}), today=TODAY)


def test_an_approved_text_may_go_out():
    assert obstacles() == []


def test_an_ordinary_page_needs_no_lawyer():
    assert obstacles(is_legal=False, approved_on=None) == []


def test_what_the_law_asks_for_needs_one():
    assert obstacles(approved_on=None) == [
        "A lawyer has to approve this page first: write the day and whose approval it is."
    ]


def test_nobody_approves_tomorrow():
    assert obstacles(approved_on=TODAY + timedelta(days=1)) == [
        "It was approved on a day that is still to come. Write the real one."
    ]


@pytest.mark.parametrize(
    ("words", "approved_days_ago", "refused"),
    [
        ("Правілы.", 40, False),
        ("Новыя правілы.", 40, True),
        ("Новыя правілы.", 30, False),
        ("Новыя правілы.", 0, False),
    ],
    ids=["same words", "other words", "approved the day they went out", "approved today"],
)
def test_other_words_need_a_newer_approval(words: str, approved_days_ago: int, refused: bool):
    told = obstacles(
        words=words,
        approved_on=TODAY - timedelta(days=approved_days_ago),
        known_words="Правілы.",
        known_since=TODAY - timedelta(days=30),
    )
    sentence = "The text has changed since it was approved on 11 October 2026. Ask again."

    assert told == ([sentence] if refused else [])


@pytest.mark.parametrize("is_legal", [True, False])
@pytest.mark.parametrize(
    "blank", ["[юрыст: адрас]", "[юрист: адрес]", "[prawnik: adres]", "[lawyer: address]", "[TODO: later]"]
)
def test_a_blank_still_to_be_filled_in_is_named(blank: str, is_legal: bool):
    assert obstacles(is_legal=is_legal, words=f"Пішыце на {blank}.") == [
        f"Something is still to be filled in: {blank}."
    ]


@pytest.mark.parametrize("words", ["[1]", "[…]", "[sic]", "10:00 [12:00]", "[]", "(гл.: тут)"])
def test_other_brackets_are_no_blanks(words: str):
    assert obstacles(words=words) == []
