import pytest
from django.utils import timezone

from home.measuring import sealing
from home.models import Inquiry
from privacy.vault.models import Seal
from tests.privacy.people import inquiry

pytestmark = pytest.mark.django_db(databases=["default", "vault"])


def test_both_readings_give_the_same_hundred_documents_and_nothing_stays() -> None:
    kept = inquiry()
    with sealing.planted(at=timezone.now()):
        assert sealing.open_sealed() == sealing.read_clear() == [sealing.WORDS] * sealing.ROWS

    assert list(Inquiry.objects.all()) == [kept]
    assert list(Seal.objects.values_list("pk", flat=True)) == [kept.seal_id]
