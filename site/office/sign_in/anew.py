"""Ways back in, which only managers open.

A forgotten password: one manager sends a link to the person's own address. The second factor stays, so that
whoever reads her letters still does not come in.

Every way in lost: two managers, or one and a day in which everybody, she too, has a letter and can stop it.
Then her factors and sessions are gone, and a link lets her begin anew.
"""

from datetime import datetime, timedelta
from uuid import UUID

from django.conf import settings
from django.db import transaction
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import override

from letters import sending, writing
from office import journal
from office.models import JournalEntry, LostKey, User
from office.people import MAY_HELP, language_of, managers, name_of
from office.sign_in import factors
from privacy import links
from privacy.documents import Email

DAY = timedelta(hours=24)
"""So long one manager's word alone waits for somebody's no."""
ANEW = links.Purpose(name="anew", to="anew", lifetime=DAY)

PASSWORD_LINK = journal.deed("password_link_sent", _("sent a colleague a link for a new password"))
ASKED = journal.deed("lost_key_asked", _("asked to let a colleague begin anew without keys"))
APPROVED = journal.deed("lost_key_approved", _("agreed that a colleague begins anew without keys"))
STOPPED = journal.deed("lost_key_stopped", _("stopped a colleague’s beginning anew"))
DONE = journal.deed("lost_key_done", _("removed all keys of an account, so that its owner begins anew"))


class Refused(Exception):
    """With a sentence for whoever has pressed the button."""


def send_password_link(person: User, *, by: User, at: datetime) -> None:
    """Once a minute, however often the button is pressed."""
    with transaction.atomic():
        journal.note(PASSWORD_LINK, who=by, record=person, at=at)
        cause = f"password {person.pk} {at:%Y-%m-%d %H:%M}"
        sending.enqueue("staff_password", subject=UUID(int=person.pk), cause=cause, at=at)


def ask(person: User, *, by: User, at: datetime) -> LostKey:
    if person == by:
        raise Refused(_("Nobody does this for their own account: ask another manager."))
    with transaction.atomic():
        lost, new = LostKey.objects.get_or_create(person=person, defaults={"asked_by": by, "asked_at": at})
        if new:
            journal.note(ASKED, who=by, record=person, at=at)
            for each in {person, *managers()}:
                cause = f"lost key {lost.pk} {each.pk}"
                sending.enqueue("lost_key_asked", subject=told_to(each, about=lost), cause=cause, at=at)
    return lost


def told_to(reader: User, *, about: LostKey) -> UUID:
    """Both numbers in one, for a letter that many get."""
    return UUID(int=about.pk << 64 | reader.pk)


def approve(lost: LostKey, *, by: User, at: datetime) -> None:
    """A second manager's word."""
    if by == lost.person:
        raise Refused(_("Nobody does this for their own account: ask another manager."))
    if by == lost.asked_by:
        raise Refused(_("You have asked for it: another manager must agree, or a day must pass."))
    with transaction.atomic():
        if _take(lost):
            journal.note(APPROVED, who=by, record=lost.person, at=at)
            _begin_anew(lost.person, at=at)


def stop(lost: LostKey, *, by: User, at: datetime) -> None:
    """Any manager can, and the person herself."""
    with transaction.atomic():
        if _take(lost):
            journal.note(STOPPED, who=by, record=lost.person, at=at)


def finish_due(*, at: datetime) -> int:
    """A day has passed and nobody has said no. One whose own account was closed meanwhile has no word."""
    asked = LostKey.objects.filter(asked_at__lte=at - DAY, asked_by__is_active=True)
    due = list(asked.select_related("person"))
    for lost in due:
        with transaction.atomic():
            if _take(lost):
                _begin_anew(lost.person, at=at)
    return len(due)


def by_hand(person: User, *, at: datetime) -> str:
    """On the server, where nobody else is left to ask. Gives the link."""
    with transaction.atomic():
        LostKey.objects.filter(person=person).delete()
        _begin_anew(person, at=at)
    return links.issue(ANEW, UUID(int=person.pk), language=language_of(person), at=at)


def _take(lost: LostKey) -> bool:
    """Whoever is second, to stop it or to agree, finds it done."""
    deleted, _models = LostKey.objects.filter(pk=lost.pk).delete()
    return bool(deleted)


def _begin_anew(person: User, *, at: datetime) -> None:
    factors.forget_all(person)
    person.signed_out_at = at
    person.set_unusable_password()
    person.save(update_fields=["signed_out_at", "password"])
    entry = journal.note(DONE, who=None, record=person, at=at)
    sending.enqueue("lost_key_done", subject=UUID(int=person.pk), cause=f"lost key {entry.pk}", at=at)


def set_password(person: User, password: str, *, at: datetime) -> None:
    """By the link, which then stops opening; sessions elsewhere end with the old password."""
    with transaction.atomic():
        person.set_password(password)
        person.save(update_fields=["password"])
        links.revoke(UUID(int=person.pk))
        factors.changed(factors.PASSWORD_CHANGED, person=person, at=at)


def account(subject: UUID) -> User | None:
    return User.objects.filter(pk=subject.int, is_active=True).first()


def _with_link(subject: UUID, at: datetime) -> writing.Address | None:
    person = User.objects.filter(pk=subject.int, is_active=True).exclude(email="").first()
    if person is None:
        return None
    language = language_of(person)
    url = links.issue(ANEW, subject, language=language, at=at)
    return writing.Address(to=Email(person.email), language=language, context={"url": url, "until": at + DAY})


writing.kind("staff_password", title=_("To a colleague: a link for a new password"), may=MAY_HELP)(_with_link)
writing.kind("lost_key_done", title=_("To a colleague: begin anew"), may=MAY_HELP)(_with_link)


@writing.kind("lost_key_asked", title=_("To managers: somebody is to begin anew without keys"), may=MAY_HELP)
def lost_key_asked(subject: UUID, at: datetime) -> writing.Address | None:
    """As long as there is something to stop."""
    lost = LostKey.objects.filter(pk=subject.int >> 64).select_related("person").first()
    reader = User.objects.filter(pk=subject.int & (1 << 64) - 1, is_active=True).exclude(email="").first()
    if lost is None or reader is None:
        return None
    own, language = reader == lost.person, language_of(reader)
    with override(language):
        place = reverse("mfa_index") if own else reverse("staff_sign_in", args=[lost.person.pk])
    context = {
        "url": settings.BASE_URL + place,
        "name": name_of(lost.person),
        "own": own,
        "until": lost.asked_at + DAY,
    }
    return writing.Address(to=Email(reader.email), language=language, context=context)


@writing.kind("sign_in_changed", title=_("To a colleague: the sign-in has changed"), may=MAY_HELP)
def sign_in_changed(subject: UUID, at: datetime) -> writing.Address | None:
    entry = JournalEntry.objects.filter(pk=subject.int).first()
    person = User.objects.filter(pk=entry.record).exclude(email="").first() if entry else None
    if entry is None or person is None:
        return None
    language = language_of(person)
    with override(language):
        url = settings.BASE_URL + reverse("mfa_index")
        told = str(factors.TOLD[entry.deed])
    context = {"url": url, "told": told, "when": entry.at}
    return writing.Address(to=Email(person.email), language=language, context=context)
