"""Recompute the order of the waiting list from two files of the page “Check the list yourself”, with nothing
but Python:

    python3 line.py ledger.txt order.txt

ledger.txt says line by line what has become of each code, and each line begins with a hash that holds all
lines before it. order.txt is the order as the school has it after one of these lines. This program knows
nothing of the site and asks it nothing.
"""

import json
import sys
from hashlib import sha256
from pathlib import Path
from typing import Any

RETURNING, SIBLING, EVERYONE = 1, 2, 3
IN_A_ROW = 3
SAME, DIFFERENT, HELP, BROKEN = range(4)
WAITS = {"drawn", "resumed", "revoked"}
WAITS_NOT = {
    *("verified", "paused", "unfit", "offered", "declined", "expired", "accepted"),
    *("withdrawn", "enrolled", "stayed", "left", "graduated", "erased"),
}
Line = dict[str, Any]


def lines(ledger: str) -> list[Line]:
    """Raises ValueError where a line was changed, taken out or put in."""
    before, found = "", []
    for number, each in enumerate(ledger.splitlines(), start=1):
        digest, _space, text = each.partition(" ")
        said = json.loads(text)
        if sha256(f"{before}\n{text}".encode()).hexdigest() != digest or said["line"] != number:
            raise ValueError(f"Line {number} of the ledger is not what was written there at first.")
        before = digest
        found.append(said)
    return found


def replay(said: list[Line]) -> tuple[dict[str, Line], list[int]]:
    """Who waits, by code; and the tiers by which places were given, the newest last."""
    children: dict[str, Line] = {}
    offers: dict[int, int] = {}
    for each in said:
        deed, child = each["deed"], children.setdefault(each["code"], {"waits": False})
        if deed == "offered":
            if not each["override"]:
                offers[each["number"]] = each["tier"]
        elif deed == "revoked":
            offers.pop(each["number"], None)
        else:
            child |= {name: each[name] for name in ("tier", "round", "ticket") if name in each}
            child["round"] = child.get("round", "")[: len("2026-09")]
        if deed in WAITS:
            child["waits"] = each.get("waits", True)
        elif deed in WAITS_NOT:
            child["waits"] = False
    waiting = {code: child for code, child in children.items() if child["waits"]}
    return waiting, [offers[number] for number in sorted(offers)]


def order(waiting: dict[str, Line], given: list[int]) -> list[str]:
    """By tier, month and ticket; of any three places in a row one at most is given to a brother or sister as
    such, who otherwise stands among everyone."""
    rows = sorted((child["round"], child["ticket"], code, child["tier"]) for code, child in waiting.items())
    first = [row for row in rows if row[3] <= RETURNING]
    siblings = [row for row in rows if row[3] == SIBLING]
    rest = [row for row in rows if row[3] >= EVERYONE]
    ordered, given = [], given[-(IN_A_ROW - 1) :]
    while first or siblings or rest:
        if first:
            queue, tier = first, RETURNING
        elif siblings and SIBLING not in given[-(IN_A_ROW - 1) :]:
            queue, tier = siblings, SIBLING
        else:
            queue, tier = min((each for each in (siblings, rest) if each), key=lambda each: each[0]), EVERYONE
        ordered.append(queue.pop(0)[2])
        given.append(tier)
    return ordered


def published(order_text: str) -> tuple[int, list[str]]:
    """After which line of the ledger it stood so, and the codes."""
    head, _empty, places = order_text.partition("\n\n")
    names = dict(line.split(": ", 1) for line in head.splitlines())
    return int(names["ledger"]), [line.split(" ")[1] for line in places.splitlines()]


def judged(ledger: str, order_text: str) -> tuple[int, str]:
    """A number for programs, a sentence for people."""
    number, places = published(order_text)
    try:
        said = lines(ledger)
    except ValueError as fault:
        return BROKEN, str(fault)
    if len(said) < number:
        return BROKEN, f"The ledger ends before line {number}."
    if order(*replay(said[:number])) != places:
        return DIFFERENT, "The order does not follow from the ledger."
    return SAME, f"It is the same: {len(places)} children in the order that follows from {number} lines."


def main(arguments: list[str]) -> int:
    if len(arguments) != 2:
        print(__doc__)
        return HELP
    ledger, order_text = (Path(name).read_bytes().decode() for name in arguments)
    print(*(f"{place} {code}" for place, code in enumerate(published(order_text)[1], start=1)), sep="\n")
    number, sentence = judged(ledger, order_text)
    print(sentence)
    return number


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
