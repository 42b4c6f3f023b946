"""The notice that a family reads: other words are another version."""

from hashlib import sha256
from pathlib import Path

from django.conf import settings

from school import notice

WORDS = {"1": "9c2a59639f07"}
"""The fingerprint of what each version says; versions of before stay."""


def test_what_the_notice_says_is_the_version_that_is_kept() -> None:
    said = Path(settings.ROOT, "templates/school/register/notice.html").read_bytes()

    assert WORDS[notice.VERSION] == sha256(said).hexdigest()[:12]
