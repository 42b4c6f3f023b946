"""Whether readers see who has given. It is the donor's to say, and to take back on any day."""

from donations.models import Gift


def hide(gift: Gift) -> None:
    """Neither the name nor the message are shown from now on, whoever has allowed it. Twice is once."""
    Gift.objects.filter(pk=gift.pk).update(visibility=Gift.Visibility.HIDDEN, moderation=Gift.Moderation.NONE)
