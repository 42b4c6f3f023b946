"""The page of one gift has an address that nobody can guess or make up: its number, signed. It is the same
whenever it is made, because a payment page that is asked for again must be asked for in the same words. It
stays in a browser's history, so it does not open for ever."""

from base64 import urlsafe_b64decode, urlsafe_b64encode
from binascii import Error
from datetime import datetime, timedelta
from uuid import UUID

from django.conf import settings
from django.core import signing
from django.urls import reverse
from django.utils.translation import override

from donations.models import Gift

OPENS_FOR = timedelta(days=30)
"""Banks that take their time need two weeks."""
SIGNER = signing.Signer(salt="page of a gift", sep=".")


def key_of(gift: Gift) -> str:
    return SIGNER.sign(urlsafe_b64encode(gift.pk.bytes).decode().rstrip("="))


def found(key: str, *, at: datetime) -> Gift | None:
    """Whatever was changed in it, it opens nothing, nor does one whose time is over."""
    try:
        number = UUID(bytes=urlsafe_b64decode(f"{SIGNER.unsign(key)}=="))
    except (signing.BadSignature, ValueError, Error):
        return None
    rows = Gift.objects.select_related("campaign", "fund", "monthly", "donor")
    return rows.filter(pk=number, created_at__gt=at - OPENS_FOR).first()


def page_url(gift: Gift) -> str:
    """In the language the gift was made in, whoever asks."""
    with override(gift.language):
        return f"{settings.BASE_URL}{reverse('gift_thanks', args=[key_of(gift)])}"


def number_of(gift: Gift) -> str:
    """To be told by voice or in a letter: it finds a gift for us, and opens nothing."""
    text = gift.pk.hex[:8].upper()
    return f"{text[:4]}-{text[4:]}"
