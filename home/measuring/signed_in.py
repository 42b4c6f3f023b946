"""Signs in a new member of staff who may do everything, for the length of a measurement; prints her cookie.

python -m home.measuring.signed_in
"""

import sys

import django
from django.conf import settings


def cookie() -> str:
    """Of a session that began this moment, with a second factor."""
    from django.contrib.auth import login  # noqa: PLC0415 - models can be imported once the site is set up
    from django.contrib.sessions.backends.db import SessionStore  # noqa: PLC0415 - as above
    from django.http import HttpRequest  # noqa: PLC0415 - as above
    from django.utils import timezone  # noqa: PLC0415 - as above

    from office.models import User  # noqa: PLC0415 - as above
    from office.sign_in import sessions, store  # noqa: PLC0415 - as above

    request, at = HttpRequest(), timezone.now()
    request.session = SessionStore()
    login(request, User.objects.create_superuser("measuring"), settings.AUTHENTICATION_BACKENDS[0])
    store.write(request, sessions.Session(began=at, active=at, confirmed=at, with_factor=True))
    request.session.save()
    return f"{settings.SESSION_COOKIE_NAME}={request.session.session_key}"


if __name__ == "__main__":
    django.setup()
    sys.stdout.write(cookie())
