import pytest
from django.utils import timezone

from home import bench
from home.models import Inquiry
from privacy.vault.models import Seal
from tests.privacy.people import inquiry

pytestmark = pytest.mark.django_db(databases=["default", "vault"])


def test_both_readings_give_the_same_hundred_documents_and_nothing_stays() -> None:
    kept = inquiry()
    with bench.planted(at=timezone.now()):
        assert bench.open_sealed() == bench.read_clear() == [bench.WORDS] * bench.ROWS

    assert list(Inquiry.objects.all()) == [kept]
    assert list(Seal.objects.values_list("pk", flat=True)) == [kept.seal_id]
