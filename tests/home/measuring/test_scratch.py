import pytest

from config import environment
from home.measuring import scratch


@pytest.mark.parametrize(
    "url",
    [
        "postgresql://postgres@/cbs?host=%2Frun%2Fmy%20pg&port=5432",
        "postgresql://c%40b:p%2Fs%23@db.example.org:5433/cbs",
    ],
)
def test_a_process_beside_us_is_told_the_same_database(monkeypatch: pytest.MonkeyPatch, url: str) -> None:
    monkeypatch.setenv("OURS", url)
    ours = {**environment.database("OURS"), "PORT": environment.database("OURS")["PORT"] or "5432"}
    monkeypatch.setenv("TOLD", scratch._address(ours))

    assert {**environment.database("TOLD"), "OPTIONS": {}} == {**ours, "OPTIONS": {}}
