"""Joining the staff: nobody makes an account but by a link that a manager has sent."""

from collections.abc import Iterable
from datetime import datetime
from uuid import UUID

from django.contrib.auth.models import Group
from django.db import IntegrityError, transaction
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _
from wagtail.users.models import UserProfile

from letters import sending, writing
from office import journal
from office.models import Invitation, User
from office.people import MAY_INVITE
from privacy import links
from privacy.documents import Email

JOIN = links.Purpose(name="join", to="join", lifetime=Invitation.LIFE)
"""It opens until she has joined, which it does once: her telephone may die in the middle."""

INVITED = journal.deed("staff_invited", _("invited somebody to join the staff"))
WITHDRAWN = journal.deed("staff_invitation_withdrawn", _("took an invitation back"))
JOINED = journal.deed("staff_joined", _("joined the staff"))


class Closed(Exception):
    """The invitation was taken back, is too old, or has been used."""


class NameTaken(Exception):
    """Somebody else signs in with this name."""


def invite(*, email: str, groups: Iterable[Group] = (), language: str, by: User, at: datetime) -> Invitation:
    """Inviting the same address again makes a new link, and the former one stops opening."""
    with transaction.atomic():
        for former in Invitation.objects.filter(email__iexact=email):
            _close(former)
        invitation = Invitation.objects.create(email=email, language=language, invited_by=by, created_at=at)
        invitation.groups.set(groups)
        journal.note(INVITED, who=by, record=invitation, at=at)
        cause = f"invited {invitation.pk}"
        sending.enqueue("staff_invitation", subject=invitation.pk, cause=cause, at=at)
    return invitation


def withdraw(invitation: Invitation, *, by: User, at: datetime) -> None:
    with transaction.atomic():
        journal.note(WITHDRAWN, who=by, record=invitation, at=at)
        _close(invitation)


def waiting(*, at: datetime) -> "QuerySet[Invitation]":
    """Those that open. What somebody sent whose own account is closed by now does not."""
    return Invitation.objects.filter(created_at__gt=at - Invitation.LIFE, invited_by__is_active=True)


def is_open(invitation_id: UUID, *, at: datetime) -> bool:
    return waiting(at=at).filter(pk=invitation_id).exists()


def accept(*, invitation_id: UUID, name: str, username: str, password: str, at: datetime) -> User:
    """The account, which can do nothing before it has a second factor."""
    with transaction.atomic():
        invitation = Invitation.objects.select_for_update().filter(pk=invitation_id).first()
        if invitation is None or not is_open(invitation_id, at=at):
            raise Closed
        person = _new_account(username, password, name=name, email=invitation.email)
        person.groups.set(invitation.groups.all())
        UserProfile.objects.create(user=person, preferred_language=invitation.language)
        journal.note(JOINED, who=person, record=invitation, at=at)
        _close(invitation)
    return person


def _new_account(username: str, password: str, *, name: str, email: str) -> User:
    try:
        with transaction.atomic():
            if User.objects.filter(username__iexact=User.normalize_username(username)).exists():
                raise NameTaken
            return User.objects.create_user(username, email, password, first_name=name)
    except IntegrityError:
        raise NameTaken from None


def _close(invitation: Invitation) -> None:
    links.revoke(invitation.pk)
    invitation.delete()


@writing.kind("staff_invitation", title=_("To a new colleague: an invitation"), may=MAY_INVITE)
def letter(subject: UUID, at: datetime) -> writing.Address | None:
    invitation = Invitation.objects.filter(pk=subject).first()
    if invitation is None or not is_open(subject, at=at):
        return None
    url = links.issue(JOIN, invitation.pk, language=invitation.language, at=at)
    context = {"url": url, "until": invitation.created_at + Invitation.LIFE}
    return writing.Address(to=Email(invitation.email), language=invitation.language, context=context)
