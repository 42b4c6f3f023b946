"""What translators are asked for."""

from datetime import timedelta
from typing import Any

import pytest
from django.utils import timezone
from django.utils.translation import override

from home.models import GuidePage, Service
from office import duties
from pages import moderation
from tests.home import editing, stories

pytestmark = pytest.mark.django_db

FINISH = "Finish the translation"


@pytest.fixture(autouse=True)
def nothing_is_old() -> None:
    Service.objects.update(until=None)
    GuidePage.objects.update(checked_on=timezone.localdate())


def waiting(user: Any, *acts: str) -> list[tuple[str, str]]:
    with override("en"):
        found = duties.waiting(user, at=timezone.now()).duties
        return [(str(duty.act), duty.url) for duty in found if duty.act in acts]


def test_a_translation_that_was_begun_waits_until_it_is_handed_over(translator: Any, editor: Any) -> None:
    page = stories.told()
    stories.write(stories.begun(page))
    polish = stories.versions(page)["pl"]
    line = (FINISH, editing.edit_url(polish))
    assert (waiting(translator, FINISH), waiting(editor, FINISH)) == ([line], [line])

    moderation.hand_over(polish, user=translator, at=timezone.now())
    assert (waiting(translator, FINISH), waiting(editor, FINISH)) == ([], [])
    assert len(waiting(editor, "Check and publish")) == 1


def test_a_translation_that_is_out_waits_no_more(translator: Any) -> None:
    stories.translated(stories.told())

    assert waiting(translator, FINISH) == []


def test_ones_own_draft_of_a_translation_stands_there_once(translator: Any) -> None:
    page = stories.told()
    stories.begun(page)
    polish = stories.versions(page)["pl"]
    polish.save_revision(user=translator)

    assert [act for act, _url in waiting(translator, FINISH, "Finish the draft")] == [FINISH]


def test_who_may_not_translate_is_not_asked_to(django_user_model: Any) -> None:
    page = stories.told()
    stories.begun(page)
    stranger = django_user_model.objects.create_user("volha", password=None)

    assert waiting(stranger, FINISH) == []


def test_a_year_of_them_is_counted(translator: Any) -> None:
    for number in range(duties.A_KIND + 1):
        stories.begun(stories.told(f"Гісторыя {number}", slug=f"story-{number}"))
    found = duties.waiting(translator, at=timezone.now() + timedelta(seconds=1))

    assert {each.kind.name: each.number for each in found.counts}["begun"] == duties.A_KIND + 1
