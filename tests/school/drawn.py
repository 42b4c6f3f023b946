"""A draw of November 2026 at any of its steps."""

from datetime import date, datetime
from typing import Any

import pytest

from school import drawing
from school.draw_refusals import SENTENCES, DrawRefused, Why
from school.models import Application, Draw
from school.states import State
from tests.school import children
from timetable.expansion import WARSAW

NOVEMBER, DECEMBER = date(2026, 11, 1), date(2026, 12, 1)
NAMED = children.NOW
"""The 18th."""
OVER = datetime(2026, 12, 1, 0, 5, tzinfo=WARSAW)
DRAWN = datetime(2026, 12, 1, 12, tzinfo=WARSAW)
LATER = datetime(2026, 12, 1, 15, tzinfo=WARSAW)
VALUE = "0d9303cb85cac585f6d0cb654e93b6f9"


def confirmed(*, month: date = NOVEMBER, **more: Any) -> Application:
    """Before its draw."""
    row = children.waiting(**more)
    Application.objects.filter(pk=row.pk).update(state=State.VERIFIED, round=month, ticket="")
    row.refresh_from_db()
    return row


def named(**more: Any) -> Draw:
    known = {"month": NOVEMBER, "source": "Lotto, 1.12.2026", "source_at": DRAWN, "at": NAMED}
    return drawing.name(**{**known, "by": children.staff("ala"), **more})


def listed(**more: Any) -> Draw:
    row = named(**more)
    drawing.publish(at=max(OVER, row.named_at))
    row.refresh_from_db()
    return row


def valued(**more: Any) -> Draw:
    row = listed(**more)
    at = max(LATER, row.source_at)
    drawing.type_value(draw_id=row.pk, value=VALUE, by=children.staff("ala"), at=at)
    return drawing.type_value(draw_id=row.pk, value=f" {VALUE.upper()} ", by=children.staff("bahdan"), at=at)


def signed(**more: Any) -> Draw:
    row = valued(**more)
    drawing.sign(draw_id=row.pk, by=children.staff("bahdan"), at=max(LATER, row.source_at))
    row.refresh_from_db()
    return row


def refused(act: Any) -> Why:
    with pytest.raises(DrawRefused) as caught:
        act()
    assert str(caught.value) == str(SENTENCES[caught.value.reason])
    return caught.value.reason
