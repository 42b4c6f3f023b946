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
    start = shared(one, other)
    end = shared(one[start:][::-1], other[start:][::-1])
    left, right = one[start : len(one) - end], other[start : len(other) - end]
    swapped = len(left) == 2 and left == right[::-1]
    return max(len(left), len(right)) <= 1 or swapped


def shared(one: str, other: str) -> int:
    """How many letters the beginnings have in common."""
    for at, (left, right) in enumerate(zip(one, other, strict=False)):
        if left != right:
            return at
    return min(len(one), len(other))


def distance(one: str, other: str) -> int:
    """How many letters must be put in, taken out or changed to make one word of the other."""
    row = list(range(len(other) + 1))
    for at, left in enumerate(one, start=1):
        above, row = row, [at]
        for to, right in enumerate(other, start=1):
            row.append(min(row[-1] + 1, above[to] + 1, above[to - 1] + (left != right)))
    return row[-1]
