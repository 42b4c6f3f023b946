from pathlib import Path

import pytest

from home.measuring import lighthouse

GOOD = {"performance": 96.0, "accessibility": 100.0, "best-practices": 100.0, "seo": 100.0}


def test_of_three_looks_the_middle_one_counts():
    looks = [{**GOOD, "performance": score} for score in (99.0, 90.0, 96.0)]

    assert lighthouse.row("home", looks) == {"what": "home", **GOOD, "enough": "yes"}


@pytest.mark.parametrize(
    ("category", "score"), [("performance", 94.0), ("accessibility", 99.0), ("seo", 92.0)]
)
def test_a_page_below_what_was_promised_is_marked(category: str, score: float):
    assert lighthouse.row("home", [{**GOOD, category: score}] * 3)["enough"] == "NO"


@pytest.mark.django_db
def test_each_kind_of_page_is_looked_at(client):
    paths = lighthouse.paths()

    assert len(paths) == 2 + len(lighthouse.KINDS)
    assert {client.get(path).status_code for path in paths.values()} == {200}


def test_what_is_missing_is_told_in_one_sentence(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setenv("PATH", str(tmp_path))

    with pytest.raises(lighthouse.Missing, match=r"^Lighthouse needs node: as root, apt-get install .*\.$"):
        lighthouse.installed(tmp_path)
