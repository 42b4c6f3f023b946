from typing import Any

from django.core.management.base import BaseCommand
from django.utils.translation import override

from privacy import retention


class Command(BaseCommand):
    help = "Print what we keep of people, why, on what ground and until when: the table of the public page."

    def add_arguments(self, parser: Any) -> None:
        parser.add_argument("--language", default="en", help="be, ru, pl or en")

    def handle(self, *args: Any, **options: Any) -> None:
        with override(options["language"]):
            for model, rule in retention.registry():
                self.stdout.write(
                    f"{rule.what} ({model._meta.label}: {', '.join(rule.covers) or 'whole row'})"
                )
                self.stdout.write(
                    f"    why: {rule.why}\n    ground: {rule.basis}\n    until: {rule.until_words}"
                )
