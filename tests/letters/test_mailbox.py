from datetime import timedelta
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest
from django.test import Client
from django.utils import timezone

from letters import mailbox, writing
from privacy.documents import Email

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _arrived(settings: Any, tmp_path: Path) -> None:
    settings.MAILBOX = tmp_path / "mailbox"
    settings.LETTERS_BACKEND = "letters.mailbox.EmailBackend"
    url = "http://localhost:8000/be/l/token/"
    address = writing.Address(to=Email("alina@example.org"), language="be", context={"url": url})
    writing.message("test", address, letter_id=UUID(int=7)).send()


def test_a_developer_sees_every_letter_as_it_would_have_arrived(client: Client) -> None:
    [letter] = mailbox.received()
    listed = client.get("/be/mailbox/").content.decode()
    shown = client.get(f"/be/mailbox/{letter.name}/").content.decode()
    sent = client.get(f"/be/mailbox/{letter.name}/as-sent/")

    assert (letter.to, letter.sender, letter.subject) == (
        "alina@example.org",
        "letters@example.org",
        "Праверка",
    )
    assert f'href="/be/mailbox/{letter.name}/">Праверка</a>' in listed
    assert abs(timezone.now() - letter.at) < timedelta(minutes=5)
    assert '<a href="http://localhost:8000/be/l/token/"' in shown
    assert sent.content.decode() == letter.html
    assert sent["Content-Security-Policy"].startswith(
        "default-src 'none'; style-src 'unsafe-inline'; sandbox;"
    )


def test_a_letter_is_there_whole_or_not_at_all(tmp_path: Path, monkeypatch: Any) -> None:
    seen = []

    def killed(self: Path, target: Path) -> None:
        seen.extend(mailbox.received())
        raise KeyboardInterrupt

    monkeypatch.setattr(Path, "replace", killed)
    address = writing.Address(to=Email("alina@example.org"), language="be", context={"url": "http://x.test/"})
    with pytest.raises(KeyboardInterrupt):
        writing.message("test", address, letter_id=UUID(int=8)).send()

    assert [letter.subject for letter in [*seen, *mailbox.received()]] == ["Праверка", "Праверка"]


@pytest.mark.parametrize("page", ["", "20260101-000000-00000000/", "x/as-sent/", "..%2F..%2Fpostgres/"])
def test_a_real_server_has_no_such_page(client: Client, settings: Any, page: str) -> None:
    settings.DEMO = False

    assert client.get(f"/be/mailbox/{page}").status_code == 404


@pytest.mark.parametrize("page", ["20260101-000000-00000000/", "x/as-sent/", "..%2F..%2Fpostgres/"])
def test_a_letter_that_is_not_there_is_not_found(client: Client, page: str) -> None:
    assert client.get(f"/be/mailbox/{page}").status_code == 404


def test_an_empty_mailbox_says_so(client: Client, settings: Any, tmp_path: Path) -> None:
    settings.MAILBOX = tmp_path / "nowhere"

    assert "Пакуль нічога." in client.get("/be/mailbox/").content.decode()
