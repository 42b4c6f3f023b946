import sys
from pathlib import Path

import pytest

from launch import payments
from launch.errors import LaunchError
from launch.run import read_launch

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture(autouse=True)
def _nobodys_keys(monkeypatch: pytest.MonkeyPatch) -> None:
    for variable in ("STRIPE_SECRET_KEY", "VAR_DIR", "PORT"):
        monkeypatch.delenv(variable, raising=False)


def test_without_keys_the_site_is_led_to_the_twin() -> None:
    found = read_launch(ROOT)
    assert found.twin is not None

    given = {name: value for name, value in found.environment.items() if name.startswith("STRIPE_")}
    assert given == {
        "STRIPE_SECRET_KEY": "sk_test_twin_of_stripe",
        "STRIPE_WEBHOOK_SECRETS": "whsec_twin_of_stripe",
        "STRIPE_API_BASE": f"http://127.0.0.1:{found.twin.port}",
    }
    assert [each.name for each in found.programs if each.name == "stripe"] == ["stripe"]


def test_the_twin_tells_the_site_and_remembers_in_var() -> None:
    twin = payments.Twin(
        port=12_111, file=Path("/srv/var/stripe/twin.sqlite3"), hook="http://localhost:8000/x/"
    )

    assert twin.program.command == [
        *(sys.executable, "-m", "tests.stripe_twin", "--port", "12111", "--key", payments.KEY),
        *("--secret", payments.SECRET, "--hook", "http://localhost:8000/x/"),
        *("--file", "/srv/var/stripe/twin.sqlite3"),
    ]


@pytest.mark.parametrize("key", ["sk_test_of_somebody", "none"])
def test_whoever_has_keys_or_wants_none_gets_no_twin(monkeypatch: pytest.MonkeyPatch, key: str) -> None:
    monkeypatch.setenv("STRIPE_SECRET_KEY", key)
    found = read_launch(ROOT)

    assert found.twin is None
    assert "stripe" not in [each.name for each in found.programs]


def test_where_there_are_no_tests_there_is_no_twin(tmp_path: Path) -> None:
    assert read_launch(tmp_path).twin is None


def test_a_twin_that_cannot_start_is_told_in_one_sentence(
    tmp_path: Path, launch_environment: dict[str, str], capfd: pytest.CaptureFixture[str]
) -> None:
    twin = payments.Twin(port=12_111, file=tmp_path, hook="x")  # a folder is no file

    with (
        pytest.raises(LaunchError, match="did not start"),
        twin.answering(environment=launch_environment, directory=ROOT),
    ):
        pass
    assert "unable to open database file" in capfd.readouterr().err
