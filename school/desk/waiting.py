"""What waits for a coordinator's hand, and where it is cleared."""

from datetime import datetime
from typing import Any

from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from school import duplicates, overriding
from school.desk import calls, rights
from school.models import Batch, Teacher


def links(request: HttpRequest, *, at: datetime) -> list[tuple[str, Any, int]]:
    """Of this person's work: the address, in words, how much."""
    found = (
        ("school_calls", _("Calls to make"), rights.CALL, calls.open_guardians(at=at)),
        ("school_likenesses", _("One child or two?"), rights.CHANGE_CHILDREN, duplicates.undecided()),
        ("school_exceptions", _("Exceptions to sign"), rights.EXCEPT, overriding.unsigned()),
        ("school_teachers", _("Teachers who are not checked"), rights.CHANGE_TEACHERS, unchecked()),
        ("school_kept_list", _("Lists of which families are not told"), rights.ADD_CHILDREN, untold()),
    )
    told = [(url, words, rows.count()) for url, words, right, rows in found if request.user.has_perm(right)]
    return [each for each in told if each[2]]


def unchecked() -> Any:
    return Teacher.objects.filter(left_at__isnull=True, checked_on__isnull=True)


def untold() -> Any:
    return Batch.objects.filter(told_at__isnull=True)


def rights_of(request: HttpRequest) -> dict[str, bool]:
    wanted = {
        "plan": rights.PLAN,
        "see": rights.SEE_CHILDREN,
        "add": rights.ADD_CHILDREN,
        "change": rights.CHANGE_CHILDREN,
        "offer": rights.OFFER,
        "write": rights.WRITE,
        "except": rights.EXCEPT,
        "call": rights.CALL,
        "teachers": rights.CHANGE_TEACHERS,
    }
    return {name: request.user.has_perm(right) for name, right in wanted.items()}
