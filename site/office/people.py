from collections.abc import Callable
from functools import wraps

from django.contrib.auth.models import AnonymousUser
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponseBase
from wagtail.users.models import UserProfile

from office.models import User

MAY_INVITE = "office.add_user"
MAY_HELP = "office.change_user"

View = Callable[..., HttpResponseBase]


def signed_in(request: HttpRequest) -> User:
    """Who is at work. The admin's addresses are for people who have signed in; theirs alone may ask."""
    if not isinstance(request.user, User):
        raise TypeError("Nobody has signed in.")
    return request.user


def managers() -> "QuerySet[User]":
    """Who answers for the accounts of the others."""
    return User.objects.with_perm(MAY_HELP, backend="django.contrib.auth.backends.ModelBackend")


def may_touch(user: User | AnonymousUser, account: User) -> bool:
    """Accounts made on the server are changed there, or by one another."""
    return user.is_superuser or not account.is_superuser


def name_of(user: User) -> str:
    return user.get_full_name() or user.get_username()


def language_of(user: User) -> str:
    return UserProfile.get_for_user(user).get_preferred_language()


def hidden_without(permission: str) -> Callable[[View], View]:
    """For the address of a record: that it is there at all is not told to those whose work it is not."""

    def hide(view: View) -> View:
        @wraps(view)
        def guarded(request: HttpRequest, *args: object, **kwargs: object) -> HttpResponseBase:
            if not signed_in(request).has_perm(permission):
                raise Http404
            return view(request, *args, **kwargs)

        return guarded

    return hide
