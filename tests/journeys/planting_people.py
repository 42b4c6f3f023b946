"""Run as a program in the site's own databases: somebody who is to join, and sessions that have grown old."""

import sys
from datetime import timedelta


def invited() -> None:
    """Prints the address in her letter."""
    from django.contrib.auth.models import Group
    from django.utils import timezone

    from office import groups
    from office.models import User
    from office.sign_in import invitations
    from privacy import links

    at = timezone.now()
    invitation = invitations.invite(
        email="nadzieja@example.org",
        groups=Group.objects.filter(name=groups.PRESS.name),
        language="be",
        by=User.objects.filter(is_superuser=True).earliest("pk"),
        at=at,
    )
    url = links.issue(invitations.JOIN, invitation.pk, language="be", at=at)
    print(url.partition("/l/")[2])  # noqa: T201


def aged(username: str, minutes: str) -> None:
    """As if she had done nothing for so long."""
    from django.contrib.sessions.models import Session

    from office.models import User
    from office.sign_in import store

    person = str(User.objects.get(username=username).pk)
    for row in Session.objects.all():
        kept = row.get_decoded()
        if kept.get("_auth_user_id") == person:
            for moment in ("began", "active", "confirmed"):
                kept[store.KEY][moment] -= timedelta(minutes=int(minutes)).total_seconds()
            row.session_data = Session.get_session_store_class()().encode(kept)
            row.save()


if __name__ == "__main__":
    import django

    django.setup()
    {"invited": invited, "aged": aged}[sys.argv[1]](*sys.argv[2:])
