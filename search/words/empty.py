"""Words that questions are made of and that say nothing of their subject."""

from search.words.folding import fold

BELARUSIAN = (
    "а але або ад аб бо вы вам вас ваш вашы гэта да для дзе ёсць з за і каб калі каго каму ці ў у "
    "куды мне мы мяне можна на над не няма нас нам о па пра пры са ся то трэба тут хто што чаго чаму "
    "чым як якая якія які я"
)
RUSSIAN = (
    "а я за на не по для можна ли без бы в во вот где есть и из или им их к как какая какие какой "
    "кто куда кого кому ко меня мне можно мой моя нет но нужно об он она от почему при про с со так "
    "там твой ты у чем что чего чтобы это эта этот"
)
POLISH = (
    "a aby albo ale bez bo być co czego czemu czy czym do dla dlaczego gdzie go i ich ile ja jak "
    "jaka jaki jakie jest kiedy kto komu ktory ktora lub ma mam mi mnie moge mozna moj moja na nam "
    "nas nie o od oraz po pod przez przy sa sie skad szukam ta tak tam te to tu ty w was we wy z za "
    "ze że"
)
ENGLISH = (
    "a an and any are as at be by can could did do does for from get had has have how i if in is it "
    "me my of on or our should so that the their them there they this to us was we were what when "
    "where which who why will with would you your"
)
EMPTY = frozenset(map(fold, f"{BELARUSIAN} {RUSSIAN} {POLISH} {ENGLISH}".split()))
