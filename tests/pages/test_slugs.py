import re
import string

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pages import slugs

LANGUAGES = ("be", "ru", "pl", "en")
TITLES = st.text(
    alphabet="абвгґдеёжзійклмнопрстуўфхцчшыьэюяАБЕЁЖЬЮЯ’'иъщ aązżćŁ0-—.,№ß\u0306😀\n\t", max_size=80
)
LANGUAGE = st.sampled_from(LANGUAGES)


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("Гродна", "hrodna"),
        ("Магілёў", "mahilioŭ"),
        ("Заслаўе", "zaslaŭje"),
        ("Бялынічы", "bialyničy"),
        ("Лепель", "liepieĺ"),
        ("Мядзел", "miadziel"),
        ("Шчучын", "ščučyn"),
        ("Чэрвень", "červień"),
        ("Смалявічы", "smaliavičy"),
        ("Ельск", "jeĺsk"),
        ("Дзяржынск", "dziaržynsk"),
        ("Хойнікі", "chojniki"),
        ("Паазер’е", "paazierje"),
        ("Юзуфава", "juzufava"),
        ("Сцьвіга", "sćviha"),
        ("Рось", "roś"),
        ("Гезгалы", "hiezhaly"),
        ("Ганцавічы", "hancavičy"),
        ("Ціхінічы", "cichiničy"),
        ("Лоеў", "lojeŭ"),
        ("Аўгустоўскі", "aŭhustoŭski"),
    ],
)
def test_belarusian_follows_the_official_table(name: str, expected: str):
    assert slugs.latin(name, "be") == expected


@pytest.mark.parametrize(
    ("language", "title", "expected"),
    [
        ("be", "Школьныя вакансіі", "skolnyja-vakansii"),
        ("be", "Дапамога", "dapamoha"),
        ("be", "Сям'я, з’езд і аб`ём", "siamja-zjezd-i-abjom"),
        ("be", "17 000 злотых — за адзін дзень!", "17-000-zlotych-za-adzin-dzien"),
        ("be", "Новы кабінет «Прыкладная, 7»", "novy-kabiniet-prykladnaja-7"),
        ("be", "ГАЛОЎНАЕ", "halounaje"),
        ("ru", "Школьные новости: ещё 100 объявлений", "shkolnye-novosti-eshche-100-obyavleniy"),
        ("ru", "Цветы, хор и чай", "tsvety-khor-i-chay"),
        ("pl", "Żółć i gęślą jaźń – w Łodzi", "zolc-i-gesla-jazn-w-lodzi"),
        ("pl", "Сустрэча w Warszawie", "sustreca-w-warszawie"),
        ("en", "Café, naïve Straße & co.", "cafe-naive-strasse-co"),
        ("en", "Don’t wait", "dont-wait"),
        ("be", "—…—", ""),
        ("be", "", ""),
    ],
)
def test_an_address_can_be_read_aloud(language: str, title: str, expected: str):
    assert slugs.slug(title, language) == expected


@given(title=TITLES, language=LANGUAGE)
def test_a_slug_is_always_one_that_an_address_can_hold(title: str, language: str):
    assert re.fullmatch(r"(?:[a-z0-9]+(?:-[a-z0-9]+)*)?", slugs.slug(title, language))


@given(title=TITLES, language=LANGUAGE)
def test_a_slug_of_a_slug_is_the_same(title: str, language: str):
    once = slugs.slug(title, language)

    assert slugs.slug(once, language) == once


@given(title=st.text(alphabet="абвгдеёжзійклмнопрстуўфхцчшыэюя", min_size=1, max_size=40))
def test_no_belarusian_letter_is_lost(title: str):
    assert len(slugs.slug(title, "be")) >= len(title)
    assert set(slugs.latin(title, "be")) <= {*string.ascii_lowercase, *"čšžŭ"}


@given(title=TITLES, language=LANGUAGE)
def test_capitals_change_nothing(title: str, language: str):
    assert slugs.slug(title.upper(), language) == slugs.slug(title.replace("ß", "ss"), language)


def test_a_title_without_end_is_cut():
    assert len(slugs.slug("слова " * 100, "be")) == slugs.LONGEST
