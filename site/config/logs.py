"""Logs say what happened and where in the code, never who, and never what a person wrote or which address
she asked for.

One JSON object a line, with these keys and no others. Of an exception its kind and the lines of code are
kept: its words often repeat what somebody typed. Of other people's messages the text before filling in is
kept; ours hold numbers only.
"""

import json
import logging
import traceback
from datetime import UTC, datetime
from typing import Any

OURS = (
    "backups",
    "config",
    "donations",
    "events",
    "home",
    "letters",
    "office",
    "pages",
    "privacy",
    "school",
    "search",
    "timetable",
)
FRAMES = 12


class Discreet(logging.Formatter):
    def format(self, record: logging.LogRecord) -> str:
        told = {
            "time": datetime.fromtimestamp(record.created, tz=UTC).isoformat(timespec="milliseconds"),
            "level": record.levelname,
            "logger": record.name,
            "message": record.getMessage() if record.name.split(".")[0] in OURS else str(record.msg),
            "route": route(record),
            "status": getattr(record, "status_code", None),
            **trouble(record),
        }
        return json.dumps({key: value for key, value in told.items() if value}, ensure_ascii=False)


def route(record: logging.LogRecord) -> str:
    """The pattern of the address, not the address."""
    match = getattr(getattr(record, "request", None), "resolver_match", None)
    return str(getattr(match, "route", ""))


def trouble(record: logging.LogRecord) -> dict[str, Any]:
    if not record.exc_info or record.exc_info[0] is None:
        return {}
    frames = traceback.extract_tb(record.exc_info[2])[-FRAMES:]
    where = [f"{frame.filename}:{frame.lineno} {frame.name}" for frame in frames]
    return {"trouble": record.exc_info[0].__name__, "where": where}
