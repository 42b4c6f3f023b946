"""How what somebody typed can be read."""

from dataclasses import dataclass

from search.words.folding import APART, WORD, THOUSANDS, fold
from search.words.keyboards import retyped

MOST_WORDS = 12
"""A question has fewer; of a pasted paragraph the beginning says enough."""

TYPED, PULLED_APART, RETYPED = 1.0, 0.9, 0.85

# Words that questions are made of and that say nothing of their subject, folded, of all four languages.
EMPTY = frozenset(
    fold(word)
    for word in (
        "а але або ад аб бо вы вам вас ваш вашы гэта да для дзе ёсць з за і каб калі каго каму ці ў у куды мне мы мяне "
        "можна на над не няма нас нам о па пра пры са ся то трэба тут хто што чаго чаму чым як якая якія які я ли "
        "без бы в во вот где есть и из или им их к как какая какие какой кто куда кого кому ко меня мне можно мой моя нет "
        "но нужно об он она от по почему при про с со так там твой ты у чем что чего чтобы это эта этот "
        "a aby albo ale bez bo być co czego czemu czy czym do dla dlaczego gdzie go i ich ile ja jak jaka jaki jakie jest "
        "kiedy kto komu ktory ktora lub ma mam mi mnie moge mozna moj moja na nam nas nie o od oraz po pod przez przy sa "
        "sie skad szukam ta tak tam te to tu ty w was we wy z za ze że "
        "an and any are as at be by can could did do does for from get had has have how i if in is it me my of on or "
        "our should so that the their them there they this to us was we were what when where which who why will with would "
        "you your"
    ).split()
)


@dataclass(frozen=True)
class Reading:
    """The folded words of one way to read a piece of a query, and how much that way is to be believed."""

    words: tuple[str, ...]
    belief: float
    text: str

    @property
    def with_slips(self) -> bool:
        """One mistake at a time: the wrong keyboard and a slip on it would find anything."""
        return self.belief > RETYPED


def readings(query: str) -> list[list[Reading]]:
    """For each piece between spaces, the ways to read it, the most likely first."""
    pieces = [_of_piece(piece) for piece in THOUSANDS.sub("", query).split()]
    return [piece for piece in pieces if piece][:MOST_WORDS]


def _of_piece(piece: str) -> list[Reading]:
    found: dict[tuple[str, ...], Reading] = {}
    whole = _words(piece)
    parts = [part for word in WORD.findall(piece) for part in APART.split(word)]
    choices = [
        (whole, TYPED, piece),
        (tuple(map(fold, parts)), PULLED_APART, piece),
        *((_words(other), RETYPED, other) for other in retyped(piece)),
    ]
    for words, belief, text in choices:
        if words:
            found.setdefault(words, Reading(words, belief, text))
    return list(found.values())


def _words(text: str) -> tuple[str, ...]:
    return tuple(fold(word) for word in WORD.findall(text))


def significant(words: list[str]) -> list[str]:
    """Each once, without the words that only make it a question; all of them where nothing else is left."""
    every = list(dict.fromkeys(words))
    return [word for word in every if word not in EMPTY] or every
