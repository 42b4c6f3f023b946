"""How close a word of the index is to one that was asked for: 1 is the same word, 0 another one."""

from search.words.endings import stem
from search.words.latin import skeletons
from search.words.slips import SHORTEST, is_slip, shared

SHORTEST_PREFIX = 2
SAME, FORM, ROUGH, ROUGH_FORM, KIN, SLIP = 1.0, 0.9, 0.8, 0.75, 0.6, 0.5


def closeness(asked: str, word: str, language: str, *, with_slips: bool = True) -> float:
    """Both folded; `language` is that of `word`."""
    if asked == word:
        return SAME
    root, own = stem(asked, language), stem(word, language)
    if root == own:
        return FORM
    rough = _rough(asked, word, root, own)
    begun = _begun(asked, word)
    return max(rough, begun) or (_slipped(asked, word, root, own) if with_slips else 0.0)


def _begun(asked: str, word: str) -> float:
    """`шко` on the way to `школа`; `валанцёрства` beside `валанцёр`."""
    if len(asked) >= SHORTEST_PREFIX and word.startswith(asked):
        return 0.5 + 0.35 * len(asked) / len(word)
    together, longer = shared(asked, word), max(len(asked), len(word))
    return KIN if together >= SHORTEST and together * 10 >= longer * 7 else 0.0


def _rough(asked: str, word: str, root: str, own: str) -> float:
    if set(skeletons(asked)) & set(skeletons(word)):
        return ROUGH
    meeting = set(skeletons(root)) & set(skeletons(own))
    return ROUGH_FORM if any(len(each) >= SHORTEST_PREFIX + 1 for each in meeting) else 0.0


def _slipped(asked: str, word: str, root: str, own: str) -> float:
    if len(asked) < SHORTEST:
        return 0.0
    if any(is_slip(one, other) for one in skeletons(asked) for other in skeletons(word)):
        return SLIP
    pairs = ((one, other) for one in skeletons(root) for other in skeletons(own))
    near = any(min(len(one), len(other)) >= SHORTEST - 1 and is_slip(one, other) for one, other in pairs)
    return SLIP - 0.05 if near else 0.0
