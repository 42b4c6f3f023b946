"""Families of the school behind their links: one that waits, one that is offered a place, one that has
one."""

from typing import Any

from tests.journeys.planting_questions import paths


def planted() -> dict[str, Any]:
    from django.utils import timezone

    from school import answering
    from school.links import SCHOOL
    from tests.school import children
    from tests.school import families as made

    at = timezone.now()
    waits, asked, learns = (children.guardian(at=at) for _family in range(3))
    row = made.child(waits, born=(made.today().year - 12, made.today().month), days=(5,))
    call_it(row, "Аляксандра-Магдалена Канстанцінаўна-Вечарэ")
    made.offered(made.child(asked), made.shut_group())
    answering.accept(offer_id=made.offered(made.child(learns), made.shut_group()).pk, at=at)
    return {
        "family that waits": paths(SCHOOL, waits.pk),
        "family that is asked": paths(SCHOOL, asked.pk),
        "family with a place": paths(SCHOOL, learns.pk),
    }


def call_it(row: Any, name: str) -> None:
    from django.utils import timezone

    from school.models import Child

    row.child.seal(Child(name=name, born_year=row.child.open().born_year, born_month=1), at=timezone.now())
    row.save(update_fields=["sealed"])
