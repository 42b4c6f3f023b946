import uuid
from datetime import datetime, timedelta

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import gettext_noop, ngettext_lazy

from config.languages import LANGUAGES
from donations import standing
from donations.methods import PAGE_LANGUAGES, Rhythm
from donations.models import amounts
from donations.models.monthly import MonthlyGift
from donations.models.purposes import Campaign, Fund
from donations.money import Money
from privacy.documents import Email, document
from privacy.retention import Rule
from privacy.sealed import Document, Sealed

KEPT = timedelta(days=180)
"""Banks may take a payment back as long as that, and then there is something to tell."""
KEPT_UNPAID = timedelta(days=3)
"""A payment page is open for half an hour. While we do not know how it ended, it is not over."""
RHYTHMS = [(Rhythm.ONCE.value, _("once")), (Rhythm.MONTHLY.value, _("every month"))]


def _with_no_gift(*states: str) -> Q:
    """Donors of whom there is none in these states, and no monthly gift."""
    return Q(gives_monthly=False, monthly_gifts=None) & ~Q(gifts__state__in=states)


@document
class Given:
    """What a donor has told us, by her own choice; none of it is needed to give."""

    email: Email | None = None
    name: str = ""
    message: str = ""


class Donor(Sealed):
    """Somebody who has given something and told us something of herself. Whoever has not is no row here."""

    given = Document(Given)
    language = models.CharField(_("language"), max_length=2, choices=LANGUAGES)
    has_email = models.BooleanField(default=False, editable=False)
    gives_monthly = models.BooleanField(default=False, editable=False)
    """While it is so, she is told of each payment and how to stop."""
    last_gift_at = models.DateTimeField(_("last gift at"))
    guard = models.CharField(max_length=128, blank=True, editable=False)
    """Of four digits that she has chosen for a telephone others look into, hashed slowly; her links ask for
    them."""

    UNPAID = _with_no_gift(standing.SETTLING, *sorted(standing.MONEY_CAME))
    """Whoever has begun to give, and has not."""

    retention = (
        Rule(
            what=_("A gift: the e-mail, the name and the words you have left with it, if you have"),
            why=_("to thank you and to tell you when a payment fails or is given back"),
            basis=_("you have left it with your gift"),
            until=ngettext_lazy(
                "%(number)d day after the last gift", "%(number)d days after the last gift", "number"
            ),
            keep=KEPT,
            since="last_gift_at",
            when=Q(gives_monthly=False),
            covers=("email", "name", "message"),
            order=40,
            anchor="gifts",
        ),
        Rule(
            what=_("A gift that was not paid: what you have left with it"),
            why=_("so that you can still pay it"),
            basis=_("you have left it with your gift"),
            until=ngettext_lazy("%(number)d day", "%(number)d days", "number"),
            keep=KEPT_UNPAID,
            since="last_gift_at",
            when=UNPAID & _with_no_gift(standing.OPENING, standing.AWAITING_PAYER),
            order=40,
        ),
    )

    class Meta(Sealed.Meta):
        verbose_name = _("donor")
        verbose_name_plural = _("donors")
        ordering = ["-last_gift_at"]

    def __str__(self) -> str:
        return str(self.pk)

    @classmethod
    def forget(cls, rows: "models.QuerySet[Donor]", *, at: datetime) -> None:
        """Nobody is left who agrees that a name be shown."""
        shown = Gift.objects.filter(donor__in=rows).exclude(moderation=Gift.Moderation.NONE)
        shown.update(visibility=Gift.Visibility.HIDDEN, moderation=Gift.Moderation.NONE)
        super().forget(rows, at=at)


class Gift(models.Model):
    """One gift, from the moment it is promised. It holds nothing of who gives; when a donor is forgotten it
    stays as it is, and so do the books. Whether it has been paid is derived from the ledger."""

    class State(models.TextChoices):
        DRAFT = "draft", _("promised")
        OPENING = "opening", _("the payment page is being opened")
        AWAITING_PAYER = "awaiting-payer", _("on the payment page")
        SETTLING = "settling", _("waits for the bank")
        RECEIVED = "received", _("received")
        EXPIRED = "expired", _("not paid in time")
        FAILED = "failed", _("the payment failed")
        WITHDRAWN = "withdrawn", _("taken back before it was paid")
        PARTLY_REFUNDED = "partly-refunded", _("given back in part")
        REFUNDED = "refunded", _("given back")
        DISPUTED = "disputed", _("the payer’s bank disputes it")
        DISPUTE_LOST = "dispute-lost", _("taken back by the payer’s bank")

    class Source(models.TextChoices):
        FORM = "form", _("our form")
        MONTHLY = "monthly", _("a monthly gift")
        ADOPTED = "adopted", _("found at the payment service")

    class Visibility(models.TextChoices):
        HIDDEN = "hidden", _("no name")
        NAME = "name", _("the name")
        NAME_AND_AMOUNT = "name-and-amount", _("the name and the amount")

    class Moderation(models.TextChoices):
        NONE = "none", _("nothing to look at")
        WAITING = "waiting", _("waits")
        SHOWN = "shown", _("may be shown")
        KEPT_BACK = "kept-back", _("is not shown")

    UNPAID = (
        State.DRAFT,
        State.OPENING,
        State.AWAITING_PAYER,
        State.SETTLING,
        State.EXPIRED,
        State.FAILED,
        State.WITHDRAWN,
    )
    MONEY_CAME = (
        State.RECEIVED,
        State.PARTLY_REFUNDED,
        State.REFUNDED,
        State.DISPUTED,
        State.DISPUTE_LOST,
    )

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    form_key = models.UUIDField(unique=True, null=True, editable=False)
    """Of one form and what was chosen in it: the same twice is one gift."""
    form = models.UUIDField(null=True, editable=False, db_index=True)
    """Of the form alone. Of the gifts one form has made, the last is meant."""
    source = models.CharField(_("source"), max_length=8, choices=Source.choices)
    donor = models.ForeignKey(
        Donor, models.SET_NULL, null=True, related_name="gifts", verbose_name=_("donor")
    )
    rhythm = models.CharField(_("rhythm"), max_length=7, choices=RHYTHMS)
    amount_minor = amounts.minor()
    currency = amounts.any_currency()
    fund = models.ForeignKey(Fund, models.PROTECT, null=True, related_name="gifts", verbose_name=_("fund"))
    campaign = models.ForeignKey(
        Campaign, models.PROTECT, null=True, related_name="gifts", verbose_name=_("campaign")
    )
    monthly = models.ForeignKey(
        MonthlyGift, models.PROTECT, null=True, related_name="gifts", verbose_name=_("monthly gift")
    )
    language = models.CharField(_("language"), max_length=2, choices=LANGUAGES)
    page_language = models.CharField(
        _("language of the payment page"), max_length=2, choices=[(code, code) for code in PAGE_LANGUAGES]
    )
    visibility = models.CharField(
        _("readers see"), max_length=15, choices=Visibility.choices, default=Visibility.HIDDEN
    )
    moderation = models.CharField(
        _("name and message"), max_length=9, choices=Moderation.choices, default=Moderation.NONE
    )
    consent = models.CharField(_("version of the words agreed to"), max_length=20, blank=True)
    state = models.CharField(_("state"), max_length=15, choices=State.choices, default=State.DRAFT)
    payment_intent = amounts.remote_id()
    invoice = amounts.remote_id()
    created_at = models.DateTimeField(_("made at"))
    received_at = models.DateTimeField(_("received at"), null=True, editable=False)

    class Meta:
        verbose_name = _("gift")
        verbose_name_plural = _("gifts")
        ordering = ["-created_at", "pk"]
        permissions = [("refund_gift", gettext_noop("Can give a gift back"))]
        indexes = [models.Index(fields=["state", "created_at"], name="gift_by_state")]
        constraints = [
            models.CheckConstraint(condition=Q(amount_minor__gt=0), name="gift_is_more_than_nothing"),
            models.CheckConstraint(condition=amounts.written_so(), name="gift_currency_is_written_so"),
            models.CheckConstraint(
                condition=~Q(source="form") | amounts.known(), name="gift_of_a_form_is_in_a_known_currency"
            ),
            models.CheckConstraint(
                condition=Q(fund__isnull=True) | Q(campaign__isnull=True), name="gift_has_one_purpose"
            ),
            models.CheckConstraint(
                condition=~Q(source="form") | Q(form_key__isnull=False, form__isnull=False),
                name="gift_of_a_form_names_it",
            ),
            models.CheckConstraint(
                condition=Q(
                    state__in=["received", "partly-refunded", "refunded", "disputed", "dispute-lost"],
                    received_at__isnull=False,
                )
                | Q(
                    state__in=[
                        "draft",
                        "opening",
                        "awaiting-payer",
                        "settling",
                        "expired",
                        "failed",
                        "withdrawn",
                    ],
                    received_at__isnull=True,
                ),
                name="gift_is_received_when_its_state_says_so",
            ),
        ]

    def __str__(self) -> str:
        return str(self.pk)

    @property
    def amount(self) -> Money:
        """Raises NoAmount for an adopted gift in a currency we do not know."""
        return Money(self.amount_minor, self.currency)
