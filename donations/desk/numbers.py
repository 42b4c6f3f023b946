"""Numbers that were sent: nobody’s where nothing sound was."""

from uuid import UUID

from django.http import HttpRequest

NOBODYS = UUID(int=0)


def uuid_of(request: HttpRequest, name: str) -> UUID:
    try:
        return UUID(request.POST.get(name, ""))
    except ValueError:
        return NOBODYS


def number_of(request: HttpRequest, name: str) -> int:
    text = request.POST.get(name, "")
    return int(text) if text.isascii() and text.isdecimal() and len(text) < 10 else 0
