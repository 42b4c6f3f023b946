"""Making a gift: it is stored, then the payment page is opened, then the donor is sent there.

Whatever is lost on the way, nothing is paid twice: a page that nobody was sent to can take no money, and no
gift ever has two pages open. One form is one gift, however often it is sent.
"""

import logging
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID, uuid5

from django.db import IntegrityError, transaction
from django.db.models import Max
from django.utils.translation import gettext, override

from donations import calm, gateway, methods, projecting, purposes, standing, story
from donations.methods import Rhythm
from donations.models import Campaign, CheckoutAttempt, Donor, Fund, Gift, Given
from donations.money import Money
from donations.refusals import GivingRefused, Why
from donations.remote import Broken, Gone, Order, Page, PageState, Refused, Unsure
from donations.story import Cause
from privacy import alike, keys
from privacy.documents import Email
from privacy.errors import Forgotten

logger = logging.getLogger(__name__)

State, Attempt = Gift.State, CheckoutAttempt.State
OPEN_FOR = timedelta(minutes=32)
"""Stripe keeps a page open half an hour at least; two minutes are for asking again."""
TIME_LEFT = timedelta(minutes=3)
"""A page with less is not worth being sent to."""
ASKED_AGAIN = 5
"""So often the same question is put before the attempt is given up."""
PAGES_AT_MOST = 3
"""Tried at one press of the button."""


@dataclass(frozen=True, kw_only=True, repr=False)
class Choice:
    """What a donor has chosen on our form."""

    amount: Money
    rhythm: Rhythm
    fund: Fund | None = None
    campaign: Campaign | None = None
    language: str
    page_language: str
    visibility: Gift.Visibility = Gift.Visibility.HIDDEN
    email: Email | None = None
    name: str = ""
    message: str = ""
    consent: str = ""

    @property
    def says_something(self) -> bool:
        return bool(self.email or self.name or self.message)

    @property
    def given(self) -> Given:
        return Given(email=self.email, name=self.name, message=self.message)

    @property
    def known_by(self) -> str:
        """All that is paid for, and no word of the donor: nobody shall find her by trying out addresses."""
        fund, campaign = (each.pk if each else None for each in (self.fund, self.campaign))
        return f"{self.amount} {self.rhythm.value} {fund} {campaign} {self.page_language} {self.visibility}"


def promise(choice: Choice, *, form: UUID, at: datetime, known: Donor | None = None) -> Gift:
    """The gift of this form: the same words and the same choice are the same gift. `known` is who gives once
    more. Raises GivingRefused."""
    key, made = _in_its_form(choice, form=form, known=known)
    if made:
        return made
    if choice.rhythm is Rhythm.MONTHLY and not choice.email:
        raise GivingRefused(Why.NEEDS_EMAIL)
    if choice.campaign and not purposes.is_open(choice.campaign, at=at):
        raise GivingRefused(Why.CLOSED)
    new = _donor(choice, at=at) if choice.says_something and known is None else None
    try:
        with transaction.atomic():
            if new is not None:
                new.save(force_insert=True)
            return _stored(choice, known or new, form=form, key=key, at=at)
    except IntegrityError:
        return Gift.objects.get(form_key=key)


def _in_its_form(choice: Choice, *, form: UUID, known: Donor | None) -> tuple[UUID, Gift | None]:
    """Whoever comes back and puts her e-mail right means the second: of one choice there may be several. They
    are numbered; a mark of what she said would outlive her being forgotten."""
    of_form = {each.form_key: each for each in Gift.objects.filter(form=form).select_related("donor")}
    nth = 0
    while made := of_form.get(key := uuid5(form, f"{choice.known_by} {nth}")):
        if made.donor == known if known else _said(made) == choice.given:
            return key, made
        nth += 1
    return key, None


def _said(gift: Gift) -> Given | None:
    """None once she is forgotten: then it is somebody else who comes with the form."""
    try:
        return gift.donor.given.open() if gift.donor else Given()
    except Forgotten:
        return None


def _donor(choice: Choice, *, at: datetime) -> Donor:
    known = [alike.email(choice.email)] if choice.email else []
    donor = Donor(
        seal_id=keys.new_seal(*known, at=at),
        language=choice.language,
        has_email=bool(choice.email),
        last_gift_at=at,
    )
    donor.given.seal(choice.given, at=at)
    return donor


def _stored(choice: Choice, donor: Donor | None, *, form: UUID, key: UUID, at: datetime) -> Gift:
    shown = choice.visibility is not Gift.Visibility.HIDDEN and (choice.name or choice.message)
    return Gift.objects.create(
        form_key=key,
        form=form,
        source=Gift.Source.FORM,
        donor=donor,
        rhythm=choice.rhythm,
        amount_minor=choice.amount.minor,
        currency=choice.amount.currency,
        fund=choice.fund,
        campaign=choice.campaign,
        language=choice.language,
        page_language=choice.page_language,
        visibility=choice.visibility,
        moderation=Gift.Moderation.WAITING if shown else Gift.Moderation.NONE,
        consent=choice.consent,
        created_at=at,
    )


# --- The payment page ------------------------------------------------------------------------------


def open_page(gift_id: UUID, *, thanks_url: str, back_url: str, at: datetime) -> str:
    """Where to send the donor. The same gift leads to the same page as long as that is open. Raises
    GivingRefused: with `Why.PAID` or `Why.SETTLING` when there is nothing to pay any more."""
    _leave_other_choices(Gift.objects.get(pk=gift_id), at=at)
    for _page in range(PAGES_AT_MOST):
        attempt = _attempt(gift_id, at=at)
        if attempt.state == Attempt.OPEN:
            url = _still_open(attempt, at=at)
        else:
            url = _asked_for(attempt, thanks_url=thanks_url, back_url=back_url, at=at)
        if url:
            return url
    raise GivingRefused(Why.NO_ANSWER)


@transaction.atomic
def _attempt(gift_id: UUID, *, at: datetime) -> CheckoutAttempt:
    """The one that is under way, or a new one, committed with its key before Stripe hears of it."""
    gift = Gift.objects.select_for_update().get(pk=gift_id)
    if gift.state in standing.MONEY_CAME:
        raise GivingRefused(Why.PAID)
    if gift.state == State.SETTLING:
        raise GivingRefused(Why.SETTLING)
    if under_way := gift.attempts.filter(state__in=CheckoutAttempt.LIVE).first():
        return under_way
    if gift.campaign and not purposes.is_open(gift.campaign, at=at):
        raise GivingRefused(Why.CLOSED)
    now = calm.circumstances()
    if not methods.offered(gift.amount, Rhythm(gift.rhythm), now):
        raise GivingRefused(Why.NO_CARDS)
    story.become(gift, State.OPENING, cause=Cause.DONOR, at=at)
    last = gift.attempts.aggregate(last=Max("number"))["last"] or 0
    return CheckoutAttempt.objects.create(
        gift=gift,
        number=last + 1,
        calm=now.calm,
        blik_monthly=now.blik_monthly,
        asked_at=at,
        expires_at=at + OPEN_FOR,
    )


def _still_open(attempt: CheckoutAttempt, *, at: datetime) -> str:
    """Its address, if it is still worth being sent to; otherwise it is closed, so that another may be
    opened."""
    with _answered():
        page = _as_it_is(attempt)
        if page and page.state is PageState.OPEN and _is_of_no_use(attempt, page, at=at):
            page = _closed(attempt)
        if page is None:
            return ""
        projecting.page_seen(page, cause=Cause.LOOK, at=at)
    return page.url if page.state is PageState.OPEN else ""


@contextmanager
def _answered() -> Iterator[None]:
    """What is refused, to a key without the right, say, is for us to mend: she can only come again."""
    try:
        yield
    except Unsure:
        raise GivingRefused(Why.NO_ANSWER) from None
    except Refused as refusal:
        logger.error("A payment page could not be looked at: %s", refusal)
        raise GivingRefused(Why.NO_ANSWER) from None


def _as_it_is(attempt: CheckoutAttempt) -> Page | None:
    """One that Stripe does not know was opened with another key: it is given up."""
    try:
        return gateway.page(str(attempt.session))
    except Gone:
        give_up(attempt)
    return None


def _is_of_no_use(attempt: CheckoutAttempt, page: Page, *, at: datetime) -> bool:
    """There is no time left on it, or it takes cards and they are not taken any more."""
    return page.expires_at - at < TIME_LEFT or (calm.circumstances().calm and not attempt.calm)


def _closed(attempt: CheckoutAttempt) -> Page | None:
    """Refused when it is filled in or over at this moment: either way it is seen as it is."""
    try:
        gateway.close_page(str(attempt.session))
    except Refused:
        logger.info("A payment page was closed already")
    return _as_it_is(attempt)


def _asked_for(attempt: CheckoutAttempt, *, thanks_url: str, back_url: str, at: datetime) -> str:
    CheckoutAttempt.objects.filter(pk=attempt.pk).update(tries=attempt.tries + 1)
    try:
        page = gateway.open_page(order(attempt, thanks_url=thanks_url, back_url=back_url))
    except Broken as failure:
        logger.error("Stripe has failed at a payment page: %s", failure)
        give_up(attempt)
        return ""
    except Unsure as doubt:
        logger.warning("A payment page was asked for and there was no answer: %s", doubt)
        if attempt.tries + 1 >= ASKED_AGAIN:
            give_up(attempt)
        raise GivingRefused(Why.NO_ANSWER) from None
    except Refused as refusal:
        logger.error("A payment page was refused: %s", refusal)
        give_up(attempt)
        return ""
    return _opened(attempt, page, at=at)


def order(attempt: CheckoutAttempt, *, thanks_url: str, back_url: str) -> Order:
    """The same for the same attempt, whenever it is put together."""
    gift = attempt.gift
    now = methods.Circumstances(blik_monthly=attempt.blik_monthly, calm=attempt.calm)
    monthly = gift.rhythm == Rhythm.MONTHLY
    with override(gift.page_language):
        what = gettext("Monthly donation") if monthly else gettext("Donation")
    return Order(
        key=str(attempt.key),
        gift=str(gift.pk),
        amount=gift.amount_minor,
        currency=gift.currency,
        monthly=monthly,
        methods=tuple(each.value for each in methods.offered(gift.amount, Rhythm(gift.rhythm), now)),
        language=gift.page_language,
        what=what,
        email=gift.donor.given.open().email or "" if gift.donor else "",
        thanks_url=thanks_url,
        back_url=back_url,
        expires_at=attempt.expires_at,
    )


@transaction.atomic
def _opened(attempt: CheckoutAttempt, page: Page, *, at: datetime) -> str:
    """Somebody else may have heard the same answer, or of the page's end, before us."""
    gift = Gift.objects.select_for_update().get(pk=attempt.gift_id)
    attempt.refresh_from_db()
    if attempt.state != Attempt.OPENING:
        return page.url if attempt.state == Attempt.OPEN else ""
    attempt.session, attempt.url, attempt.state = page.id, page.url, Attempt.OPEN
    attempt.save(update_fields=["session", "url", "state"])
    story.become(gift, State.AWAITING_PAYER, cause=Cause.DONOR, at=at)
    return page.url


def give_up(attempt: CheckoutAttempt) -> None:
    """What Stripe has made of it, if anything, has no payer; the nightly look closes it."""
    CheckoutAttempt.objects.filter(pk=attempt.pk, state=attempt.state).update(state=Attempt.LOST)


# --- Another choice in the same form ---------------------------------------------------------------


def _leave_other_choices(gift: Gift, *, at: datetime) -> None:
    """Whoever comes back from the payment page and chooses again, means the second; unless the first is
    paid by now."""
    if gift.form is None:
        return
    others = Gift.objects.filter(form=gift.form).exclude(pk=gift.pk)
    for other in others.exclude(state=State.WITHDRAWN):
        state = withdraw(other, at=at)
        if state != State.WITHDRAWN:
            raise GivingRefused(Why.SETTLING if state == State.SETTLING else Why.PAID)


def paid_in_its_form(gift: Gift) -> Gift:
    """Of all that was chosen in one form, what is paid or on its way; itself where nothing is."""
    chosen = Gift.objects.filter(form=gift.form) if gift.form else Gift.objects.filter(pk=gift.pk)
    paid = chosen.filter(state__in=[State.SETTLING, *standing.MONEY_CAME])
    return paid.order_by("created_at").first() or gift


def withdraw(gift: Gift, *, at: datetime) -> str:
    """Nobody can pay it any more; gives the state it is in. One that is paid already stays so. A page that
    another window opens meanwhile is closed, too."""
    for _page in range(PAGES_AT_MOST):
        for attempt in gift.attempts.filter(state=Attempt.OPEN):
            with _answered():
                if page := _closed(attempt):
                    projecting.page_seen(page, cause=Cause.DONOR, at=at)
        with transaction.atomic():
            gift = Gift.objects.select_for_update().get(pk=gift.pk)
            if not gift.attempts.filter(state=Attempt.OPEN).exists():
                gift.attempts.filter(state=Attempt.OPENING).update(state=Attempt.LOST)
                story.become(gift, State.WITHDRAWN, cause=Cause.DONOR, at=at)
                return gift.state
    raise GivingRefused(Why.NO_ANSWER)
