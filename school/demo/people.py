"""Who learns and waits in the demo: first names, months of birth, ways to reach a family. Nobody exists."""

from datetime import date, timedelta
from itertools import count, cycle, islice

from privacy.documents import Email, Phone
from school.registered import Family, NewChild

CHILDREN = (
    "Алеся", "Янка", "Зоська", "Міхась", "Паўлінка", "Сымон", "Ганулька", "Васіль", "Каліна", "Ігнат",
    "Марылька", "Лявон", "Ясь", "Настачка", "Рыгорка", "Вера", "Тодар", "Волечка", "Юрась", "Надзейка",
    "Кастусь", "Тэкля", "Адась", "Хрысця", "Пятрусь", "Арынка", "Мацей", "Уладзя", "Базыль", "Агата",
)  # fmt: skip
GROWN_UPS = (
    "Марыя",
    "Таццяна",
    "Андрэй",
    "Вольга",
    "Ірына",
    "Павел",
    "Наталля",
    "Сяргей",
    "Кацярына",
    "Юлія",
)
LANGUAGES = ("be", "ru", "be", "pl", "ru", "be", "en", "ru")
GROUPS = {"A": (6, 7), "B": (7, 8), "C": (8, 9), "D": (9, 11), "E": (10, 12)}
"""Ages on the first day of the term."""
PUPILS = {"A": 12, "B": 12, "C": 12, "D": 12, "E": 13}
WAIT_FROM_BEFORE = 46
SATURDAY, TUESDAY = 5, 1
HEADER = "child;born;guardian;contact;language;days;sibling;state;group;since"


def born(age: int, number: int, *, first_day: date) -> date:
    """The first day of a month in which a child is born who is of that age on that day."""
    month = 1 + number * 5 % 12
    return date(first_day.year - age - (month > first_day.month), month, 1)


def list_before(*, first_day: date) -> str:
    """As it was kept in a spreadsheet: 61 pupils and 46 who wait, over half a year."""
    return "\n".join([HEADER, *_pupils(first_day), *_waiting(first_day)])


def _pupils(first_day: date) -> list[str]:
    groups = [name for name, places in PUPILS.items() for _place in range(places)]
    return [
        _line(number, GROUPS[group][number % 2], first_day=first_day, state="pupil", group=group)
        for number, group in enumerate(groups)
    ]


def _waiting(first_day: date) -> list[str]:
    """Every ninth has a brother or sister at the school, whose grown-up is known by the same address."""
    lines = []
    for nth in range(WAIT_FROM_BEFORE):
        number, is_sibling = sum(PUPILS.values()) + nth, nth % 9 == 4
        lines.append(
            _line(number, 6 + nth % 7, first_day=first_day, state="waiting",
                  contact=nth if is_sibling else number, sibling="yes" if is_sibling else "no",
                  days="saturday" if nth % 15 == 7 else "saturday, tuesday",
                  since=first_day - timedelta(days=185 - 4 * nth))
        )  # fmt: skip
    return lines


def _line(
    number: int,
    age: int,
    *,
    first_day: date,
    state: str,
    group: str = "",
    contact: int | None = None,
    sibling: str = "no",
    days: str = "saturday, tuesday",
    since: date | None = None,
) -> str:
    known = number if contact is None else contact
    return ";".join(
        [
            CHILDREN[number * 7 % len(CHILDREN)],
            f"{born(age, number, first_day=first_day):%Y-%m}",
            GROWN_UPS[known % len(GROWN_UPS)],
            reach(known),
            LANGUAGES[known % len(LANGUAGES)],
            days,
            sibling,
            state,
            group,
            f"{since or first_day - timedelta(days=200 + number):%Y-%m-%d}",
        ]
    )


def reach(number: int) -> str:
    """Every tenth family has a telephone alone."""
    return f"+48 000 000 {number:03}" if number % 10 == 9 else f"family{number}@example.org"


def families(of_month: int, *, first_day: date) -> list[Family]:
    """Who registers in one month: thirteen children of eleven families. Two are twins, two come together or
    not at all."""
    numbers = count(200 + 20 * of_month)
    ages = cycle(range(6, 13))
    made = [_family([next(ages)], next(numbers), first_day=first_day) for _family_of_one in range(9)]
    twins, pair = next(numbers), next(numbers)
    return [
        *made,
        _family([8, 8], twins, first_day=first_day),
        _family([7, 10], pair, first_day=first_day, together=True),
    ]


def _family(ages: list[int], number: int, *, first_day: date, together: bool = False) -> Family:
    """Children of one age are twins."""
    names = islice(CHILDREN, number % 20, None)
    email, phone = Email(f"family{number}@example.org"), Phone(f"+48 000 000 {number:03}")
    has_mail = number % 10 != 9
    return Family(
        children=tuple(
            NewChild(name=name, born_year=on.year, born_month=on.month)
            for name, on in zip(names, (born(age, number, first_day=first_day) for age in ages), strict=False)
        ),
        name=GROWN_UPS[number % len(GROWN_UPS)],
        language=LANGUAGES[number % len(LANGUAGES)],
        days=(SATURDAY, TUESDAY) if number % 7 else (SATURDAY,),
        email=email if has_mail else None,
        phone=None if has_mail else phone,
        together=together,
    )
