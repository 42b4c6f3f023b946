import pytest
from procrastinate.contrib.django.models import ProcrastinateJob

from home.measuring import asking
from privacy.models import Tally
from privacy.vault.models import Seal
from tests.privacy.people import NOW

pytestmark = pytest.mark.django_db(databases=["default", "vault"])


def test_both_kinds_are_asked_in_vain_and_nothing_stays() -> None:
    with asking.one_known(at=NOW):
        assert asking.ask(asking.KNOWN) > 0
        assert asking.ask(asking.UNKNOWN) > 0

    asked = ProcrastinateJob.objects.filter(task_name="send_new_links").count()
    assert (asked, Tally.objects.count(), Seal.objects.count()) == (0, 0, 0)
