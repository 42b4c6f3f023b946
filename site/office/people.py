from django.contrib.auth.models import AbstractBaseUser
from django.http import HttpRequest


def signed_in(request: HttpRequest) -> AbstractBaseUser:
    """Who is at work. The admin's addresses are for people who have signed in; theirs alone may ask."""
    if not isinstance(request.user, AbstractBaseUser):
        raise TypeError("Nobody has signed in.")
    return request.user
