"""Giving by bank transfer: where to, with which words, and codes that a bank's application reads.

The code in the title says what the money is for. It is the same for everybody, so it tells nothing of who
sends it; the bank does.
"""

from dataclasses import dataclass

from django.utils.translation import gettext as _

from donations import transfer_codes, transfer_qr
from donations.models import Campaign, Fund
from pages import qr
from pages.models import SiteSettings
from pages.qr import Drawing

WHERE_NEEDED = 0
TITLE = "Darowizna, {code}"
"""In Polish, whoever reads the page: the bank and the tax office read it too."""


@dataclass(frozen=True, kw_only=True)
class Transfer:
    account: str
    recipient: str
    code: str
    title: str
    polish: Drawing
    epc: Drawing


def number_of(purpose: Fund | Campaign | None) -> int:
    """Funds have odd numbers and campaigns even ones."""
    if purpose is None:
        return WHERE_NEEDED
    return 2 * purpose.pk - 1 if isinstance(purpose, Fund) else 2 * purpose.pk


def purpose_of(title: str) -> Fund | Campaign | None:
    """What somebody has written a transfer for. Raises LookupError for a title without a code of ours."""
    number = transfer_codes.number(title)
    if number is None:
        raise LookupError
    if number == WHERE_NEEDED:
        return None
    found: Fund | Campaign | None = (
        Campaign.objects.filter(pk=number // 2).first()
        if number % 2 == 0
        else Fund.objects.filter(pk=(number + 1) // 2).first()
    )
    if found is None:
        raise LookupError
    return found


def to(purpose: Fund | Campaign | None, known: SiteSettings) -> Transfer | None:
    """Nothing as long as we have told nobody an account."""
    if not known.account:
        return None
    code = transfer_codes.code(number_of(purpose))
    title, recipient = TITLE.format(code=code), known.legal_name or known.name_pl
    return Transfer(
        account=spaced(known.account),
        recipient=recipient,
        code=code,
        title=title,
        polish=qr.drawn(
            transfer_qr.polish(account=known.account, name=recipient, title=title, nip=known.nip)
        ),
        epc=qr.drawn(transfer_qr.epc(account=known.account, name=recipient, title=title)),
    )


def spaced(account: str) -> str:
    """In groups of four, as banks print it."""
    plain = "".join(account.split())
    return " ".join(plain[start : start + 4] for start in range(0, len(plain), 4))


def tax_share(known: SiteSettings) -> str:
    """The line about 1.5 % of the tax, if we may have it."""
    if not (known.gets_tax_share and known.krs):
        return ""
    return _("If you pay tax in Poland: write KRS %(krs)s in your PIT, and 1.5%% of the tax is ours.") % {
        "krs": known.krs
    }
