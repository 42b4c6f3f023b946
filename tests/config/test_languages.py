"""What people are told by forms and at the door of the office, in each of the four languages."""

import re
from html import unescape
from typing import Any

import pytest
from django import forms
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.test import Client
from django.utils.translation import ngettext, override

from office.models import User

LANGUAGES = ("be", "ru", "pl", "en")
COUNTS = (1, 2, 5, 11, 21)


@pytest.mark.parametrize(
    ("language", "minutes"),
    [
        ("be", ["чытаць 1 хвіліну", "чытаць 2 хвіліны", "чытаць 5 хвілін", "чытаць 11 хвілін",
                "чытаць 21 хвіліну"]),
        ("ru", ["читать 1 минуту", "читать 2 минуты", "читать 5 минут", "читать 11 минут",
                "читать 21 минуту"]),
        ("pl", ["1 minuta czytania", "2 minuty czytania", "5 minut czytania", "11 minut czytania",
                "21 minut czytania"]),
        ("en", ["1 minute to read", "2 minutes to read", "5 minutes to read", "11 minutes to read",
                "21 minutes to read"]),
    ],
)  # fmt: skip
def test_our_own_words_follow_their_number(language: str, minutes: list[str]) -> None:
    with override(language):
        told = [ngettext("%(minutes)s minute to read", "%(minutes)s minutes to read", n) for n in COUNTS]

    assert [text % {"minutes": n} for text, n in zip(told, COUNTS, strict=True)] == minutes


@pytest.mark.parametrize(
    ("language", "documents", "characters"),
    [
        (
            "be",
            ["1 дакумент", "2 дакументы", "5 дакументаў", "11 дакументаў", "21 дакумент"],
            ["1 сімвал", "2 сімвалы", "5 сімвалаў", "11 сімвалаў", "21 сімвал"],
        ),
        (
            "ru",
            ["1 документ", "2 документа", "5 документов", "11 документов", "21 документ"],
            ["1 символа", "2 символов", "5 символов", "11 символов", "21 символа"],
        ),
        (
            "pl",
            ["1 dokument", "2 dokumenty", "5 dokumentów", "11 dokumentów", "21 dokumentów"],
            ["1 znak", "2 znaki", "5 znaków", "11 znaków", "21 znaków"],
        ),
        (
            "en",
            ["1 document", "2 documents", "5 documents", "11 documents", "21 documents"],
            ["1 character", "2 characters", "5 characters", "11 characters", "21 characters"],
        ),
    ],
)
def test_words_of_wagtail_and_django_follow_their_number(
    language: str, documents: list[str], characters: list[str]
) -> None:
    with override(language):
        counted = [ngettext("%(count)s document", "%(count)s documents", n) % {"count": n} for n in COUNTS]
        limits = [limit(n) for n in COUNTS]

    assert counted == documents
    assert [re.findall(r"\b\d+ \w+", told)[0] for told in limits] == characters


def limit(length: int) -> str:
    """What a form says about a text that is too long."""
    with pytest.raises(ValidationError) as refused:
        forms.CharField(max_length=length).clean("ў" * (length + 1))
    return str(refused.value.messages[0])


class VisitorForm(forms.Form):
    name = forms.CharField()
    email = forms.EmailField()
    note = forms.CharField(max_length=3)
    age = forms.IntegerField(min_value=18)
    day = forms.DateField()
    choice = forms.ChoiceField(choices=[("a", "a")])


WRONG = {"email": "maryna@", "note": "абвгде", "age": "17", "day": "31.02.2026", "choice": "b"}


@pytest.mark.parametrize(
    ("language", "told"),
    [
        (
            "be",
            ["Гэтае поле абавязковае.", "Увядзіце правільны адрас электроннай пошты.",
             "Тут павінна быць не больш за 3 сімвалы (цяпер: 6).", "Значэнне не павінна быць меншае за 18.",
             "Увядзіце правільную дату.",
             "Выберыце адзін з прапанаваных варыянтаў. Варыянта «b» сярод іх няма."],
        ),
        (
            "ru",
            ["Обязательное поле.", "Введите правильный адрес электронной почты.",
             "Убедитесь, что это значение содержит не более 3 символов (сейчас 6).",
             "Убедитесь, что это значение больше либо равно 18.", "Введите правильную дату.",
             "Выберите корректный вариант. b нет среди допустимых значений."],
        ),
        (
            "pl",
            ["To pole jest wymagane.", "Wprowadź poprawny adres e-mail.",
             "Upewnij się, że ta wartość ma co najwyżej 3 znaki (obecnie ma 6).",
             "Upewnij się, że ta wartość jest większa lub równa 18.", "Wpisz poprawną datę.",
             "Wybierz poprawną wartość. b nie jest żadną z dostępnych opcji."],
        ),
        (
            "en",
            ["This field is required.", "Enter a valid email address.",
             "Ensure this value has at most 3 characters (it has 6).",
             "Ensure this value is greater than or equal to 18.", "Enter a valid date.",
             "Select a valid choice. b is not one of the available choices."],
        ),
    ],
)  # fmt: skip
def test_a_form_says_what_is_wrong(language: str, told: list[str]) -> None:
    with override(language):
        errors = VisitorForm(WRONG).errors

        assert [list(messages) for messages in errors.values()] == [[text] for text in told]


@pytest.mark.parametrize(
    ("language", "told"),
    [
        (
            "be",
            ["Пароль занадта падобны да значэння поля «імя карыстальніка».",
             "Пароль занадта кароткі: у ім павінна быць не менш за 8 сімвалаў.",
             "Гэты пароль занадта распаўсюджаны.", "Гэты пароль складаецца толькі з лічбаў."],
        ),
        (
            "ru",
            ["Введённый пароль слишком похож на значение поля «имя пользователя».",
             "Введённый пароль слишком короткий. В нём должно быть не меньше 8 символов.",
             "Введённый пароль слишком распространён.", "Введённый пароль состоит только из цифр."],
        ),
        (
            "pl",
            ["Hasło jest zbyt podobne do wartości pola „nazwa użytkownika”.",
             "To hasło jest za krótkie. Musi zawierać co najmniej 8 znaków.",
             "To hasło jest zbyt powszechne.", "Hasło składa się wyłącznie z cyfr."],
        ),
        (
            "en",
            ["The password is too similar to the username.",
             "This password is too short. It must contain at least 8 characters.",
             "This password is too common.", "This password is entirely numeric."],
        ),
    ],
)  # fmt: skip
def test_a_weak_password_is_refused_for_every_reason_at_once(language: str, told: list[str]) -> None:
    with override(language), pytest.raises(ValidationError) as refused:
        validate_password("123456", user=User(username="1234567"))
    with override(language):
        assert refused.value.messages == told


def seen(response: Any) -> list[str]:
    """What stands on a page, and what its pictures and fields say."""
    html = re.sub(
        r"<(script|style|svg|template|title)\b.*?</\1>", "", response.content.decode(), flags=re.DOTALL
    )
    texts = re.findall(r">([^<]+)<", html) + re.findall(
        r'(?:placeholder|aria-label|title|alt)="([^"]+)"', html
    )
    return [text for text in (" ".join(unescape(text).split()) for text in texts) if text not in ("", "*")]


SCREEN = {
    "be": [
        "Уваход у офіс", "Для тых, хто тут працуе.",
        "Палец, твар або PIN гэтай прылады: нічога не трэба памятаць і набіраць.",
        "Увайсці з ключом доступу", "З імем і паролем", "Імя карыстальніка", "Пароль",
        "Потым мы папросім другі ключ: ключ доступу або код.", "Далей",
    ],
    "ru": [
        "Вход в офис", "Для тех, кто здесь работает.",
        "Палец, лицо или PIN этого устройства: ничего не нужно помнить и набирать.",
        "Войти с ключом доступа", "С именем и паролем", "Имя пользователя", "Пароль",
        "Потом мы попросим второй ключ: ключ доступа или код.", "Дальше",
    ],
    "pl": [
        "Logowanie do biura", "Dla osób, które tu pracują.",
        "Palec, twarz albo PIN tego urządzenia: nic do pamiętania, nic do wpisywania.",
        "Zaloguj się kluczem dostępu", "Nazwą i hasłem", "Nazwa użytkownika", "Hasło",
        "Potem poprosimy o drugi klucz: klucz dostępu albo kod.", "Dalej",
    ],
    "en": [
        "Sign in to the office", "For those who work here.",
        "Your finger, your face or the PIN of this device: nothing to remember, nothing to type.",
        "Sign in with a passkey", "With a name and a password", "User name", "Password",
        "Then we ask for your second key: a passkey or a code.", "Next",
    ],
}  # fmt: skip
REFUSAL = {
    "be": "Імя і пароль не пасуюць адно да аднаго. Праверце абое і паспрабуйце яшчэ раз",
    "ru": "Имя и пароль не подходят друг к другу. Проверьте и попробуйте ещё раз",
    "pl": "Nazwa i hasło do siebie nie pasują. Sprawdź jedno i drugie i spróbuj ponownie",
    "en": "The name and the password do not belong together. Check both and try again",
}
SKIP = {
    "be": "Перайсці да асноўнага зместу",
    "ru": "Перейти к основному содержимому",
    "pl": "Przejdź do głównej treści",
    "en": "Skip to main content",
}


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_door_of_the_office_speaks_the_editors_language(
    trunk: Any, client: Client, language: str
) -> None:
    page = client.get("/admin/", headers={"accept-language": language}, follow=True)

    assert f'<html lang="{language}"' in page.content.decode()
    assert SCREEN[language] == [text for text in seen(page) if text in SCREEN[language]][:9]


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.django_db(databases=["default", "vault"])
def test_a_wrong_password_is_refused_in_the_editors_language(
    editor: User, client: Client, language: str
) -> None:
    wrong = {"login": editor.username, "password": "not the right phrase"}

    assert REFUSAL[language] in seen(client.post(f"/{language}/sign-in/", wrong))


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_office_greets_in_the_language_chosen_by_the_editor(
    editor: User, client: Client, language: str
) -> None:
    from wagtail.users.models import UserProfile

    UserProfile.objects.create(user=editor, preferred_language=language)
    client.force_login(editor)

    page = client.get("/admin/", headers={"accept-language": "de"})
    assert f'<html lang="{language}"' in page.content.decode()
    assert SKIP[language] in seen(page)
