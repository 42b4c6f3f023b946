"""To whom a coordinator of the school writes by hand."""

from collections.abc import Callable
from dataclasses import replace
from uuid import UUID, uuid4

from school.models import Copy, Group, Guardian, Message, Term
from tests.privacy.people import NOW
from tests.school import children

WORDS = {
    "be": "Вазьміце <нажніцы>.",
    "ru": "Возьмите ножницы.",
    "pl": "Weźcie nożyczki.",
    "en": "Bring scissors.",
}


def reader(language: str) -> Guardian:
    """Of one who waits, with a name that is written in Latin letters."""
    guardian = children.guardian(language=language, at=NOW)
    row = children.waiting(guardian, at=NOW)
    row.child.seal(replace(row.child.open(), name="Ada"), at=NOW)
    row.save()
    return guardian


def written_to(language: str) -> UUID:
    term = Term.objects.first() or children.term()
    group = Group.objects.create(term=term, name="by hand", languages=["be"])
    message = Message.objects.create(group=group, words=WORDS, sent_at=NOW, form_key=uuid4())
    return Copy.objects.create(message=message, guardian=reader(language)).pk


def told_of_the_list(language: str) -> UUID:
    return reader(language).pk


SUBJECTS: dict[str, Callable[[str], UUID]] = {
    "school_message": written_to,
    "school_imported": told_of_the_list,
}
