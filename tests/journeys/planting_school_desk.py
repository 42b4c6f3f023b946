"""Children, groups and calls with everything they can have, for the walk through the office of the school."""

from datetime import timedelta
from typing import Any
from uuid import uuid4

TEACHER = "Настаўніца Надзея Прыкладная-Чатырохсотслоўнаебезпрабелаў"
WHY = "Настаўніца хварэе, замены пакуль няма"
SOURCE = "Прыкладная латарэя, розыгрыш, пра які лёгка даведацца кожнаму"
TYPED_BY = ("ala", "bahdan")
MESSAGE = {"be": "Вазьміце нажніцы.", "pl": "Weźcie nożyczki."}


def planted() -> dict[str, Any]:
    """Numbers for addresses of the admin, and every text that somebody wrote. The school is there already."""
    from django.utils import timezone

    from privacy import keys
    from school import by_hand, drawing
    from school.models import Application, Call, Copy, Group, Guardian, Likeness, Teacher, TeacherName
    from school.models import Message as Written
    from tests.school import children

    at = timezone.now()
    group = Group.objects.filter(opened_at__isnull=False, term__ends_on__gte=at.date()).order_by("pk")[0]
    Group.objects.filter(pk=group.pk).update(held_back=WHY)
    one = children.waiting(children.guardian(phone="+48 000 000 009"), says_sibling=True)
    other = children.waiting(days=(children.TUESDAY,))
    pair = Likeness.objects.create(first=one, second=other, sign="month", found_at=at)
    teacher = Teacher(seal_id=keys.new_seal(at=at))
    teacher.person.seal(TeacherName(name=TEACHER), at=at)
    teacher.save()
    group.teachers.add(teacher)
    message = Written.objects.create(group=group, words=MESSAGE, sent_at=at, form_key=uuid4())
    copy = Copy.objects.create(message=message, guardian=one.guardians.get())
    causes = {"school_offered": "planted", "school_message": by_hand.cause_of(copy)}
    for about, cause in causes.items():
        Call.objects.create(guardian=copy.guardian, application=one, about=about, cause=cause, made_at=at)
    draw = two_have_typed()
    rows = list(Application.objects.all())
    people = list(Guardian.objects.all())
    return {
        "admin": {
            "child": str(one.pk), "pair": pair.pk, "term": group.term_id, "school_group": group.pk,
            "meeting": group.meetings.earliest("pk").pk, "draw": draw.pk,
            "phoned": str(one.guardians.get().pk),
        },
        "written": [
            TEACHER, WHY, children.CHECKER, children.OPENER, *MESSAGE.values(), *(row.code for row in rows),
            SOURCE, draw.fingerprint, draw.value, *TYPED_BY,
            *(f"{each.ticket[:12]}…" for each in drawing.dry_run(draw).drawn),
            *Group.objects.values_list("name", flat=True), *Group.objects.values_list("held_back", flat=True),
            *(each.name for each in Application.child.open_many(rows).values()),
            *(each.name for each in Guardian.person.open_many(people).values()),
            *(each.name for each in Teacher.person.open_many(Teacher.objects.all()).values()),
        ],
    }  # fmt: skip


def two_have_typed() -> Any:
    """A draw of a month that is long over: it waits to be signed, and shows its dry run."""
    from django.utils import timezone

    from school import drawing
    from school.draw import closes_at
    from tests.school import children, drawn

    month = (timezone.localdate() - timedelta(days=150)).replace(day=1)
    over = closes_at(month)
    drawn.confirmed(month=month, at=over - timedelta(days=9))
    source_at = over + timedelta(hours=12)
    of = {"month": month, "source": SOURCE, "source_at": source_at}
    row = drawing.name(**of, by=children.staff(TYPED_BY[0]), at=over - timedelta(days=9))
    drawing.publish(at=over + timedelta(minutes=6))
    for who in TYPED_BY:
        typed = {"draw_id": row.pk, "value": "4 8 15 16 23 42", "by": children.staff(who)}
        row = drawing.type_value(**typed, at=source_at + timedelta(hours=1))
    return row
