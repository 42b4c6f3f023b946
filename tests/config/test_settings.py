"""The start of a real server, as a process of its own: what it refuses, and in which words."""

import os
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from config import starting

ROOT = Path(__file__).resolve().parents[2]
GOOD = {
    "DJANGO_SETTINGS_MODULE": "config.settings.production",
    "SECRET_KEY": "kR3-7vXq_mZ0pLw9TzB4nYc8HdJ2sGfA6uEo1iWxQ5rVtMbKlPyN",
    "BASE_URL": "https://example.org",
    "DATABASE_URL": "postgresql://cbs:hunter2@db.example.org/cbs",
    "VAULT_DATABASE_URL": "postgresql://cbs:hunter2@db.example.org/cbs_vault",
    "MASTER_KEY": "qT9zX1vB7nM3kL5pR8sW2yD4gH6jF0aC-eU_iOoKtYk",
    "SMTP_URL": "smtp://cbs:hunter2@mail.example.org:587",
    "LETTERS_FROM": "letters@example.org",
}
ADDRESS = "an address like https://example.org, without a path"
SERVER = "an address like smtp://user:password@mail.example.org:587"
KEY = "32 random bytes in URL-safe base64: 43 letters, digits, - and _"
OPERATORS = "addresses like operator@example.org, with commas between them"
OTHER_MACHINE = (
    "config.settings.dev lets everybody in by one click: it is for http://localhost alone. A real server "
    "runs with config.settings.production."
)
DATABASE = "an address like postgresql://user:password@host:5432/name"


def check(settings: dict[str, str], *arguments: str) -> tuple[int, str]:
    """What `manage.py check` answers a server with these settings and nothing else in its environment."""
    done = subprocess.run(
        [sys.executable, ROOT / "manage.py", "check", *arguments],
        env={"PATH": os.environ["PATH"], **settings},
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        check=False,
    )
    return done.returncode, done.stdout


@pytest.mark.processes
def test_good_settings_pass_djangos_own_examination_of_a_server() -> None:
    assert check(GOOD, "--deploy", "--fail-level", "WARNING") == (
        0,
        "System check identified no issues (1 silenced).\n",
    )


@pytest.mark.processes
@pytest.mark.parametrize("address", ["https://example.org", "http://10.0.0.1:8000", "http://127.0.0.1:8000"])
def test_the_demos_door_opens_on_ones_own_machine_alone(address: str) -> None:
    code, said = check({**GOOD, "DJANGO_SETTINGS_MODULE": "config.settings.dev", "BASE_URL": address})

    assert (code, said.startswith("The site cannot start: config.settings.dev lets everybody in")) == (
        1,
        True,
    )


@pytest.mark.processes
def test_a_server_has_no_address_for_it() -> None:
    ask = "from django.urls import get_resolver as r; print([n in r().reverse_dict for n in ('keep', '%s')])"
    done = subprocess.run(
        [sys.executable, ROOT / "manage.py", "shell", "--no-imports", "-c", ask % "one_click"],
        env={"PATH": os.environ["PATH"], **GOOD}, capture_output=True, text=True, check=True,
    )  # fmt: skip

    assert done.stdout == "[True, False]\n"


@pytest.mark.processes
@pytest.mark.parametrize(
    "name", ["SECRET_KEY", "BASE_URL", "DATABASE_URL", "VAULT_DATABASE_URL", "MASTER_KEY"]
)
def test_a_server_does_not_start_without_an_obligatory_variable(name: str) -> None:
    settings = {key: value for key, value in GOOD.items() if key != name}

    assert check(settings) == (
        1,
        f"The site cannot start: {name} is not set. See .env.example for what it means.\n",
    )


@pytest.mark.processes
@pytest.mark.parametrize(
    ("name", "value", "complaint"),
    [
        ("SECRET_KEY", "hunter2", "SECRET_KEY must be at least 50 random characters."),
        ("BASE_URL", "example.org", f"BASE_URL must be {ADDRESS}."),
        (
            "BASE_URL",
            "http://example.org",
            "BASE_URL must begin with https://: by http everybody on the way reads along.",
        ),
        ("OPERATOR_EMAIL", "a@example.org, hunter2", f"OPERATOR_EMAIL must be {OPERATORS}."),
        ("OPERATOR_LANGUAGE", "de", "OPERATOR_LANGUAGE must be one of be, ru, pl, en."),
        (
            "MASTER_KEY",
            starting.DEMO_MASTER_KEY,
            "MASTER_KEY is the one of the demo, which everybody can read. Make one as .env.example says.",
        ),
        ("DJANGO_SETTINGS_MODULE", "config.settings.dev", OTHER_MACHINE),
        (
            "DJANGO_SETTINGS_MODULE",
            "tests.config.careless_settings",
            "DEBUG is on: it shows our code and settings to strangers. Switch it off.",
        ),
        ("DATABASE_URL", "sqlite:///hunter2", f"DATABASE_URL must be {DATABASE}."),
        ("SMTP_URL", "hunter2", f"SMTP_URL must be {SERVER}."),
        ("SMTP_URL", "http://hunter2", f"SMTP_URL must be {SERVER}."),
        ("LETTERS_FROM", "hunter2", "LETTERS_FROM must be an address like letters@example.org."),
        ("MASTER_KEY", "hunter2", f"MASTER_KEY must be {KEY}."),
        ("MASTER_KEY_OLD", "hunter2", f"MASTER_KEY_OLD must be {KEY}."),
        ("VAULT_DATABASE_URL", "hunter2", f"VAULT_DATABASE_URL must be {DATABASE}."),
        (
            "VAULT_DATABASE_URL",
            GOOD["DATABASE_URL"],
            "VAULT_DATABASE_URL must name another database than DATABASE_URL.",
        ),
    ],
)
def test_a_server_does_not_start_with_a_senseless_variable(name: str, value: str, complaint: str) -> None:
    assert check(GOOD | {name: value}) == (1, f"The site cannot start: {complaint}\n")


@pytest.mark.processes
def test_neither_does_its_web_server() -> None:
    settings = {"PATH": os.environ["PATH"], "PYTHONPATH": "site", **GOOD, "BASE_URL": "example.org"}
    done = subprocess.run(
        [sys.executable, "-m", "launch.web"],
        env=settings,
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )

    assert (done.returncode, done.stderr) == (1, f"The site cannot start: BASE_URL must be {ADDRESS}.\n")


def is_a_variable(name: str) -> bool:
    """A request has an environment of its own, with names of its own."""
    return not name.startswith(("HTTP_", "REQUEST_", "PATH_", "QUERY_", "wsgi"))


def read_by_the_code() -> Iterator[str]:
    """Names of variables, as `environment`, `os.environ` and make's `?=` read them."""
    from_python = re.compile(r"""(?:environment\.\w+\(|environ(?:\.\w+\(|\[))\s*"(\w+)\"""")
    for path in [*(ROOT / "site").rglob("*.py"), ROOT / "manage.py"]:
        yield from filter(is_a_variable, from_python.findall(path.read_text(encoding="utf-8")))
    yield from re.findall(r"^(\w+) \?=", (ROOT / "Makefile").read_text(encoding="utf-8"), re.MULTILINE)


def explained() -> Iterator[str]:
    """Variables in paragraphs that begin with words."""
    for paragraph in (ROOT / ".env.example").read_text(encoding="utf-8").split("\n\n"):
        if paragraph.startswith("# "):
            yield from re.findall(r"^#?(\w+)=", paragraph, re.MULTILINE)


def test_the_example_explains_every_variable_the_code_reads_and_no_other() -> None:
    assert sorted(explained()) == sorted(set(read_by_the_code()))


@pytest.mark.processes
def test_the_example_can_be_loaded_by_a_shell(tmp_path: Path) -> None:
    lines = ["set -a", f". '{ROOT / '.env.example'}'", 'printf "%s\\n" "$BASE_URL" "$VAULT_DATABASE_URL"']
    loaded = subprocess.run(
        ["sh", "-euc", "\n".join(lines)], env={}, capture_output=True, text=True, check=True
    )

    assert loaded.stdout.splitlines() == [
        "https://example.org",
        "postgresql://cbs:password@localhost:5432/cbs_vault",
    ]
