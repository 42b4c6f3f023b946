from django.http import HttpRequest

from office.models import User


def signed_in(request: HttpRequest) -> User:
    """Who is at work. The admin's addresses are for people who have signed in; theirs alone may ask."""
    if not isinstance(request.user, User):
        raise TypeError("Nobody has signed in.")
    return request.user
