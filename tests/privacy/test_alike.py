import pytest
from hypothesis import given
from hypothesis import strategies as st

from privacy import alike


@pytest.mark.parametrize(
    ("typed", "compared"),
    [
        ("alina@example.org", "alina@example.org"),
        ("  Alina@Example.ORG ", "alina@example.org"),
        ("ａｌｉｎａ@example.org", "alina@example.org"),
        ("alina\u200b@example.org", "alina@example.org"),
        ("alina@прыклад.бел", "alina@xn--80aiqesg1f.xn--90ais"),
        ("alina@example.org.", "alina@example.org"),
        ("alina+press@example.org", "alina+press@example.org"),
        ("Ali.na+press@googlemail.com", "alina@gmail.com"),
    ],
)
def test_addresses_of_one_mailbox_are_one(typed: str, compared: str) -> None:
    assert alike.email(typed) == alike.Known(kind="email", value=compared)


@pytest.mark.parametrize("typed", ["", "alina", "@example.org", "alina@", " @ "])
def test_what_is_no_address_is_refused(typed: str) -> None:
    with pytest.raises(ValueError, match="not an e-mail address"):
        alike.email(typed)


@pytest.mark.parametrize(
    ("typed", "compared"),
    [
        ("600 100 200", "+48600100200"),
        ("+48 600-100-200", "+48600100200"),
        ("0048 600 100 200", "+48600100200"),
        ("48600100200", "+48600100200"),
        ("(22) 100 20 30", "+48221002030"),
        ("022 100 20 30", "+48221002030"),
        ("+375 29 123-45-67", "+375291234567"),
        ("+375 (029) 123-45-67", "+375291234567"),
        ("80 29 123 45 67", "+375291234567"),
        ("8 029 123 45 67", "+375291234567"),
        ("8 (916) 123-45-67", "+79161234567"),
        ("+7 916 123-45-67", "+79161234567"),
        ("+370 600 12345", "+37060012345"),
        ("٦٠٠ ١٠٠ ٢٠٠", "+48600100200"),
    ],
)
def test_numbers_of_one_telephone_are_one(typed: str, compared: str) -> None:
    assert alike.phone(typed) == alike.Known(kind="phone", value=compared)


@pytest.mark.parametrize(
    "typed", ["", "112", "call me", "600 100 200 Alina", "1234567890123456", "a@example.org"]
)
def test_what_is_no_number_is_refused(typed: str) -> None:
    with pytest.raises(ValueError, match="not a telephone number"):
        alike.phone(typed)


@pytest.mark.parametrize(
    "spellings",
    [
        [
            "Сяргей Кавалёў",
            "Сергей Ковалёв",
            "Сергей Ковалев",
            "Siarhei Kavaliou",
            "Siergiej Kowalow",
            "kavalev SERGEY",
        ],
        ["Ганна Лукашэвіч", "Анна Лукашевич", "Hanna Lukashevich", "Anna Łukaszewicz"],
        ["Кацярына Шчарбакова", "Екатерина Щербакова", "Katsiaryna Shcharbakova", "Katarzyna Szczerbakowa"],
        ["Уладзімір Мацкевіч", "Владимир Мацкевич", "Uladzimir Matskevich", "Włodzimierz Mackiewicz"],
        ["Яўген Чэрнік", "Евгений Черник", "Yauhen Charnik", "Eugeniusz Czernik"],
        ["Дзмітрый Жук", "Дмитрий Жук", "Dzmitry Zhuk", "Dymitr Żuk"],
        ["Хведар Грынкевіч", "Хведар Гринкевич", "Khvedar Hrynkevich", "Chwiedar Hrynkiewicz"],
        ["Аліна Ціхановіч", "Алина Тихонович", "Alina Tsikhanovich", "Alina Cichanowicz"],
        ["Дар’я Маркава", "Дар'я Маркава", "Дарья Маркова", "Darya Markava", "Daria Markowa"],
        ["Наталля Вайцюшкевіч", "Наталья Войтюшкевич", "Natallia Vaitsiushkevich", "Natalia Wojciuszkiewicz"],
    ],
    ids=lambda spellings: spellings[0],
)
def test_a_name_in_four_languages_is_one_name(spellings: list[str]) -> None:
    assert len({alike.name(each).value for each in spellings}) == 1


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Аляксандр Новік", "Аляксандра Новік"),
        ("Марыя Новік", "Марына Новік"),
        ("Ян Новік", "Яна Новік"),
        ("Аліна Кавалёва", "Аліна Кавальчук"),
        ("Маркаў", "Маркава"),
    ],
)
def test_names_of_different_people_differ(one: str, other: str) -> None:
    assert alike.name(one) != alike.name(other)


def test_no_given_name_stands_in_two_groups() -> None:
    seen: dict[str, str] = {}
    for spelling, standing in alike._spellings():
        assert seen.setdefault(spelling, standing) == standing


@given(st.text())
def test_any_text_can_be_compared_as_a_name_and_order_does_not_matter(text: str) -> None:
    assert alike.name(text) == alike.name(" ".join(reversed(text.split())))


def test_what_somebody_is_known_by_does_not_show_in_logs() -> None:
    assert "alina" not in repr(alike.email("alina@example.org"))
