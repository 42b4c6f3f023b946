from typing import Any

import pytest

from office.models import User


@pytest.fixture
def volha(db: None, django_user_model: Any) -> User:
    """A colleague who may do nothing yet."""
    user: User = django_user_model.objects.create_user("volha", password=None)
    return user
