"""One click instead of a sign-in, where the content is a demo: on a developer's own machine."""

from dataclasses import dataclass

from django.conf import settings
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _

from office.models import User
from office.people import name_of


@dataclass(frozen=True, kw_only=True)
class Member:
    username: str
    name: str
    roles: str


def people() -> list[Member]:
    """Nobody where it is no demo."""
    if not settings.DEMO:
        return []
    found = User.objects.filter(is_active=True).prefetch_related("groups").order_by("pk")
    return [Member(username=user.username, name=name_of(user), roles=_roles(user)) for user in found]


def _roles(user: User) -> str:
    groups = [group.name for group in user.groups.all()]
    return ", ".join([*([_("may do everything")] if user.is_superuser else []), *groups])


def person(username: str) -> User | None:
    if not settings.DEMO:
        return None
    return User.objects.filter(is_active=True, username=username).first()


def is_ours(url: str) -> bool:
    """Some address of this site."""
    return bool(url) and url_has_allowed_host_and_scheme(url, allowed_hosts=None)
