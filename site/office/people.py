from collections.abc import Callable
from functools import wraps

from django.http import Http404, HttpRequest, HttpResponse

from office.models import User

View = Callable[..., HttpResponse]


def signed_in(request: HttpRequest) -> User:
    """Who is at work. The admin's addresses are for people who have signed in; theirs alone may ask."""
    if not isinstance(request.user, User):
        raise TypeError("Nobody has signed in.")
    return request.user


def hidden_without(permission: str) -> Callable[[View], View]:
    """For the address of a record: that it is there at all is not told to those whose work it is not."""

    def hide(view: View) -> View:
        @wraps(view)
        def guarded(request: HttpRequest, *args: object, **kwargs: object) -> HttpResponse:
            if not signed_in(request).has_perm(permission):
                raise Http404
            return view(request, *args, **kwargs)

        return guarded

    return hide
