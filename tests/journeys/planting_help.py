"""What the demo's pages of help lack: statuses true on the day of the run, and too much of everything."""

from datetime import timedelta
from typing import Any

from tests.journeys.planting import PARAGRAPH, addresses, body, title

LANGUAGES = ("be", "ru", "pl", "en")
PAUSE = timedelta(days=12)
OLD = timedelta(days=400)


def help_pages(picture: int) -> dict[str, dict[str, str]]:
    from home.models import GuideIndexPage, PlainPage, ServiceIndexPage

    statuses()
    guides()
    crowded = everything(picture)
    return {
        "help": addresses(ServiceIndexPage.objects.get(locale__language_code="be")),
        "service, open": service("infoline"),
        "service, limited": service("school-and-kindergarten"),
        "service, suspended": service("housing"),
        "service, to be asked about": service("clothes"),
        "service with everything": crowded,
        "guides": addresses(GuideIndexPage.objects.get(locale__language_code="be")),
        "guide on paper": guide("pesel"),
        "guide, stale": guide("dzicia-u-polskaj-skole"),
        "plain page": addresses(PlainPage.objects.get(slug="jak-cytac-sajt-biaspiecna")),
    }


def service(slug: str) -> dict[str, str]:
    from home.models import ServicePage

    return addresses(ServicePage.objects.get(service__slug=slug, locale__language_code="be"))


def guide(slug: str) -> dict[str, str]:
    from home.models import GuidePage

    return addresses(GuidePage.objects.get(slug=slug, locale__language_code="be"))


def statuses() -> None:
    from django.utils import timezone

    from home import services
    from home.models import Service

    today = timezone.localdate()
    housing = Service.objects.get(slug="housing")
    services.change(housing, status="suspended", until=today + PAUSE, today=today)
    Service.objects.filter(slug="clothes").update(since=today - PAUSE, until=today - timedelta(days=1))
    Service.objects.filter(slug="school-and-kindergarten").update(since=today - PAUSE)


def guides() -> None:
    from django.core.files.base import ContentFile
    from django.utils import timezone

    from home.models import GuidePage
    from pages.models import Document
    from tests.pages.uploaded import pdf

    today = timezone.localdate()
    brochure = Document.objects.create(title="PESEL", file=ContentFile(pdf(), name="pesel.pdf"))
    files: dict[str, Any] = {f"pdf_{code}": brochure for code in LANGUAGES}
    GuidePage.objects.filter(slug="pesel").update(checked_on=today, **files)
    GuidePage.objects.exclude(slug="pesel").update(checked_on=today - OLD)


def everything(picture: int) -> dict[str, str]:
    from django.utils import timezone

    from home.models import Service, ServiceIndexPage
    from pages import translations

    service = Service(slug="everything", status="limited", since=timezone.localdate() - OLD, place=200)
    for code in LANGUAGES:
        setattr(service, f"name_{code}", title(code)[:60].strip())
        setattr(service, f"why_{code}", (PARAGRAPH[code] * 20)[:600].strip())
        setattr(service, f"elsewhere_{code}", "\n".join([PARAGRAPH[code].strip()] * 8))
    for name in ("speaks_pl", "speaks_en", "speaks_uk", "by_email", "at_desk"):
        setattr(service, name, True)
    service.full_clean()
    service.save()
    original = _page(service, "be", picture)
    ServiceIndexPage.objects.get(locale__language_code="be").add_child(instance=original)
    original.save_revision().publish()
    for code in ("ru", "pl", "en"):
        translations.translate(original, twin=_page(service, code, picture))
    return addresses(original)


def _page(service: Any, code: str, picture: int) -> Any:
    from wagtail.models import Locale

    from home.models import ServicePage

    return ServicePage(
        locale=Locale.objects.get(language_code=code),
        service=service,
        title=title(code),
        slug=f"everything-{code}",
        summary=(PARAGRAPH[code] * 2)[:90].strip(),
        lead=(PARAGRAPH[code] * 8)[:400].strip(),
        who=(PARAGRAPH[code] * 12)[:600].strip(),
        body=body(code, picture),
    )
