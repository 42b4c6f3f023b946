from typing import Any

from django.core.management.base import BaseCommand, CommandError

from privacy import masters, rotation
from privacy.errors import PrivacyError


class Command(BaseCommand):
    help = (
        "Put every key in the vault under MASTER_KEY; the one before it stands in MASTER_KEY_OLD meanwhile."
        " Can be interrupted at any moment and started again."
    )

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            moved = sum(rotation.rotate())
        except PrivacyError as error:
            raise CommandError(str(error)) from error
        self.stdout.write(f"{moved} keys are now under the master key {masters.current().name}.")
        if left := rotation.left():
            raise CommandError(f"{left} keys are still under another one: run this again.")
        if len(masters.known()) > 1:
            self.stdout.write(
                "None is left under the old one: take MASTER_KEY_OLD away and restart everything."
            )
