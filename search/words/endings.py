"""Light stemming: a word without its ending; not a stem of grammar, only the same for all forms."""

from functools import lru_cache

SHORTEST_STEM = 3

# As they look after folding: і and й are и, ў is у, ё is е; Polish without its marks.
ENDINGS = {
    "be": "ыми ими ага яга ога ему аму яму ому ыи ии ая яя ое ае яе ые ие ия ыя ыю ию ую юю ои аи еи яи ых их"
    " ым им ам ям ом ем ах ях ау яу оу еу ами ями аю яю ею ую ыяу ыями ыях а я о е э у ю ы и ь",
    "ru": "ыми ими ого его ому ему ыи ии ои еи ая яя ое ее ые ие ия ую юю ых их ым им ам ям ом ем ах ях ов ев"
    " еи ами ями ою ею ию иями иях а я о е у ю ы и ь",
    "pl": "iami ami iach ach iego ego iemu emu owie iom om owi ow imi ymi ich ych im ym iej ej iem em mi ia"
    " ie iu io a e y i o u",
    "en": "ings ing edly ed ers er es ies s ly e y",
}
# Belarusian and Russian words when they are written in Latin letters.
TRANSLITERATED = (
    "iami ami aha oha omu amu ymi imi iach ach iah ah au iau ou om am iam em ych ich yh ih aja aju uju yja"
    " ija oje aje aj oj ej aya uyu aye ia ja ya iu ju yu a e i o u y"
)
LONGEST_FIRST = {
    language: sorted(set(endings.split()), key=len, reverse=True)
    for language, endings in [*ENDINGS.items(), ("", TRANSLITERATED)]
}


@lru_cache(maxsize=20_000)
def stem(folded: str, language: str) -> str:
    is_transliterated = language in ("be", "ru") and folded.isascii()
    for ending in LONGEST_FIRST["" if is_transliterated else language]:
        if folded.endswith(ending) and len(folded) - len(ending) >= SHORTEST_STEM:
            return folded[: -len(ending)]
    return folded
