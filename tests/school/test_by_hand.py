"""Writing to a group: each grown-up once, in a language of her own, by letter or by a call."""

from typing import Any
from uuid import UUID, uuid4

import pytest

from letters import writing
from letters.models import Letter
from office.models import JournalEntry
from school import by_hand, hosting, ledger, places
from school.models import Call, Care, Copy, Message
from tests.school import children
from tests.school.children import NOW

pytestmark = [
    pytest.mark.django_db(databases=["default", "vault"]),
    pytest.mark.usefixtures("nobody_yet"),
]
WORDS = {"pl": "Weźcie nożyczki", "be": "Вазьміце нажніцы"}


@pytest.fixture
def group() -> Any:
    """A mother of two who reads Polish, a grandfather with a telephone who reads Russian, and somebody who
    has not confirmed."""
    group = children.opened(places=3)
    mother = children.guardian(language="pl")
    children.waiting(mother), children.waiting(mother)
    other = children.waiting(children.guardian(phone="+48 000 000 002", language="ru"))
    unknown = children.guardian()
    unknown.verified_at = None
    unknown.save()
    Care.objects.create(guardian=unknown, application=other)
    with ledger.held() as head:
        places.settle(head, at=NOW)
    for offer in list(group.offers.all()):
        hosting.accept(offer_id=offer.pk, by=children.staff("volha"), at=NOW)
    children.waiting()
    return group


def written(group: Any, *, key: UUID | None = None) -> Message:
    return by_hand.write_to_group(
        group_id=group.pk, words=WORDS, form_key=key or uuid4(), by=children.staff("volha"), at=NOW
    )


def test_each_grown_up_of_a_pupil_is_told_once(group: Any) -> None:
    message = written(group)

    assert Letter.objects.filter(name="school_message").count() == 1
    assert list(Call.objects.filter(about="school_message").values_list("guardian__language", flat=True)) == [
        "ru"
    ]
    assert {copy.guardian.language: copy.words for copy in message.copies.all()} == {
        "pl": "Weźcie nożyczki",
        "ru": "Weźcie nożyczki",
    }


def test_the_letter_says_it_in_her_language(group: Any) -> None:
    copy = written(group).copies.get(guardian__language="pl")
    address = writing.kinds["school_message"](copy.pk, NOW)
    assert address is not None
    letter = writing.write("school_message", language=address.language, context=address.context)

    assert "Weźcie nożyczki" in letter.text
    assert letter.subject == letter.subject.strip() != ""
    assert writing.kinds["school_message"](uuid4(), NOW) is None


def test_the_same_form_again_writes_nothing(group: Any) -> None:
    key = uuid4()
    assert written(group, key=key) == written(group, key=key)

    assert Copy.objects.count() == 2
    assert JournalEntry.objects.filter(deed="school_message").count() == 1
