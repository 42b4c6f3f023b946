from io import StringIO

import pytest
from django.core.management import call_command
from django.utils.translation import override

from config.languages import LANGUAGES
from home.models import Inquiry
from privacy import retention
from privacy.checks import everything_sealed_is_declared, faults_of
from privacy.sealed import models_of_people
from tests.privacy.people import NOW, closed

REGISTRY = retention.registry()


def test_every_sealed_key_of_every_model_has_its_rule() -> None:
    assert models_of_people() != []
    assert everything_sealed_is_declared() == []


def test_the_twin_a_key_without_a_rule_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Inquiry, "retention", ())

    assert [(fault.id, fault.msg) for fault in faults_of(Inquiry)] == [
        (
            "privacy.E002",
            "No retention rule covers additions, answer, email, languages, name, outlet, phone, question.",
        )
    ]


def test_a_rule_for_what_is_not_there_is_named() -> None:
    rule = Inquiry.retention[0]
    stray = type(rule)(**{**vars(rule), "covers": (*rule.covers, "passport")})
    model = type("Stray", (), {"document": Inquiry.document, "retention": (stray,), "_meta": Inquiry._meta})

    assert [fault.msg for fault in faults_of(model)] == [
        "A retention rule covers passport, which is not sealed."
    ]


@pytest.mark.parametrize("language", [code for code, _name in LANGUAGES])
def test_the_words_say_the_number_that_is_enforced(language: str) -> None:
    with override(language):
        told = [rule.until_words for _model, rule in REGISTRY]

    assert all(str(rule.number) in words for words, (_model, rule) in zip(told, REGISTRY, strict=True))


@pytest.mark.parametrize("language", ["be", "ru", "pl"])
def test_every_rule_is_told_in_every_language(language: str) -> None:
    def words() -> list[str]:
        return [
            str(part)
            for _model, rule in REGISTRY
            for part in (rule.what, rule.why, rule.basis, rule.until_words)
        ]

    with override("en"):
        source = words()
    with override(language):
        assert [word for word, english in zip(words(), source, strict=True) if word == english] == []


def test_the_command_prints_the_table() -> None:
    said = StringIO()
    call_command("retention", stdout=said)

    assert (
        "A journalist’s question: name, outlet, e-mail or telephone, what was asked and answered"
        " (home.Inquiry: name, outlet, question, email, phone, languages, additions, answer)\n"
        "    why: to answer it\n    ground: you have asked\n    until: 90 days after it is closed\n"
    ) in said.getvalue()


@pytest.mark.django_db(databases=["default", "vault"])
def test_the_clock_enforces_without_anybodys_click() -> None:
    from privacy.jobs import forget

    closed(at=NOW.replace(year=2020))
    forget.func(timestamp=0)

    assert not Inquiry.objects.exists()
