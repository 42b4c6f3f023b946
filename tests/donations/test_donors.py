"""What we keep of a donor, and what is left when she is forgotten."""

from dataclasses import fields
from datetime import timedelta

import pytest

from donations.donate_form import DonateForm
from donations.methods import Rhythm
from donations.models import Donor, Gift, Given, StripeInbox
from letters.models import Letter
from letters.sending import hand_over
from privacy import forgetting, keys
from tests.donations.counter import ADA, lines

pytestmark = pytest.mark.django_db(databases=["default", "vault"])
PAID = ("charge", 50_00, "pln")


def test_no_city_is_asked_for_or_kept_nor_anything_else_that_leads_to_her():
    asked = {name for name, field in DonateForm.base_fields.items() if not field.widget.is_hidden}
    assert asked & {each.name for each in fields(Given)} == {"email", "name", "message"}
    assert asked - {"email", "name", "message", "homepage"} == {
        "rhythm",
        "currency",
        "other",
        "purpose",
        "page_language",
        "visibility",
        "answer",
    }


def test_what_a_donor_tells_is_sealed(counter):
    from privacy import alike

    gift = counter.promise(name="Alena", message="<script>alert(1)</script>")
    given = gift.donor.given.open()
    assert (given.email, given.name, given.message) == (ADA, "Alena", "<script>alert(1)</script>")
    assert b"Alena" not in bytes(gift.donor.sealed)
    assert keys.find(alike.email(ADA)) == {gift.donor.seal_id}


def test_a_name_to_be_shown_waits_for_somebody_who_looks(counter):
    shown = counter.promise(name="Alena", visibility=Gift.Visibility.NAME)
    hidden = counter.promise(name="Alena")
    nameless = counter.promise(visibility=Gift.Visibility.NAME)
    assert [each.moderation for each in (shown, hidden, nameless)] == ["waiting", "none", "none"]


def test_a_forgotten_donor_leaves_the_books_whole_and_gets_no_letter(counter):
    gift = counter.given()
    forgetting.erase([gift.donor.seal_id], at=counter.now)
    gift.refresh_from_db()
    hand_over(Letter.objects.get(name="gift_received").pk, at=counter.now)
    assert (gift.donor, gift.state, lines(), Donor.objects.count()) == (None, "received", [PAID], 0)
    assert Letter.objects.get(name="gift_received").state == "dropped"


def test_the_clock_forgets_half_a_year_after_the_last_gift(counter):
    once, _monthly = counter.given(), counter.given(rhythm=Rhythm.MONTHLY)
    forgetting.enforce(at=counter.now + timedelta(days=179))
    before = Donor.objects.count()
    forgetting.enforce(at=counter.now + timedelta(days=181))
    once.refresh_from_db()
    assert (before, Donor.objects.count(), once.donor) == (2, 1, None)


def test_messages_of_stripe_go_after_forty_days(counter):
    counter.given()
    forgetting.enforce(at=counter.now + timedelta(days=41))
    assert not StripeInbox.objects.exists()
