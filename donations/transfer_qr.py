"""What stands in the codes that a bank's application reads, so that nobody types an account. Pure."""

LONGEST_NAME, LONGEST_TITLE = 20, 32
"""Of the Polish code; a bank refuses a longer one."""
LONGEST_EPC_NAME, LONGEST_EPC_TITLE = 70, 140


def polish(*, account: str, name: str, title: str, nip: str = "") -> str:
    """As the Polish Bank Association recommends it (“Standard 2D”). How much, the payer writes herself."""
    parts = [nip, "PL", _plain(account).removeprefix("PL"), "000000"]
    words = [_within(name, LONGEST_NAME), _within(title, LONGEST_TITLE)]
    return "|".join([*parts, *words, "", "", ""])


def epc(*, account: str, name: str, title: str) -> str:
    """As the European Payments Council has it (EPC069-12, version 2), for euros from any bank of SEPA."""
    head = ["BCD", "002", "1", "SCT", "", _within(name, LONGEST_EPC_NAME), _plain(account)]
    return "\n".join([*head, "", "", "", _within(title, LONGEST_EPC_TITLE)])


def _plain(account: str) -> str:
    return "".join(account.split())


def _within(text: str, longest: int) -> str:
    """One line without the sign that ends a field, no longer than it may be, cut between words."""
    plain = " ".join(text.replace("|", " ").split())
    if len(plain) <= longest:
        return plain
    cut = plain[: longest + 1].rpartition(" ")[0]
    return cut or plain[:longest]
