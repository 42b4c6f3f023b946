import re
from datetime import timedelta

import pytest
from django.utils import timezone
from django.utils.translation import override

from donations import sums

pytestmark = pytest.mark.django_db(databases=["default", "vault"])
NUMBERS = ("two", "three", "four", "five", "six", "seven", "eight", "nine")
WORDS = dict(zip(NUMBERS, range(2, 10), strict=True))


def asked() -> tuple[sums.Question, str]:
    with override("en"):
        question = sums.asked()
    return question, answer_to(question)


def answer_to(question: sums.Question) -> str:
    """Of one in English."""
    return str(sum(WORDS[word] for word in re.findall(r"\w+", question.text) if word in WORDS))


def test_the_sum_in_words_is_the_right_answer():
    at = timezone.now()
    for _time in range(20):
        question, answer = asked()
        assert sums.is_right(f" {answer} ", token=question.token, at=at)


def test_each_question_is_good_for_one_answer():
    (question, answer), at = asked(), timezone.now()
    tries = [sums.is_right(each, token=question.token, at=at) for each in ("0", answer, answer)]
    assert tries == [False, False, False]


def test_one_that_was_made_up_or_is_old_is_none(monkeypatch):
    question, answer = asked()
    assert not sums.is_right(answer, token=question.token[:-1] + "_", at=timezone.now())
    monkeypatch.setattr(sums, "LIFE", timedelta(seconds=-1))
    assert not sums.is_right(answer, token=question.token, at=timezone.now())


@pytest.mark.parametrize("language", ["be", "ru", "pl", "en"])
def test_numbers_are_words_in_each_language(language):
    with override(language):
        question = sums.asked()
    assert not re.search(r"\d|%\(", question.text)
