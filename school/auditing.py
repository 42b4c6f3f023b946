"""The list and the places are counted again, and whatever can not be right is written down.

The order is recomputed by the very program that families download, in a process of its own, from the files
that they download. Nothing is mended here: what is wrong is evidence until somebody has looked.
"""

import logging
import subprocess
import sys
from collections.abc import Callable, Iterable
from datetime import datetime, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from django.db import transaction
from django.db.models import Count, Exists, F, OuterRef, Q, QuerySet, Value
from django.db.models.functions import Concat, Greatest

from letters.models import Letter
from school import deadlines, places, proofs, standings
from school.models import Application, Call, Draw, Finding, Group, Offer
from school.proof import line
from school.rooms import Rooms
from school.states import SITTING, OfferState, State

logger = logging.getLogger(__name__)

Wrong = Finding.Wrong
Found = Iterable[tuple[str, Wrong]]
PATIENCE = timedelta(minutes=30)
"""The worker comes round more often than that."""
REMEMBERED = timedelta(days=7)
"""Letters that were sent are forgotten later than that."""
AT_MOST = 20
SLOW = 120
"""Seconds after which a program that recomputes something is given up."""


def examine(*, at: datetime) -> list[Finding]:
    """Everything that is wrong now. What was found before and is gone is not kept."""
    with proofs.one_moment():
        found = {each for look in LOOKS for each in look(at)}
    with transaction.atomic():
        gone = [each.pk for each in Finding.objects.all() if (each.subject, each.wrong) not in found]
        Finding.objects.filter(pk__in=gone).delete()
        new = [Finding(subject=subject, wrong=wrong, found_at=at) for subject, wrong in sorted(found)]
        Finding.objects.bulk_create(new, ignore_conflicts=True)
    return list(Finding.objects.all())


def shout(findings: Iterable[Finding]) -> None:
    findings = list(findings)
    for each in findings[:AT_MOST]:
        logger.error("The school does not add up: %s %s", each.wrong, each.subject)
    if findings:
        logger.error("%s findings about the school: run audit_school", len(findings))


def order(at: datetime) -> Found:
    """The program knows whether a line was changed or the order is another one."""
    verdict = recomputed("line.py", "".join(proofs.lines()), proofs.order().text)
    if verdict == line.BROKEN:
        return [("", Wrong.CHAIN)]
    return [] if verdict == line.SAME else [("", Wrong.ORDER)]


def draws(at: datetime) -> Found:
    """Each that was signed, and the tickets that children of the newest of their month really have."""
    signed = list(Draw.objects.filter(signed_at__isnull=False))
    newest = {row.round: row for row in signed}
    for row in signed:
        result = proofs.result(row)
        if recomputed("draw.py", proofs.codes(row), result) or (
            newest[row.round] is row and not _have_them(result)
        ):
            yield f"{row.round:%Y-%m}/{row.number}", Wrong.DRAW


def _have_them(result: str) -> bool:
    """Whoever is erased has none any more."""
    drawn = dict(each.split(" ")[1:] for each in result.partition("\n\n")[2].splitlines())
    have = Application.objects.filter(code__in=drawn).values_list("code", "ticket")
    return all(ticket == drawn[code] for code, ticket in have)


def recomputed(program: str, *files: str) -> int:
    """What the program says, which knows nothing of us: 0 if all is the same."""
    with TemporaryDirectory() as folder:
        paths = [Path(folder) / str(number) for number in range(len(files))]
        for path, text in zip(paths, files, strict=True):
            path.write_bytes(text.encode())
        command = [sys.executable, "-I", str(proofs.PROGRAMS[program]), *map(str, paths)]
        done = subprocess.run(command, capture_output=True, check=False, timeout=SLOW)
        return done.returncode


def counted() -> "QuerySet[Any]":
    """Each group with what its counters should say."""
    return Group.objects.order_by("pk").annotate(
        sits=Count("enrolments", filter=Q(enrolments__state__in=SITTING), distinct=True),
        asked=Count("offers", filter=Q(offers__state=OfferState.PENDING), distinct=True),
    )


def taken(at: datetime) -> Found:
    return _groups(counted().exclude(taken=F("sits")), Wrong.TAKEN)


def held(at: datetime) -> Found:
    return _groups(counted().exclude(held=F("asked")), Wrong.HELD)


def overhang(at: datetime) -> Found:
    right = Greatest(F("sits") + F("asked") - F("capacity"), 0)
    return _groups(counted().exclude(overhang=right), Wrong.OVERHANG)


def _groups(rows: "QuerySet[Any]", wrong: Wrong) -> Found:
    return [(f"group {each}", wrong) for each in rows.values_list("pk", flat=True)]


def idle(at: datetime) -> Found:
    """Counted anew, not by the counters. At night it is right that they are free; in the morning the worker
    needs a moment."""
    open_ones = counted().filter(opened_at__isnull=False, capacity__gt=F("sits") + F("asked"))
    groups = [each for each in open_ones.select_related("term") if each.term.ends_on >= at.date()]
    rooms = Rooms(groups)
    waiting = [each.code for each in standings.waiting()] if groups else []
    for group in groups:
        if places.waits_with(group, at=at) or places.waits_with(group, at=at - PATIENCE):
            continue
        unfit = rooms.unfit(group)
        if not all(unfit(code) for code in waiting):
            yield f"group {group.pk}", Wrong.IDLE


def late(at: datetime) -> Found:
    over = at - deadlines.GRACE - PATIENCE
    rows = Offer.objects.filter(state=OfferState.PENDING, until__lt=over).values_list("code", flat=True)
    return [(code, Wrong.LATE) for code in rows]


def untold(at: datetime) -> Found:
    """By a letter, or by the call that stands for it, to one grown-up at least."""
    begins = Concat(Value("school_offered offer "), F("number"), Value(" "), output_field=Letter.cause.field)
    told = Offer.objects.annotate(begins=begins).filter(
        application__state=State.OFFERED, state=OfferState.PENDING, made_at__gte=at - REMEMBERED
    )
    written = Exists(Letter.objects.filter(cause__startswith=OuterRef("begins")))
    called = Exists(Call.objects.filter(cause__startswith=OuterRef("begins")))
    return [(code, Wrong.UNTOLD) for code in told.exclude(written | called).values_list("code", flat=True)]


LOOKS: tuple[Callable[[datetime], Found], ...] = (order, draws, taken, held, overhang, idle, late, untold)
