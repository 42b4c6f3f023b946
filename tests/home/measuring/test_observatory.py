from pathlib import Path
from typing import Any

import pytest

from home.measuring import observatory, proxy

GOOD = {"landed": "/be/", "status": 200, "grade": "A+", "score": 135, "failed": []}


@pytest.mark.parametrize(
    ("kind", "change", "enough"),
    [
        ("public", {}, "yes"),
        ("public", {"score": 125}, "NO"),
        ("office", {"score": 110}, "yes"),
        ("office", {"score": 105}, "NO"),
        ("public", {"status": 403}, "NO"),
        ("public", {"grade": "B", "score": 75, "failed": ["csp-not-implemented"]}, "NO csp-not-implemented"),
    ],
)
def test_what_is_less_than_was_promised_is_marked(kind: str, change: dict[str, Any], enough: str) -> None:
    assert observatory.row("home", kind, GOOD | change)["enough"] == enough


def test_what_is_missing_is_told_in_one_sentence(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))

    with pytest.raises(
        observatory.Missing, match=r"^The observatory needs node: as root, apt-get install .*\.$"
    ):
        observatory.installed(tmp_path)


@pytest.mark.django_db(databases=["default", "vault"])
def test_every_page_it_asks_about_is_there(client: Any) -> None:
    answers = {name: client.get(path).status_code for name, (path, _kind) in observatory.pages().items()}

    assert {answers.pop(name) for name in observatory.SIGNED_IN} == {302}
    assert set(answers.values()) == {200}


def test_a_line_of_the_proxy_that_has_changed_is_not_passed_over(tmp_path: Path, monkeypatch: Any) -> None:
    monkeypatch.setattr(proxy, "shipped", lambda: "events {}")

    with pytest.raises(ValueError, match="does not stand in the configuration"):
        proxy.configuration(proxy.described(tmp_path), webs=[8001])
