from typing import Any

from django.http import QueryDict

from timetable.forms import RuleForm

WEEKLY = {"kind": "weekly", "day": "2026-10-01", "time": "18:00"}


def sent(prefix: str = "", **said: Any) -> QueryDict:
    data = QueryDict(mutable=True)
    for name, value in said.items():
        data.setlist(f"{prefix}{name}", value if isinstance(value, list) else [value])
    return data


def filled(**said: Any) -> RuleForm:
    return RuleForm(sent(**said))
