"""Whatever happens in whatever order: who is not forgotten is read as written, who is, by nobody."""

from base64 import urlsafe_b64encode
from datetime import timedelta
from typing import Any
from uuid import UUID

import pytest
from django.conf import settings
from hypothesis import HealthCheck
from hypothesis import settings as how
from hypothesis import strategies as st
from hypothesis.stateful import (
    Bundle,
    RuleBasedStateMachine,
    consumes,
    invariant,
    rule,
    run_state_machine_as_test,
)

from home.models import Asked, Inquiry
from privacy import crypto, forgetting, rotation
from privacy.errors import Forgotten
from privacy.models import Tombstone
from privacy.vault.models import Destroyed, LookUp, Seal, Secret
from tests.privacy.people import NOW, asked, inquiry

MAIN = (Inquiry, Tombstone)
VAULT = (Seal, Secret, LookUp, Destroyed)
Copies = dict[type[Any], list[Any]]


def copy(models: tuple[type[Any], ...]) -> Copies:
    return {model: list(model._default_manager.all()) for model in models}


def put_back(copies: Copies) -> None:
    for model in reversed(copies):
        model._default_manager.all().delete()
    for model, rows in copies.items():
        model._default_manager.bulk_create(rows)


class People(RuleBasedStateMachine):
    rows = Bundle("rows")
    main_backups = Bundle("backups of the main database")
    vault_backups = Bundle("backups of the vault")

    def __init__(self) -> None:
        super().__init__()
        put_back({model: [] for model in (*MAIN, *VAULT)})
        settings.MASTER_KEYS = settings.MASTER_KEYS[-1:]
        self.at = NOW
        self.written: dict[UUID, Asked] = {}
        self.forgotten: set[UUID] = set()
        self.swept: set[UUID] = set()

    def tick(self) -> Any:
        self.at += timedelta(minutes=1)
        return self.at

    @rule(target=rows, name=st.text(st.characters(exclude_categories=["Cs"]), max_size=20))
    def write(self, name: str) -> Inquiry:
        row = inquiry(asked(name), at=self.tick())
        self.written[row.pk] = asked(name)
        return row

    @rule(target=rows, row=rows, name=st.text("аўі", max_size=5))
    def write_more_of_the_same_person(self, row: Inquiry, name: str) -> Inquiry:
        if row.seal_id in self.forgotten or not Seal.objects.filter(pk=row.seal_id).exists():
            return row
        more = inquiry(asked(name), seal=row.seal_id, at=self.tick())
        self.written[more.pk] = asked(name)
        return more

    @rule(row=rows, name=st.text("аўі", max_size=5))
    def write_anew(self, row: Inquiry, name: str) -> None:
        found = Inquiry.objects.filter(pk=row.pk).first()
        if found and Seal.objects.filter(pk=found.seal_id).exists():
            found.asked.seal(asked(name), at=self.tick())
            found.save()
            self.written[row.pk] = asked(name)

    @rule(row=rows)
    def erase(self, row: Inquiry) -> None:
        forgetting.erase([row.seal_id], at=self.tick())
        self.forgotten.add(row.seal_id)

    @rule()
    def rotate(self) -> None:
        new = urlsafe_b64encode(crypto.new_key()).decode()
        settings.MASTER_KEYS = [new, *settings.MASTER_KEYS]
        assert sum(rotation.rotate()) >= 0
        assert rotation.left() == 0

    @rule()
    def sweep(self) -> None:
        """Keys that no row uses for days are gone, and with them what older backups hold of these people."""
        before = set(Seal.objects.values_list("pk", flat=True))
        self.at += timedelta(days=2)
        assert forgetting.sweep_orphans(at=self.at) >= 0
        self.swept |= before - set(Seal.objects.values_list("pk", flat=True))

    @rule(target=main_backups)
    def back_up(self) -> tuple[Copies, dict[UUID, Asked]]:
        return copy(MAIN), dict(self.written)

    @rule(target=vault_backups)
    def back_up_the_vault(self) -> Copies:
        return copy(VAULT)

    @rule(backup=consumes(main_backups))
    def restore(self, backup: tuple[Copies, dict[UUID, Asked]]) -> None:
        copies, self.written = backup
        put_back(copies)
        forgetting.after_restore(at=self.tick())

    @rule(backup=consumes(vault_backups))
    def restore_the_vault(self, backup: Copies) -> None:
        """Who came after that backup can not be read any more; nobody comes back."""
        put_back(backup)
        forgetting.after_restore(at=self.tick())
        self.swept -= set(Seal.objects.values_list("pk", flat=True))
        living = set(Seal.objects.values_list("pk", flat=True))
        for row in Inquiry.objects.exclude(seal_id__in=living):
            self.forgotten.add(row.seal_id)
            forgetting.erase([row.seal_id], at=self.tick())

    @invariant()
    def everybody_else_is_read_as_written(self) -> None:
        opened = Inquiry.asked.open_many(Inquiry.objects.all())
        assert opened == {pk: self.written[pk] for pk in opened}
        readable = Inquiry.objects.exclude(seal_id__in=self.swept)
        assert set(opened) == set(readable.values_list("pk", flat=True))

    @invariant()
    def nobody_reads_who_is_forgotten(self) -> None:
        assert not Seal.objects.filter(pk__in=self.forgotten).exists()
        assert not Inquiry.objects.filter(seal_id__in=self.forgotten).exists()

    @rule(row=rows)
    def a_copy_from_anywhere_does_not_open(self, row: Inquiry) -> None:
        if row.seal_id in self.forgotten:
            with pytest.raises(Forgotten):
                row.asked.open()


@pytest.mark.django_db(databases=["default", "vault"])
def test_people_are_kept_and_forgotten_as_promised(settings: Any) -> None:
    run_state_machine_as_test(
        People,
        settings=how(max_examples=50, stateful_step_count=25, suppress_health_check=list(HealthCheck)),
    )
