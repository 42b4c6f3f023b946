from uuid import uuid4

import pytest

from letters.by_hand import MessageForm, in_language


def sent(**texts: str) -> MessageForm:
    return MessageForm({"form_key": str(uuid4()), **texts})


def test_only_what_is_written_is_said() -> None:
    form = sent(text_be="Вазьміце ніткі", text_pl="  ")

    assert form.is_valid()
    assert form.words == {"be": "Вазьміце ніткі"}


def test_nothing_written_is_told_and_not_sent() -> None:
    form = sent(text_be=" ")

    assert (form.is_valid(), len(form.non_field_errors())) == (False, 1)


def test_what_is_too_long_is_told_once() -> None:
    form = sent(text_be="а" * 2001)

    assert (form.non_field_errors(), len(form.errors["text_be"])) == ([], 1)


@pytest.mark.parametrize(
    ("language", "text"), [("pl", "Weźcie nici"), ("ru", "Вазьміце ніткі"), ("", "Вазьміце ніткі")]
)
def test_who_lacks_a_language_gets_the_first_there_is(language: str, text: str) -> None:
    assert in_language({"be": "Вазьміце ніткі", "pl": "Weźcie nici"}, language) == text


def test_who_is_written_nothing_gets_nothing() -> None:
    assert in_language({}, "be") == ""
