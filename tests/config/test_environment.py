from base64 import urlsafe_b64decode
from typing import Any

import pytest
from django.core.exceptions import ImproperlyConfigured

from config import environment

RANDOM = "kR3-7vXq_mZ0pLw9TzB4nYc8HdJ2sGfA6uEo1iWxQ5rVtMbKlPyN"


@pytest.fixture(autouse=True)
def unset(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("ANSWER", raising=False)


def refusal(read: Any, *arguments: Any, **options: Any) -> str:
    with pytest.raises(ImproperlyConfigured) as refused:
        read("ANSWER", *arguments, **options)
    return str(refused.value)


@pytest.mark.parametrize(
    "read",
    [
        environment.text,
        environment.base_url,
        environment.secret,
        environment.database,
        environment.master_key,
    ],
)
def test_what_is_obligatory_and_missing_is_named(read: Any) -> None:
    assert refusal(read) == "ANSWER is not set. See .env.example for what it means."


@pytest.mark.parametrize("nothing", ["", " ", "\t\n"])
def test_an_empty_value_counts_as_missing(monkeypatch: pytest.MonkeyPatch, nothing: str) -> None:
    monkeypatch.setenv("ANSWER", nothing)

    assert refusal(environment.text) == "ANSWER is not set. See .env.example for what it means."
    assert environment.text("ANSWER", "42") == "42"


def test_a_given_value_wins_over_the_default_and_loses_the_spaces_around_it(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("ANSWER", "  /srv/cbs var \n")

    assert environment.text("ANSWER", "/var") == "/srv/cbs var"


@pytest.mark.parametrize(
    ("value", "address"),
    [
        ("https://example.org", "https://example.org"),
        ("https://example.org/", "https://example.org"),
        ("http://localhost:8000", "http://localhost:8000"),
        ("HTTPS://Help.Example.ORG", "https://help.example.org"),
        ("https://xn--e1afmkfd.xn--90ais", "https://xn--e1afmkfd.xn--90ais"),
    ],
)
def test_the_sites_address_is_read(monkeypatch: pytest.MonkeyPatch, value: str, address: str) -> None:
    monkeypatch.setenv("ANSWER", value)

    assert environment.base_url("ANSWER") == address


@pytest.mark.parametrize(
    "value",
    [
        "example.org",
        "ftp://example.org",
        "https://",
        "https://exa mple.org",
        "https://прыклад.бел",
        "https://example.org/be/",
        "https://example.org?",
        "https://example.org/#top",
        "https://example.org:0",
        "https://example.org:65536",
        "https://example.org:https",
        "https://[::1",
        "https://maryna:hunter2@example.org",
        "https://:hunter2@example.org",
    ],
)
def test_an_address_that_is_none_or_has_more_than_a_host_is_refused(
    monkeypatch: pytest.MonkeyPatch, value: str
) -> None:
    monkeypatch.setenv("ANSWER", value)

    assert refusal(environment.base_url) == (
        "ANSWER must be an address like https://example.org, without a path."
    )


def test_a_long_random_secret_is_read(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ANSWER", RANDOM)

    assert environment.secret("ANSWER") == RANDOM


@pytest.mark.parametrize("value", [RANDOM[:49], "abcd" * 20, "secret"])
def test_a_secret_that_can_be_guessed_is_refused_and_not_repeated(
    monkeypatch: pytest.MonkeyPatch, value: str
) -> None:
    monkeypatch.setenv("ANSWER", value)

    assert refusal(environment.secret) == "ANSWER must be at least 50 random characters."


PUBLIC = "age1zvkyg2lqzraa2lnjvqej32nkuu0ues2s82hzrye869xeexvn73equnujwj"


@pytest.mark.parametrize(
    ("value", "keys"), [(PUBLIC, [PUBLIC]), (f" {PUBLIC} , {PUBLIC},", [PUBLIC, PUBLIC]), (",", [])]
)
def test_keys_that_backups_are_locked_to_are_read(
    monkeypatch: pytest.MonkeyPatch, value: str, keys: list[str]
) -> None:
    monkeypatch.setenv("ANSWER", value)

    assert environment.recipients("ANSWER") == keys


@pytest.mark.parametrize("value", ["age1", PUBLIC[:-1] + "k", "AGE-SECRET-KEY-1QQQ", f"{PUBLIC},maryna"])
def test_a_key_with_a_slip_is_refused_before_a_backup_nobody_could_open(
    monkeypatch: pytest.MonkeyPatch, value: str
) -> None:
    monkeypatch.setenv("ANSWER", value)

    assert refusal(environment.recipients) == (
        "ANSWER must be public keys like age1…, with commas between them."
    )


def database(**values: Any) -> dict[str, Any]:
    empty = {"NAME": "cbs", "USER": "", "PASSWORD": "", "HOST": "", "PORT": "", "OPTIONS": {}}
    return {"ENGINE": "django.db.backends.postgresql", **empty, **values}


@pytest.mark.parametrize(
    ("value", "settings"),
    [
        (
            "postgresql://cbs:hunter2@db.example.org:5433/cbs",
            database(USER="cbs", PASSWORD="hunter2", HOST="db.example.org", PORT="5433"),
        ),
        ("postgres:///cbs", database()),
        (
            "postgresql://c%40b:p%2Fs%23%C5%82@localhost/cbs",
            database(USER="c@b", PASSWORD="p/s#ł", HOST="localhost"),
        ),
        ("postgresql://postgres@/cbs?host=%2Frun%2Fmy%20pg", database(USER="postgres", HOST="/run/my pg")),
        (
            "postgresql://db.example.org/cbs?sslmode=verify-full&sslrootcert=/etc/a%3Db.pem",
            database(
                HOST="db.example.org", OPTIONS={"sslmode": "verify-full", "sslrootcert": "/etc/a=b.pem"}
            ),
        ),
    ],
)
def test_a_database_is_read(monkeypatch: pytest.MonkeyPatch, value: str, settings: dict[str, Any]) -> None:
    monkeypatch.setenv("ANSWER", value)

    assert environment.database("ANSWER") == settings


@pytest.mark.parametrize(
    "value",
    [
        "cbs",
        "mysql://cbs:hunter2@localhost/cbs",
        "postgresql://cbs:hunter2@localhost",
        "postgresql://cbs:hunter2@localhost/",
        "postgresql://cbs:hunter2@localhost:port/cbs",
        "postgresql://cbs:hunter2@localhost:99999/cbs",
        "postgresql://cbs:hunter2[@localhost/cbs",
        "postgresql://cbs:hunter2@localhost/cbs?sslmode",
    ],
)
def test_a_senseless_database_is_refused_and_its_password_not_repeated(
    monkeypatch: pytest.MonkeyPatch, value: str
) -> None:
    monkeypatch.setenv("ANSWER", value)

    assert refusal(environment.database) == (
        "ANSWER must be an address like postgresql://user:password@host:5432/name."
    )


MASTER = "qT9zX1vB7nM3kL5pR8sW2yD4gH6jF0aC-eU_iOoKtYk"


@pytest.mark.parametrize("value", [MASTER, f"{MASTER}=", f" {MASTER}=\n"])
def test_a_master_key_is_read(monkeypatch: pytest.MonkeyPatch, value: str) -> None:
    monkeypatch.setenv("ANSWER", value)

    assert environment.master_key("ANSWER") == f"{MASTER}="
    assert len(urlsafe_b64decode(environment.master_key("ANSWER"))) == 32


@pytest.mark.parametrize("value", ["short", MASTER[:-1], f"{MASTER}A", MASTER.replace("-", "/"), "A" * 43])
def test_a_weak_or_broken_master_key_is_refused_without_repeating_it(
    monkeypatch: pytest.MonkeyPatch, value: str
) -> None:
    monkeypatch.setenv("ANSWER", value)

    assert refusal(environment.master_key) == (
        "ANSWER must be 32 random bytes in URL-safe base64: 43 letters, digits, - and _."
    )


@pytest.mark.parametrize(("value", "number"), [("0", 0), ("64", 64), (" 128 ", 128), ("007", 7)])
def test_a_whole_number_is_read(monkeypatch: pytest.MonkeyPatch, value: str, number: int) -> None:
    monkeypatch.setenv("ANSWER", value)

    assert environment.number("ANSWER", "1") == number


@pytest.mark.parametrize("value", ["-1", "1.5", "64MB", "many", "1e3", "²"])
def test_what_is_no_whole_number_is_refused_without_repeating_it(
    monkeypatch: pytest.MonkeyPatch, value: str
) -> None:
    monkeypatch.setenv("ANSWER", value)

    assert refusal(environment.number, "64") == "ANSWER must be a whole number."


@pytest.mark.parametrize(
    ("value", "addresses"),
    [
        ("a@example.org", ["a@example.org"]),
        (" a@example.org ,b.c+d@example.org,", ["a@example.org", "b.c+d@example.org"]),
        ("", []),
    ],
)
def test_addresses_are_read(monkeypatch: pytest.MonkeyPatch, value: str, addresses: list[str]) -> None:
    monkeypatch.setenv("ANSWER", value)

    assert environment.mailboxes("ANSWER", "") == addresses


@pytest.mark.parametrize("value", ["a@example", "a@example.org b@example.org", "Alina <a@example.org>"])
def test_what_is_no_address_is_refused(monkeypatch: pytest.MonkeyPatch, value: str) -> None:
    monkeypatch.setenv("ANSWER", value)

    assert refusal(environment.mailboxes) == (
        "ANSWER must be addresses like operator@example.org, with commas between them."
    )


def test_a_language_is_one_of_ours(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ANSWER", "pl")
    assert environment.language("ANSWER") == "pl"

    monkeypatch.setenv("ANSWER", "Polish")
    assert refusal(environment.language) == "ANSWER must be one of be, ru, pl, en."
