import pytest
from django.utils import translation
from wagtail.models import Locale

from pages import locales

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _unknown() -> None:
    locales.forget(sender=Locale)


@pytest.mark.parametrize("code", ["be", "ru", "pl", "en"])
def test_the_active_language_is_the_readers(code: str):
    with translation.override(code):
        assert locales.active().language_code == code


def test_without_a_reader_it_is_the_main_one():
    with translation.override(None):
        assert locales.active().language_code == "be"


def test_it_is_asked_for_once(django_assert_num_queries):
    with translation.override("pl"):
        first = locales.active()
        with django_assert_num_queries(0):
            assert locales.active() is first


def test_a_changed_language_is_asked_for_anew(django_assert_num_queries):
    with translation.override("pl"):
        locales.active().save()
        with django_assert_num_queries(1):
            locales.active()
