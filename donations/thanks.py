"""What a donor is told who comes from the payment page. Nothing of it is taken from the address: our rows say
it, and where they do not know yet, the payment service is asked."""

from dataclasses import dataclass
from datetime import datetime

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import get_language

from config.languages import DEFAULT_LANGUAGE
from donations import addresses, aims, faces, gift_keys, progress, projecting, wording
from donations.methods import Rhythm
from donations.models import CheckoutAttempt, Gift
from donations.progress import Progress
from donations.remote import Refused, Unsure
from donations.story import Cause
from privacy import limits

State = Gift.State
ASKED_AT_MOST = 30
"""In an hour, for one gift: a page that is loaded again and again asks us, and not Stripe."""
PAID, WAITS, BACK, FAILED, OPEN = "paid", "waits", "back", "failed", "open"
HOW: dict[str, str] = {
    State.RECEIVED: PAID,
    State.PARTLY_REFUNDED: PAID,
    State.DISPUTED: PAID,
    State.REFUNDED: BACK,
    State.DISPUTE_LOST: BACK,
    State.SETTLING: WAITS,
    State.FAILED: FAILED,
}
"""All others can still be paid, and are not."""


@dataclass(frozen=True, kw_only=True)
class Told:
    how: str
    amount: str
    monthly: bool
    purpose: str
    number: str
    has_page: bool
    """Of her own: there is a letter-box that its link is sent to."""
    when: str
    again_url: str
    transfer_url: str
    progress: Progress | None
    campaign_url: str


def look(gift: Gift, *, at: datetime) -> None:
    """What a lost message would have told us. Whoever has paid is thanked at once; without an answer we tell
    what we know."""
    if gift.state not in Gift.UNPAID or not _may_look(gift, at=at):
        return
    attempts = gift.attempts.exclude(session=None).exclude(state=CheckoutAttempt.State.EXPIRED)
    attempt = attempts.order_by("number").last()
    if attempt is None:
        return
    try:
        projecting.look_at_page(str(attempt.session), cause=Cause.LOOK, at=at)
    except (Unsure, Refused):
        return
    gift.refresh_from_db()


def _may_look(gift: Gift, *, at: datetime) -> bool:
    return limits.times("looks at a gift", of=gift.pk.bytes, at=at) <= ASKED_AT_MOST


def told(gift: Gift, *, at: datetime) -> Told:
    language = get_language() or DEFAULT_LANGUAGE
    campaign, face = gift.campaign, faces.face(gift.campaign, language=language, at=at)
    return Told(
        how=HOW.get(gift.state, OPEN),
        amount=wording.amount(gift.amount_minor, gift.currency),
        monthly=gift.rhythm == Rhythm.MONTHLY,
        purpose=face.title if face else wording.purpose(gift),
        number=gift_keys.number_of(gift),
        has_page=bool(gift.donor and gift.donor.has_email),
        when=_moment(gift.received_at or gift.created_at),
        again_url=addresses.donate(again=gift_keys.key_of(gift)),
        transfer_url=addresses.transfer(aims.of_gift(gift)),
        progress=progress.of(campaign, at=at) if campaign and face and face.url else None,
        campaign_url=face.url if face else "",
    )


def _moment(at: datetime) -> str:
    return date_format(timezone.localtime(at), "DATETIME_FORMAT")
