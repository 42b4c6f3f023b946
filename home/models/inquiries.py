from datetime import datetime, timedelta

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext_lazy

from config.languages import LANGUAGES
from privacy.documents import Email, Phone, document
from privacy.retention import Rule
from privacy.sealed import Document, Sealed


@document
class Addition:
    """What a journalist wrote later."""

    text: str
    at: datetime


@document
class Asked:
    name: str
    outlet: str
    question: str
    email: Email | None = None
    phone: Phone | None = None
    languages: tuple[str, ...] = ()
    additions: tuple[Addition, ...] = ()
    answer: str = ""


ALL_OF_IT = ("name", "outlet", "question", "email", "phone", "languages", "additions", "answer")


class Inquiry(Sealed):
    """A journalist's question, from the form to 90 days after it is closed."""

    class State(models.TextChoices):
        NEW = "new", _("new")
        TAKEN = "taken", _("taken")
        ANSWERED = "answered", _("answered")
        DECLINED = "declined", _("declined")
        WITHDRAWN = "withdrawn", _("withdrawn")

    OPEN = (State.NEW, State.TAKEN)
    CLOSED = (State.ANSWERED, State.DECLINED, State.WITHDRAWN)

    asked = Document(Asked)
    language = models.CharField(_("language"), max_length=2, choices=LANGUAGES)
    deadline = models.DateTimeField(_("deadline"))
    state = models.CharField(_("state"), max_length=10, choices=State.choices, default=State.NEW)
    taken_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.SET_NULL,
        null=True,
        blank=True,
        verbose_name=_("taken by"),
        related_name="+",
    )
    created_at = models.DateTimeField(_("asked at"))
    closed_at = models.DateTimeField(_("closed at"), null=True)
    form_key = models.UUIDField(unique=True, editable=False)

    retention = (
        Rule(
            what=_("A journalist’s question: name, outlet, e-mail or telephone, what was asked and answered"),
            why=_("to answer it"),
            basis=_("you have asked"),
            until=ngettext_lazy(
                "%(number)d day after it is closed", "%(number)d days after it is closed", "number"
            ),
            keep=timedelta(days=90),
            since="closed_at",
            covers=ALL_OF_IT,
            order=80,
            anchor="press",
        ),
        Rule(
            what=_("A journalist’s question that nobody has closed"),
            why=_("so that it is not lost"),
            basis=_("you have asked"),
            until=ngettext_lazy(
                "%(number)d day after its deadline", "%(number)d days after its deadline", "number"
            ),
            keep=timedelta(days=180),
            since="deadline",
            when=Q(closed_at__isnull=True),
            covers=ALL_OF_IT,
            order=81,
        ),
    )

    class Meta(Sealed.Meta):
        verbose_name = _("journalist’s question")
        verbose_name_plural = _("journalists’ questions")
        ordering = ["deadline", "created_at"]
        constraints = [
            *Sealed.Meta.constraints,
            models.CheckConstraint(
                condition=Q(closed_at__isnull=True, state__in=["new", "taken"])
                | Q(closed_at__isnull=False, state__in=["answered", "declined", "withdrawn"]),
                name="inquiry_is_closed_when_its_state_says_so",
            ),
        ]

    def __str__(self) -> str:
        return str(self.pk)

    def is_overdue(self, *, at: datetime) -> bool:
        return self.closed_at is None and self.deadline < at

    @property
    def forgotten_at(self) -> datetime:
        """By the rule that holds as things stand."""
        rule = next(each for each in self.retention if getattr(self, each.since))
        return getattr(self, rule.since) + rule.keep
