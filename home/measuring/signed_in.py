"""Signs in a new member of staff who may do everything, for the length of a measurement; prints her cookie.

python -m home.measuring.signed_in
"""

import sys

import django
from django.conf import settings


def cookie() -> str:
    from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY  # noqa: PLC0415 - see main
    from django.contrib.sessions.backends.db import SessionStore  # noqa: PLC0415 - see main

    from office.models import User  # noqa: PLC0415 - see main

    user = User.objects.create_superuser("measuring")
    session = SessionStore()
    session[SESSION_KEY] = str(user.pk)
    session[BACKEND_SESSION_KEY] = settings.AUTHENTICATION_BACKENDS[0]
    session[HASH_SESSION_KEY] = user.get_session_auth_hash()
    session.create()
    return f"{settings.SESSION_COOKIE_NAME}={session.session_key}"


def main() -> None:
    """Models can be imported once the site is set up."""
    django.setup()
    sys.stdout.write(cookie())


if __name__ == "__main__":
    main()
