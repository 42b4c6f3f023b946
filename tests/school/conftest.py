from typing import Any

import pytest
from django.test import Client

from letters.models import Letter
from school.models import Application, Guardian
from tests.school import children, families


@pytest.fixture
def nobody_yet(db: Any) -> None:
    """Neither a term nor a child."""
    children.nobody_yet()


@pytest.fixture
def no_letters(db: Any) -> None:
    """The demo’s own."""
    Letter.objects.all().delete()


@pytest.fixture
def hanna() -> Guardian:
    return children.guardian(email="hanna@example.org")


@pytest.fixture
def zorka(client: Client, hanna: Guardian) -> Application:
    """Waits; her mother was let in by the link of a letter."""
    row = families.child(hanna)
    families.let_in(client, hanna)
    return row
