"""The rule as readers read it is the rule as it is kept."""

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import pytest
from django.utils.translation import override

from school import deadlines, leaving, order, places, rule_words, still
from school.order import Standing, Tier

IN_LINE = sorted(tier for tier in Tier if tier != Tier.PUPIL)
MAY = date(2026, 5, 1)


def standing(tier: int) -> Standing:
    return Standing(tier=tier, round=MAY, ticket="a", code=f"C{tier}")


def said(words: Callable[[], Any]) -> Any:
    with override("be"):
        return words()


def test_every_tier_of_the_line_has_words_in_the_order_in_which_the_line_takes_them():
    line = order.line([standing(tier) for tier in reversed(IN_LINE)], given=[])

    assert [each.tier for each in line] == sorted(rule_words.SAID)
    assert said(rule_words.tiers) == said(lambda: [rule_words.SAID[each.tier]() for each in line])


def test_the_words_say_the_rule():
    assert [said(rule_words.staying), *said(rule_words.tiers)] == [
        "Спачатку тым, хто ўжо вучыцца і застаецца: перад кожным семестрам у іх ёсць 10 дзён, каб сказаць "
        "пра гэта. Потым у такім парадку:",
        "тым, хто вучыўся тут прынамсі 4 тыдні і пайшоў праз хваробу ці вымушаны ад’езд не больш за 12 "
        "месяцаў таму;",
        "братам і сёстрам вучняў, але не больш за адно месца з любых 3 запар;",
        "усім астатнім: раней тыя, хто падаў заяўку ў ранейшым месяцы, унутры месяца — па жэрабі.",
    ]
    assert said(rule_words.held_for).startswith("Калі месца з’явіцца, патрымаем яго для вас 72 гадзіны.")
    assert said(rule_words.last_days).startswith("У апошнія 14 дзён семестра")
    assert said(rule_words.ages) == "Узрост лічым на першы дзень семестра: ад 6 да 12 гадоў."


@pytest.mark.parametrize(
    ("where", "name", "value", "words", "number"),
    [
        (rule_words, "IN_A_ROW", 5, lambda: rule_words.tiers()[1], "5"),
        (deadlines, "HELD_FOR", timedelta(hours=48), rule_words.held_for, "48"),
        (rule_words, "RE_ENROLMENT", timedelta(days=14), rule_words.staying, "14"),
        (rule_words, "COMES_BACK_WITHIN", timedelta(days=180), lambda: rule_words.tiers()[0], "6"),
        (rule_words, "LEARNED", timedelta(weeks=8), lambda: rule_words.tiers()[0], "8"),
        (still, "LONGEST_SILENCE", timedelta(days=60), rule_words.silence, "2"),
        (rule_words, "LAST_DAYS", timedelta(days=21), rule_words.last_days, "21"),
        (rule_words, "OLDEST", 14, rule_words.ages, "14"),
    ],
)
def test_another_number_is_said_the_moment_it_is_kept(
    monkeypatch: pytest.MonkeyPatch,
    where: Any,
    name: str,
    value: Any,
    words: Callable[[], str],
    number: str,
):
    monkeypatch.setattr(where, name, value)

    assert number in said(words)


def test_the_numbers_are_those_of_the_rules_themselves():
    assert rule_words.IN_A_ROW is order.IN_A_ROW
    assert rule_words.LAST_DAYS is places.LAST_DAYS
    assert rule_words.COMES_BACK_WITHIN is leaving.COMES_BACK_WITHIN
