from django.db.models import QuerySet
from django.http import HttpRequest
from wagtail.users.models import UserProfile

from office.models import User

MAY_INVITE = "office.add_user"
MAY_HELP = "office.change_user"


def signed_in(request: HttpRequest) -> User:
    """Who is at work. The admin's addresses are for people who have signed in; theirs alone may ask."""
    if not isinstance(request.user, User):
        raise TypeError("Nobody has signed in.")
    return request.user


def managers() -> "QuerySet[User]":
    """Who answers for the accounts of the others."""
    return User.objects.with_perm(MAY_HELP, backend="django.contrib.auth.backends.ModelBackend")


def name_of(user: User) -> str:
    return user.get_full_name() or user.get_username()


def language_of(user: User) -> str:
    return UserProfile.get_for_user(user).get_preferred_language()
