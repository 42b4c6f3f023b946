import pytest
from django.core.management import call_command

pytestmark = pytest.mark.django_db(databases=["default", "vault"])


def test_models_and_migrations_agree() -> None:
    call_command("makemigrations", check=True, dry_run=True, verbosity=0)
