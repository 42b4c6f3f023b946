"""One slip of the finger: a letter too many, too few, another one, or two that changed places."""

SHORTEST = 5
"""Below five letters nearly every word is one slip away from another word."""


def neighbourhood(word: str) -> list[str]:
    """The word and what is left of it without any one of its letters: two words one slip apart share one."""
    return list(dict.fromkeys([word, *(word[:at] + word[at + 1 :] for at in range(len(word)))]))


def is_slip(one: str, other: str) -> bool:
    """At most one slip apart."""
    if abs(len(one) - len(other)) > 1:
        return False
    start = _shared(one, other)
    end = _shared(one[start:][::-1], other[start:][::-1])
    left, right = one[start : len(one) - end], other[start : len(other) - end]
    swapped = len(left) == 2 and left == right[::-1]
    return max(len(left), len(right)) <= 1 or swapped


def _shared(one: str, other: str) -> int:
    """How many letters the beginnings have in common."""
    for at, (left, right) in enumerate(zip(one, other, strict=False)):
        if left != right:
            return at
    return min(len(one), len(other))


def shared(one: str, other: str) -> int:
    return _shared(one, other)
