import json
import logging
import re
import sys
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.test import RequestFactory

from config.logs import Discreet
from launch import access, web

TOKEN = "dGhpcyBpcyBhIHRva2VuIG9mIGEgbGluay4uLi4uLi4"


def told(name: str, message: str, *arguments: Any, **more: Any) -> dict[str, Any]:
    record = logging.LogRecord(name, logging.ERROR, "x.py", 1, message, arguments, more.pop("exc_info", None))
    vars(record).update(more)
    return json.loads(Discreet().format(record))


def failure() -> Any:
    try:
        raise ValueError("Key (email)=(alina@example.org) already exists")
    except ValueError:
        return sys.exc_info()


def test_our_own_message_is_told_whole() -> None:
    line = told("letters.sending", "Letter %s needs a human", 7)

    assert {key: line[key] for key in ("level", "logger", "message")} == {
        "level": "ERROR", "logger": "letters.sending", "message": "Letter 7 needs a human",
    }  # fmt: skip
    assert set(line) == {"time", "level", "logger", "message"}


def test_of_a_broken_page_the_pattern_is_told_and_no_address_no_query_and_no_word() -> None:
    request = RequestFactory().get(
        f"/be/l/{TOKEN}/?q=Alina", HTTP_USER_AGENT="Agent", REMOTE_ADDR="203.0.113.7"
    )
    request.resolver_match = type("Match", (), {"route": "be/l/<str:token>/"})  # type: ignore[assignment]
    line = told(
        "django.request", "%s: %s", "Internal Server Error", request.path,
        request=request, status_code=500, exc_info=failure(),
    )  # fmt: skip
    whole = json.dumps(line)

    assert (line["route"], line["status"], line["trouble"]) == ("be/l/<str:token>/", 500, "ValueError")
    assert line["where"][-1].endswith("failure")
    assert [word for word in (TOKEN, "Alina", "alina", "Agent", "203.0.113.7") if word in whole] == []


def test_the_twin_pythons_own_formatter_would_tell() -> None:
    record = logging.LogRecord("django.request", logging.ERROR, "x.py", 1, "%s", (TOKEN,), failure())
    whole = logging.Formatter().format(record)

    assert TOKEN in whole
    assert "alina@example.org" in whole


def logged_by_the_server(path: str) -> str:
    """Whatever else a request says of who asks."""
    (line,) = lines_of_the_server(path)
    return line.decode()


def lines_of_the_server(path: str) -> list[bytes]:
    request = {
        "REQUEST_METHOD": "GET", "PATH_INFO": path, "QUERY_STRING": "q=Alina", "REMOTE_ADDR": "203.0.113.7",
        "HTTP_USER_AGENT": "Agent", "HTTP_X_FORWARDED_FOR": "203.0.113.8",
    }  # fmt: skip
    lines: list[bytes] = []

    def application(_environ: Any, start_response: Any) -> list[bytes]:
        start_response("200 OK", [])
        return []

    access.logged(application, write=lines.append)(request, lambda *arguments: None)
    return lines


@pytest.mark.parametrize("path", ["/healthz", "/readyz"])
def test_what_machines_ask_all_day_is_not_written_down(path: str) -> None:
    assert lines_of_the_server(path) == []


@pytest.mark.parametrize("path", [f"/be/l/{TOKEN}/", f"/pl/l/{TOKEN}", f"/en/l/{TOKEN}/?x=1"])
def test_the_web_servers_log_keeps_no_token_no_query_and_no_address(path: str) -> None:
    assert logged_by_the_server(path.partition("?")[0]) == f"GET {path[:6]}… 200 0ms\n"


@pytest.mark.parametrize(
    ("path", "written"),
    [
        ("/be/naviny/", "/be/naviny/"),
        ("/be/l/a\nGET /", "/be/l/…"),
        ("/x\r\nGET / 200", "/x%0D%0AGET%20/%20200"),
        ("/школа".encode().decode("latin-1"), "/%D1%88%D0%BA%D0%BE%D0%BB%D0%B0"),
    ],
    ids=["plain", "a token with a line break", "a line break", "Cyrillic"],
)
def test_a_path_in_its_log_is_one_word(path: str, written: str) -> None:
    assert logged_by_the_server(path) == f"GET {written} 200 0ms\n"


def test_of_a_broken_request_it_tells_where_in_the_code_and_not_the_words() -> None:
    told = 'Application callable raised an exception\nTraceback:\n  File "x.py", line 7, in application\n'
    words = f"{told}    boom()\nValueError: alina"
    record = logging.LogRecord("_granian", logging.ERROR, "x.py", 1, words, (), None)

    assert web.Wordless().format(record) == (
        'ERROR Application callable raised an exception\n  File "x.py", line 7, in application'
    )


def test_the_format_we_give_nginx_names_nobody() -> None:
    told = (Path(settings.ROOT) / "deploy" / "nginx" / "nginx.conf").read_text()
    shaped = re.search(r"log_format discreet '([^']+)'", told)
    mapped = re.search(r'"~(\^[^"]+)"', told)
    assert shaped is not None
    assert mapped is not None

    assert set(re.findall(r"\$\{?(\w+)", shaped[1])) == {"request_method", "place", "status", "request_time"}
    assert re.match(mapped[1].replace("?<", "?P<"), f"/be/l/{TOKEN}/")


@pytest.mark.parametrize("name", ["django.security.csrf", "django.security.DisallowedHost"])
def test_what_carries_a_path_is_not_told_by_pythons_last_resort_either(
    name: str, capfd: pytest.CaptureFixture[str]
) -> None:
    logging.getLogger(name).error("Forbidden: /be/l/%s/", TOKEN)

    assert TOKEN not in capfd.readouterr().err


def test_the_twin_a_logger_without_a_handler_is_heard(capfd: pytest.CaptureFixture[str]) -> None:
    lonely = logging.getLogger("tests.lonely")
    lonely.propagate = False
    lonely.error("Forbidden: /be/l/%s/", TOKEN)

    assert TOKEN in capfd.readouterr().err
