"""MDN's HTTP Observatory over the site as a server would serve it; see docs/headers.md."""

import json
import subprocess
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from home.measuring import observatory
from home.measuring.printing import table


class Command(BaseCommand):
    help = "Ask MDN's HTTP Observatory about public pages, sign-in and admin, served as on a server."

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            rows = list(observatory.rows(settings.VAR / "observatory"))
        except observatory.Missing as error:
            raise CommandError(str(error)) from None
        except subprocess.CalledProcessError as error:
            raise CommandError(f"`{error.cmd[0]}` failed: the reason stands above.") from None
        self.stdout.write(table(rows))
        self.stdout.write(json.dumps({"observatory": rows}, ensure_ascii=False))
        if not all(row["enough"] == "yes" for row in rows):
            raise CommandError("That is less than was promised.")
