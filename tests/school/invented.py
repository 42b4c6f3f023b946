"""Invented families, some of whom have registered a child twice: as people do, not as our tables know them.

Every name is written by hand in several spellings, and how it is written the second time is dealt out by a
seed. Contacts are all below example.org and +48 000.
"""

from dataclasses import dataclass, field
from random import Random

from privacy import alike
from school.likeness import Record

CHILDREN = """
Аляксандр Александр Aliaksandr Саша Алесь
Марыя Мария Maria Маша Марыйка
Мацвей Матвей Matvei Мотя
Соф’я София Sofia Соня Зося
Міхаіл Михаил Michail Міша Міхась
Ганна Анна Hanna Аня Ганулька
Кірыл Кирилл Kiryl Кірюша
Паліна Полина Palina Поля
Ягор Егор Yahor Егорка
Варвара Варя Warwara
Лізавета Елизавета Lizaveta Ліза
Арцём Артём Artsiom Тёма
Мілана Милана Milana
Цімафей Тимофей Tsimafei Тима
Дар’я Дарья Darya Даша
Глеб Hleb Gleb
Кацярына Екатерина Katsiaryna Каця
Уладзіслаў Владислав Uladzislau Влад
Аліса Алиса Alisa
Раман Роман Raman Рома
Ксенія Ксения Kseniya Ксюша
Станіслаў Станислав Stanislau Стась
Алеся Олеся Alesia Леся
Дзмітрый Дмитрий Dzmitry Зміцер Дима
Стэфанія Стефания Stefania Стэфа
Янка Ян Jan
Эмілія Эмилия Emilia Эма
Мікалай Николай Mikalai Коля
Уляна Ульяна Uljana Уля
Багдан Богдан Bahdan
Маргарыта Маргарита Marharyta Рыта
Максім Максим Maksim Макс
Юлія Юлия Yuliya Юля
Андрэй Андрей Andrei Андрюша
Вікторыя Виктория Viktoryia Віка
Марк Mark
Злата Zlata
Ілья Илья Ilya Ілюша
Таццяна Татьяна Tatsiana Таня
Павел Pavel Паша Паўлік
Ева Ewa Eva
Леў Лев Leu
Арына Арина Aryna
Даніла Данила Danila Даня
Агата Agata
Захар Zakhar
Вольга Ольга Volha Оля
Сяргей Сергей Siarhei Сярожа
Надзея Надежда Nadzeya Надя
Рагнеда Рогнеда Rahnieda
""".strip().splitlines()
GROWN_UPS = """
Алена Елена Alena
Наталля Наталья Natallia Наташа
Вольга Ольга Volha Оля
Сяргей Сергей Siarhei
Ірына Ирина Iryna Іра
Таццяна Татьяна Tatsiana Таня
Андрэй Андрей Andrei
Кацярына Екатерина Katsiaryna Катя
Юлія Юлия Yuliya Юля
Святлана Светлана Sviatlana Света
Ганна Анна Hanna Аня
Аляксандр Александр Aliaksandr Саша
Дзмітрый Дмитрий Dzmitry Дима
Вікторыя Виктория Viktoryia Віка
Марына Марина Maryna
Павел Pavel Паша
Ксенія Ксения Kseniya
Дар’я Дарья Darya Даша
Людміла Людмила Liudmila
Ігар Игорь Ihar
""".strip().splitlines()
KINDS = ("language", "home", "slip", "month", "contact", "grown-up", "both", "parent")
"""How a second registration differs from the first."""
TWIN_EVERY, SIBLING_EVERY, AGAIN_EVERY = 12, 8, 3


@dataclass
class Crowd:
    records: list[Record] = field(default_factory=list)
    again: dict[frozenset[str], str] = field(default_factory=dict)
    """Pairs that are one child, and how they differ."""
    twins: set[frozenset[str]] = field(default_factory=set)


def crowd(families: int, *, seed: int) -> Crowd:
    made, chance = Crowd(), Random(seed)  # noqa: S311 - of no secret
    for number in range(families):
        _family(made, number, chance)
    chance.shuffle(made.records)
    return made


def _family(made: Crowd, number: int, chance: Random) -> None:
    # The first names of the list are the commonest, as in any school.
    spelled = CHILDREN[min(chance.randrange(len(CHILDREN)), chance.randrange(len(CHILDREN)))].split()
    grown = GROWN_UPS[min(chance.randrange(len(GROWN_UPS)), chance.randrange(len(GROWN_UPS)))].split()
    first = _record(f"{number}a", f"f{number}", spelled[0], _born(chance), grown[0], _email(number))
    made.records.append(first)
    if number % AGAIN_EVERY == 0:
        kind = KINDS[number // AGAIN_EVERY % len(KINDS)]
        made.records.append(_again(first, number, kind, spelled, grown, chance))
        made.again[frozenset({f"{number}a", f"{number}z"})] = kind
    if number % TWIN_EVERY == 1:
        twin = _record(
            f"{number}t", f"f{number}", _other(spelled, chance), first.born, grown[0], _email(number)
        )
        made.records.append(twin)
        made.twins.add(frozenset({f"{number}a", f"{number}t"}))
    if number % SIBLING_EVERY == 2:
        born = (first.born[0] - 2, first.born[1] % 12 + 1)
        sibling = _record(f"{number}s", f"s{number}", _other(spelled, chance), born, grown[0], _email(number))
        made.records.append(sibling)


def _again(
    first: Record, number: int, kind: str, spelled: list[str], grown: list[str], chance: Random
) -> Record:
    name, born, parent, contact = first.name, first.born, grown[0], _email(number)
    if kind in ("language", "both", "contact"):
        name = spelled[1]
    if kind in ("home", "grown-up"):
        name = spelled[-1]
    if kind == "slip":
        name = _slip(first.name, chance)
    if kind == "month":
        born = (born[0], born[1] % 12 + 1)
    if kind in ("contact", "grown-up", "both", "parent"):
        contact = f"+48 000 {number:06}"
    if kind in ("grown-up", "both"):
        parent = grown[-1] if kind == "grown-up" else grown[1]
    if kind == "parent":
        parent = next(each for each in GROWN_UPS if each.split() != grown and number % 7 != 8).split()[0]
        parent = "Вітаўт" if parent == grown[0] else parent
        name = spelled[1]
    return _record(f"{number}z", f"z{number}", name, born, parent, contact)


def _born(chance: Random) -> tuple[int, int]:
    return chance.randrange(2014, 2021), chance.randrange(1, 13)


def _email(number: int) -> str:
    return f"family{number}@example.org"


def _other(spelled: list[str], chance: Random) -> str:
    return chance.choice([each for each in CHILDREN if each.split() != spelled]).split()[0]


def _slip(name: str, chance: Random) -> str:
    """A letter missing, doubled or swapped with the next."""
    at = chance.randrange(1, len(name) - 1)
    ways = (
        name[:at] + name[at + 1 :],
        name[:at] + name[at] + name[at:],
        name[:at] + name[at + 1] + name[at] + name[at + 2 :],
    )
    return chance.choice(ways)


def _record(key: str, form: str, name: str, born: tuple[int, int], parent: str, contact: str) -> Record:
    known = alike.email(contact) if "@" in contact else alike.phone(contact)
    return Record(key=key, form=form, name=name, born=born, grown_ups=(parent,), contacts=frozenset({known}))
