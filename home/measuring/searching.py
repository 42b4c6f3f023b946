"""Answers of the search on a grown site, to people and to people who mean harm."""

from urllib.parse import quote

from home.measuring.growth import analysed, grown
from home.measuring.timing import Row, page_row

QUERIES = {
    "one common word": "школа",
    "a question": "як запісаць дзіця ў школу",
    "a slip": "інфаллінія",
    "the wrong keyboard": "irjkf",
    "Latin letters": "škola",
    "nothing found": "вожыкгмпф",
    "hostile: one letter": "а",
    "hostile: many prefixes": "пра пры пас пад нас нам пак час дзе прац пакой вечар",
    "hostile: many beginnings": "пр па на ча дз ве ка ра мо ле ст са за вы ад",
    "hostile: a pasted list": "дапамога жытло школа дзеці мова беларуская псіхолаг юрыст адзенне ежа",
    "hostile: the longest word": "а" * 200,
    "hostile: signs": "'; DROP TABLE x; -- %_\\ :* <-> | & !",
}


def rows(*, rounds: int, size: int) -> list[Row]:
    with grown(size):
        analysed()
        asked = {name: f"/be/search/?q={quote(query)}" for name, query in QUERIES.items()}
        return [page_row(f"search, {size} more: {name}", url, rounds) for name, url in asked.items()] + [
            page_row(f"suggestions, {size} more", f"/be/search/suggestions/?q={quote('шко')}", rounds)
        ]
