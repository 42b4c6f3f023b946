"""Recompute a month’s draw from two files of the page “Check the list yourself”, with nothing but Python:

    python3 draw.py codes.txt result.txt

codes.txt was public before the random value existed, result.txt came after it. This program knows nothing of
the site and asks it nothing.
"""

import sys
from hashlib import sha256
from pathlib import Path


def fingerprint(codes: str) -> str:
    return sha256(codes.encode()).hexdigest()


def ticket(value: str, line: str) -> str:
    """A line is a code; a code and its twin’s; or a code and the ticket (64 signs) it has from before."""
    words = line.split()
    return words[1] if len(words[-1]) == 64 else sha256(f"{value} {words[-1]}".encode()).hexdigest()


def order(codes: str, value: str) -> list[str]:
    """“1 H3-JC6 20f9…”: place, code, ticket; the smallest ticket first."""
    tickets = sorted((ticket(value, line), line.split()[0]) for line in codes.splitlines())
    return [f"{place} {code} {number}" for place, (number, code) in enumerate(tickets, start=1)]


def read(result: str) -> tuple[dict[str, str], list[str]]:
    """Its first lines are “name: word”, then come an empty one and the order."""
    head, _empty, places = result.partition("\n\n")
    return dict(line.split(": ", 1) for line in head.splitlines()), places.splitlines()


def faults(codes: str, result: str) -> list[str]:
    said, places = read(result)
    found = []
    if fingerprint(codes) != said["fingerprint"]:
        found.append("The list of codes is not the one whose fingerprint was published.")
    if order(codes, said["value"]) != places:
        found.append("The order does not follow from the codes and the value.")
    return found


def main(arguments: list[str]) -> int:
    if len(arguments) != 2:
        print(__doc__)
        return 2
    codes, result = (Path(name).read_bytes().decode() for name in arguments)
    print("fingerprint:", fingerprint(codes))
    print(*order(codes, read(result)[0]["value"]), sep="\n")
    found = faults(codes, result)
    print(*(found or ["It is the same: the list, the tickets and the order."]), sep="\n")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
