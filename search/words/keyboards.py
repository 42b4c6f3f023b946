"""What was meant when a word was typed with the other keyboard on: `irjkf` is школа, `ыерщщд` is school."""

LATIN = "qwertyuiop[]asdfghjkl;'zxcvbnm,.`"
RUSSIAN = "йцукенгшщзхъфывапролджэячсмитьбюё"
BELARUSIAN = "йцукенгшўзх'фывапролджэячсмітьбюё"

TO_RUSSIAN = str.maketrans(LATIN, RUSSIAN)
TO_BELARUSIAN = str.maketrans(LATIN, BELARUSIAN)
TO_LATIN = str.maketrans(RUSSIAN + "ўі", LATIN + "ob")


def retyped(chunk: str) -> list[str]:
    """The same keys under the other layouts; nothing where the layouts would not differ."""
    lower = chunk.casefold()
    if lower.isascii():
        every = [lower.translate(TO_BELARUSIAN), lower.translate(TO_RUSSIAN)]
    else:
        every = [lower.translate(TO_LATIN)]
        every = [each for each in every if each.isascii()]
    return [each for each in dict.fromkeys(every) if each != lower]
