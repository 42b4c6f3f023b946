"""Numbers by which offices in Poland know an organisation; check digits tell a slip of the pen. Pure."""

import re

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

NIP_WEIGHTS = (6, 5, 7, 2, 3, 4, 5, 6, 7)
REGON_WEIGHTS = (8, 9, 2, 3, 4, 5, 6, 7)


def _weighed(digits: str, weights: tuple[int, ...]) -> int:
    return sum(int(digit) * weight for digit, weight in zip(digits, weights, strict=False)) % 11


def check_krs(text: str) -> None:
    if not re.fullmatch(r"\d{10}", text, re.ASCII):
        raise ValidationError(_("A KRS number has ten digits, zeros in front included."))


def check_nip(text: str) -> None:
    fits = re.fullmatch(r"\d{10}", text, re.ASCII)
    if not fits or _weighed(text, NIP_WEIGHTS) != int(text[9]):
        raise ValidationError(_("This is no NIP: ten digits, the last of which checks the others."))


def check_regon(text: str) -> None:
    fits = re.fullmatch(r"\d{9}", text, re.ASCII)
    if not fits or _weighed(text, REGON_WEIGHTS) % 10 != int(text[8]):
        raise ValidationError(_("This is no REGON: nine digits, the last of which checks the others."))


def check_account(text: str) -> None:
    """Polish IBAN, with or without spaces: PL and 26 digits."""
    plain = text.replace(" ", "")
    fits = re.fullmatch(r"PL\d{26}", plain, re.ASCII)
    if not fits or int(f"{plain[4:]}2521{plain[2:4]}") % 97 != 1:
        raise ValidationError(
            _("This is no account number: PL and 26 digits, two of which check the others.")
        )
