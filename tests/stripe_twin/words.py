"""What the hosted pages say, in those of Stripe's languages that the site asks for: Belarusian is not one."""

EN = {
    "test": "TEST MODE",
    "nothing_real": "A twin of the payment page: no money moves here. Use Stripe's test numbers.",
    "pay_title": "Payment",
    "email": "E-mail",
    "name": "Name",
    "card": "Card",
    "card_label": "Card number",
    "blik": "BLIK",
    "blik_label": "Code from your bank's app",
    "p24": "Przelewy24",
    "p24_label": "Bank",
    "sepa_debit": "SEPA direct debit",
    "sepa_debit_label": "IBAN",
    "card_hint": "4242424242424242 pays, 4000000000000002 is declined, 4000002500003155 asks.",
    "blik_hint": "Any six digits.",
    "p24_hint": "Any bank.",
    "sepa_debit_hint": "AT611904300234573201 pays in five days, AT861904300235473202 refuses then.",
    "once": "Once",
    "monthly": "Each month, until you stop it",
    "pay": "Pay {amount}",
    "donate": "Donate {amount}",
    "subscribe": "Pay {amount} each month",
    "setup": "Save",
    "back": "Back",
    "over": "This page has expired. Nothing was charged.",
    "done": "All done here: there is nothing left to pay.",
    "bank_title": "Your bank",
    "ask": "Do you confirm this payment?",
    "yes": "Confirm",
    "no": "Refuse",
    "wait": "Or close this page: then nobody answers, and the payment waits until it expires.",
    "missing": "There is no such page.",
}
PL = {
    "test": "TRYB TESTOWY",
    "nothing_real": "Bliźniak strony płatności: pieniądze tu nie płyną. Używaj numerów testowych Stripe.",
    "pay_title": "Płatność",
    "email": "E-mail",
    "name": "Imię i nazwisko",
    "card": "Karta",
    "card_label": "Numer karty",
    "blik": "BLIK",
    "blik_label": "Kod z aplikacji banku",
    "p24": "Przelewy24",
    "p24_label": "Bank",
    "sepa_debit": "Polecenie zapłaty SEPA",
    "sepa_debit_label": "IBAN",
    "card_hint": "4242424242424242 płaci, 4000000000000002 odmawia, 4000002500003155 pyta.",
    "blik_hint": "Dowolne sześć cyfr.",
    "p24_hint": "Dowolny bank.",
    "sepa_debit_hint": "AT611904300234573201 płaci po pięciu dniach, AT861904300235473202 wtedy odmawia.",
    "once": "Jednorazowo",
    "monthly": "Co miesiąc, dopóki tego nie zatrzymasz",
    "pay": "Zapłać {amount}",
    "donate": "Przekaż {amount}",
    "subscribe": "Płać {amount} co miesiąc",
    "setup": "Zapisz",
    "back": "Wróć",
    "over": "Ta strona wygasła. Nic nie pobrano.",
    "done": "Gotowe: nie ma już nic do zapłacenia.",
    "bank_title": "Twój bank",
    "ask": "Czy potwierdzasz tę płatność?",
    "yes": "Potwierdź",
    "no": "Odrzuć",
    "wait": "Albo zamknij tę stronę: nikt wtedy nie odpowie, a płatność poczeka, aż wygaśnie.",
    "missing": "Nie ma takiej strony.",
}
RU = {
    "test": "ТЕСТОВЫЙ РЕЖИМ",
    "nothing_real": "Двойник страницы оплаты: настоящих денег здесь нет. Используйте тестовые номера Stripe.",
    "pay_title": "Оплата",
    "email": "Электронная почта",
    "name": "Имя и фамилия",
    "card": "Карта",
    "card_label": "Номер карты",
    "blik": "BLIK",
    "blik_label": "Код из приложения банка",
    "p24": "Przelewy24",
    "p24_label": "Банк",
    "sepa_debit": "Прямой дебет SEPA",
    "sepa_debit_label": "IBAN",
    "card_hint": "4242424242424242 платит, 4000000000000002 отказывает, 4000002500003155 спросит.",
    "blik_hint": "Любые шесть цифр.",
    "p24_hint": "Любой банк.",
    "sepa_debit_hint": "AT611904300234573201 платит через пять дней, AT861904300235473202 тогда откажет.",
    "once": "Разово",
    "monthly": "Каждый месяц, пока вы это не остановите",
    "pay": "Заплатить {amount}",
    "donate": "Пожертвовать {amount}",
    "subscribe": "Платить {amount} каждый месяц",
    "setup": "Сохранить",
    "back": "Назад",
    "over": "Срок действия страницы истёк. Ничего не списано.",
    "done": "Готово: платить больше нечего.",
    "bank_title": "Ваш банк",
    "ask": "Вы подтверждаете этот платёж?",
    "yes": "Подтвердить",
    "no": "Отклонить",
    "wait": "Или закройте эту страницу: тогда никто не ответит и платёж подождёт, пока не истечёт срок.",
    "missing": "Такой страницы нет.",
}
# In English the account's own words are shown.
REFUSALS = {
    "pl": {
        "generic_decline": "Karta została odrzucona.",
        "insufficient_funds": "Na karcie brakuje środków.",
        "expired_card": "Karta straciła ważność.",
        "incorrect_cvc": "Kod zabezpieczający karty jest nieprawidłowy.",
        "incorrect_number": "Numer karty jest nieprawidłowy: bliźniak zna tylko karty testowe Stripe.",
        "invalid_bank_account_iban": "IBAN jest nieprawidłowy: bliźniak zna tylko konta testowe Stripe.",
        "incorrect_blik_code": "Kod BLIK ma sześć cyfr.",
        "payment_method_provider_decline": "Płatność odrzucono w aplikacji banku.",
        "other": "Płatność się nie powiodła. Spróbuj jeszcze raz albo wybierz inny sposób.",
    },
    "ru": {
        "generic_decline": "Карта отклонена.",
        "insufficient_funds": "На карте не хватает средств.",
        "expired_card": "Срок действия карты истёк.",
        "incorrect_cvc": "Неверный код безопасности карты.",
        "incorrect_number": "Неверный номер карты: двойник знает только тестовые карты Stripe.",
        "invalid_bank_account_iban": "Неверный IBAN: двойник знает только тестовые счета Stripe.",
        "incorrect_blik_code": "В коде BLIK шесть цифр.",
        "payment_method_provider_decline": "Платёж отклонён в приложении банка.",
        "other": "Оплата не прошла. Попробуйте ещё раз или выберите другой способ.",
    },
}
WORDS = {"en": EN, "pl": PL, "ru": RU}


def language_of(locale: str | None, accepted: str) -> str:
    """The session's own; where it leaves that open, the first of the browser's that there is."""
    if locale and locale != "auto":
        return locale if locale in WORDS else "en"
    wanted = [each.split(";")[0].strip()[:2].lower() for each in accepted.split(",")]
    return next((each for each in wanted if each in WORDS), "en")


def refusal_in(language: str, *, said: str, codes: tuple[str | None, ...]) -> str:
    """Why it did not work, in the payer's language; `said` is the account's English."""
    if language not in REFUSALS:
        return said
    told = REFUSALS[language]
    return next((told[code] for code in codes if code in told), told["other"])
