"""What the page cache is measured against: Django and nothing else, a view that says hello."""

import os

import django
from django.conf import settings
from django.core.handlers.wsgi import WSGIHandler
from django.http import HttpRequest, HttpResponse
from django.urls import path


def hello(_request: HttpRequest) -> HttpResponse:
    """With its length, which Django leaves to a middleware that is not there: both sides keep connections."""
    return HttpResponse("hello", headers={"Content-Length": "5"})


urlpatterns = [path("", hello)]


def bare_application() -> WSGIHandler:
    settings.configure(
        ROOT_URLCONF=__name__,
        MIDDLEWARE=[],
        ALLOWED_HOSTS=["*"],
        SECRET_KEY="only for measuring",  # noqa: S106 - it signs nothing
        LOGGING_CONFIG=None,
    )
    django.setup()
    return WSGIHandler()


if not os.environ.get("DJANGO_SETTINGS_MODULE"):
    application = bare_application()
