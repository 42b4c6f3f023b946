from contextlib import suppress
from datetime import timedelta
from typing import Any

import pytest
from django.db import transaction

from home.models import Inquiry
from privacy import forgetting, keys
from privacy.errors import Forgotten
from privacy.forgetting import SweepRefused
from privacy.models import Tombstone
from privacy.vault.models import Destroyed, LookUp, Seal
from tests.privacy.people import NOW, closed, inquiry

pytestmark = pytest.mark.django_db(databases=["default", "vault"])

DAY = timedelta(days=1)


def rows() -> set[Any]:
    return set(Inquiry.objects.values_list("pk", flat=True))


def test_a_forgotten_person_leaves_a_number_and_a_time_in_both_databases_and_nothing_else() -> None:
    row, other = inquiry(), inquiry()
    forgetting.erase([row.seal_id], at=NOW)

    assert rows() == {other.pk}
    assert list(Seal.objects.values_list("pk", flat=True)) == [other.seal_id]
    assert set(LookUp.objects.values_list("seal", flat=True)) == {other.seal_id}
    assert list(Destroyed.objects.values_list()) == [(row.seal_id, NOW)]
    assert list(Tombstone.objects.values_list()) == [(row.seal_id, NOW)]


def test_forgetting_twice_is_the_same_as_once() -> None:
    row = inquiry()
    forgetting.erase([row.seal_id], at=NOW)
    forgetting.erase([row.seal_id], at=NOW + DAY)

    assert list(Tombstone.objects.values_list()) == [(row.seal_id, NOW)]


def test_all_that_is_sealed_with_one_key_goes_together() -> None:
    row = inquiry()
    inquiry(seal=row.seal_id)
    forgetting.erase([row.seal_id], at=NOW)

    assert rows() == set()


def test_an_interrupted_forgetting_is_finished() -> None:
    """As after a kill between the two transactions: the key is gone, the rows are not."""
    row, other = inquiry(), inquiry()
    Destroyed.objects.create(id=row.seal_id, at=NOW)
    Seal.objects.filter(pk=row.seal_id).delete()

    assert forgetting.reapply(at=NOW) == 1
    assert (rows(), forgetting.reapply(at=NOW)) == ({other.pk}, 0)


def test_whom_a_backup_of_the_main_database_brings_back_is_forgotten_again() -> None:
    row = inquiry()
    forgetting.erase([row.seal_id], at=NOW)
    Tombstone.objects.all().delete()
    row.save(force_insert=True)

    with pytest.raises(Forgotten):
        Inquiry.objects.get(pk=row.pk).asked.open()
    assert forgetting.reapply(at=NOW) == 1
    assert (rows(), set(Tombstone.objects.values_list())) == (set(), {(row.seal_id, NOW)})


def test_whom_a_backup_of_the_vault_brings_back_is_forgotten_again() -> None:
    row = inquiry()
    seal = Seal.objects.get(pk=row.seal_id)
    forgetting.erase([row.seal_id], at=NOW)
    Destroyed.objects.all().delete()
    seal.save(force_insert=True)

    forgetting.reapply(at=NOW)

    assert not Seal.objects.exists()
    assert set(Destroyed.objects.values_list()) == {(row.seal_id, NOW)}


def test_people_go_when_their_time_is_over_and_no_day_earlier() -> None:
    over, not_yet = closed(at=NOW - 90 * DAY), closed(at=NOW - 90 * DAY + timedelta(seconds=1))
    unasked = inquiry(at=NOW - 300 * DAY)
    waiting = inquiry(at=NOW - 170 * DAY)

    assert forgetting.enforce(at=NOW) == {"home.Inquiry": 2}
    assert rows() == {not_yet.pk, waiting.pk}
    assert set(Tombstone.objects.values_list("pk", flat=True)) == {over.seal_id, unasked.seal_id}


def test_a_key_that_is_still_needed_elsewhere_stays_until_the_last_row_goes() -> None:
    over = closed(at=NOW - 91 * DAY)
    kept = closed(at=NOW - 80 * DAY, seal=over.seal_id)

    forgetting.enforce(at=NOW)
    assert (rows(), Seal.objects.count()) == ({kept.pk}, 1)

    forgetting.enforce(at=NOW + 11 * DAY)
    assert (rows(), Seal.objects.count()) == (set(), 0)


def test_rows_that_are_over_together_take_their_common_key_along() -> None:
    over = closed(at=NOW - 91 * DAY)
    closed(at=NOW - 92 * DAY, seal=over.seal_id)

    forgetting.enforce(at=NOW)

    assert (rows(), Seal.objects.count(), Tombstone.objects.count()) == (set(), 0, 1)


def test_unused_keys_are_swept_after_a_day_and_used_ones_never() -> None:
    used = inquiry(at=NOW - 30 * DAY).seal_id
    keys.new_seal(at=NOW - DAY - timedelta(seconds=1))
    young = keys.new_seal(at=NOW - DAY + timedelta(seconds=1))

    assert forgetting.sweep_orphans(at=NOW) == 1
    assert set(Seal.objects.values_list("pk", flat=True)) == {used, young}


def test_a_key_that_is_taken_into_use_meanwhile_is_spared(monkeypatch: pytest.MonkeyPatch) -> None:
    """The sweep has seen that no row uses it; before it strikes, somebody writes."""
    seal = keys.new_seal(at=NOW - 2 * DAY)
    look = forgetting._used

    def look_and_be_overtaken(*arguments: Any, **options: Any) -> Any:
        seen = look(*arguments, **options)
        keys.for_writing(seal, at=NOW)
        return seen

    monkeypatch.setattr(forgetting, "_used", look_and_be_overtaken)
    forgetting.sweep_orphans(at=NOW)

    assert Seal.objects.filter(pk=seal).exists()


def test_a_sweep_that_would_take_most_keys_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    """As with a DATABASE_URL that names an empty database."""
    monkeypatch.setattr(forgetting, "FEW", 2)
    for _time in range(3):
        keys.new_seal(at=NOW - 2 * DAY)
    inquiry(at=NOW - 2 * DAY)

    with pytest.raises(
        SweepRefused, match="3 of 4 keys belong to no row: is DATABASE_URL the right database"
    ):
        forgetting.sweep_orphans(at=NOW)
    assert Seal.objects.count() == 4


def test_after_a_restore_keys_without_rows_wait_another_day_for_a_better_backup() -> None:
    lost = inquiry(at=NOW - 2 * DAY)
    Inquiry.objects.all().delete()
    forgetting.after_restore(at=NOW)

    assert forgetting.sweep_orphans(at=NOW + DAY) == 0
    lost.save(force_insert=True)
    assert lost.asked.open().name == "Alina Kavalenka"


def test_as_a_part_of_something_larger_it_is_all_of_it_or_nothing(
    django_capture_on_commit_callbacks: Any,
) -> None:
    row = inquiry()
    with suppress(ZeroDivisionError), transaction.atomic():
        forgetting.erase_within([row.seal_id], at=NOW)
        raise ZeroDivisionError
    assert (rows(), row.asked.open().name, Tombstone.objects.count()) == ({row.pk}, "Alina Kavalenka", 0)

    with django_capture_on_commit_callbacks(execute=True), transaction.atomic():
        forgetting.erase_within([row.seal_id], at=NOW)
    assert (rows(), list(Destroyed.objects.values_list())) == (set(), [(row.seal_id, NOW)])
    with pytest.raises(Forgotten):
        row.asked.open()


def test_whoever_is_killed_before_the_key_is_gone_leaves_it_to_the_next_hour(
    django_capture_on_commit_callbacks: Any,
) -> None:
    row = inquiry()
    with django_capture_on_commit_callbacks(execute=False), transaction.atomic():
        forgetting.erase_within([row.seal_id], at=NOW)
    assert Seal.objects.filter(pk=row.seal_id).exists()
    forgetting.reapply(at=NOW)

    assert not Seal.objects.filter(pk=row.seal_id).exists()
