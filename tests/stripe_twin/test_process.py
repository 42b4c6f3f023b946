import json
import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from launch.port import free_port
from tests.stripe_twin.running import ROOT, running_twin

pytestmark = pytest.mark.processes


@pytest.fixture
def environment() -> dict[str, str]:
    return os.environ | {"PYTHONPATH": str(ROOT / "site"), "DJANGO_SETTINGS_MODULE": "config.settings.dev"}


def order() -> dict[str, object]:
    price = {"currency": "pln", "unit_amount": 5000, "product_data": {"name": "x"}}
    lines = [{"price_data": price, "quantity": 1}]
    return {"mode": "payment", "line_items": lines, "success_url": "http://localhost/"}


def test_what_it_has_told_anybody_outlives_a_kill(environment: dict[str, str], tmp_path: Path) -> None:
    file = tmp_path / "stripe" / "twin.sqlite3"
    with running_twin(environment, file=file) as twin:
        session = twin.client().v1.checkout.sessions.create(order(), {"idempotency_key": "k"})
        twin.misbehave(what="lose", only="/v1/refunds")
        os.kill(twin.process.pid, signal.SIGKILL)
        twin.process.wait()
    with running_twin(environment, file=file) as twin:
        v1 = twin.client().v1
        again = v1.checkout.sessions.create(order(), {"idempotency_key": "k"})
        paid = twin.pay(session=session.id)
        found = v1.checkout.sessions.retrieve(session.id)

        assert (again.id, paid["status"], found.payment_status) == (session.id, "complete", "paid")
        assert again.url == session.url  # the same answer, word for word
        assert [each["what"] for each in twin.misbehave(what="drop")["moods"]] == ["lose", "drop"]


def test_without_a_file_it_forgets(environment: dict[str, str]) -> None:
    for _ in range(2):
        with running_twin(environment) as twin:
            assert twin.client().v1.checkout.sessions.list().data == []
            twin.client().v1.checkout.sessions.create(order())


def test_sigterm_ends_it_in_good_order(environment: dict[str, str]) -> None:
    with running_twin(environment) as twin:
        twin.process.terminate()

        assert twin.process.wait() == 0


def test_an_endpoint_follows_the_site_to_another_port(environment: dict[str, str], tmp_path: Path) -> None:
    for hook in ("http://localhost:1/stripe/webhook/", "http://localhost:2/stripe/webhook/"):
        with running_twin(environment, file=tmp_path / "twin.sqlite3", hook=hook) as twin:
            assert [each.url for each in twin.client().v1.webhook_endpoints.list()] == [hook]


@pytest.mark.parametrize(
    ("settings", "key"),
    [("config.settings.production", "sk_test_twin"), ("config.settings.dev", "sk_live_real_one")],
)
def test_it_does_not_run_beside_real_money(environment: dict[str, str], settings: str, key: str) -> None:
    command = [sys.executable, "-m", "tests.stripe_twin", "--port", str(free_port()), "--key", key]
    ended = subprocess.run(
        command,
        env=environment | {"DJANGO_SETTINGS_MODULE": settings},
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )

    assert (ended.returncode, ended.stdout) == (1, "")
    assert ended.stderr.startswith("The twin of Stripe takes money nobody has")


def test_a_person_tells_it_something(environment: dict[str, str], tmp_path: Path) -> None:
    def tell(*words: str) -> "subprocess.CompletedProcess[str]":
        command = [sys.executable, "-m", "tests.stripe_twin.tell", *words]
        given = environment | {"PYTHONPATH": str(ROOT)}
        return subprocess.run(command, env=given, cwd=tmp_path, capture_output=True, text=True, check=False)

    assert (tell("clock").returncode, tell("clock").stdout) == (2, "")
    with running_twin(environment, file=tmp_path / "var" / "stripe" / "twin.sqlite3"):
        moved, refused = tell("clock", "to=1790000000", "stop=true"), tell("pay", "session=cs_1")

    assert (moved.returncode, json.loads(moved.stdout)) == (0, {"now": 1_790_000_000})
    assert (refused.returncode, "No such checkout.session" in refused.stdout) == (1, True)
    assert tell("clock").returncode == 1
