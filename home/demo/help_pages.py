"""The demo's services with their statuses, its guides, and the plain pages that need no lawyer."""

from datetime import date, timedelta
from pathlib import Path

from django.core.files.base import ContentFile
from wagtail.models import Locale

from config.languages import DEFAULT_LANGUAGE, LANGUAGES
from home import plain_pages, texts, tree
from home.demo.blocks import disclaimer_block
from home.models import GuidePage, PlainPage, Service, ServicePage
from home.models.services import CODES, SPOKEN, WAYS
from pages import translations
from pages.models import BasePage, Document

FOLDER = Path(__file__).parent
GONE_OUT = (PlainPage.Kind.ABOUT, PlainPage.Kind.VOLUNTEER, PlainPage.Kind.SAFETY)


def build(trunk: tree.Trunk, *, today: date) -> None:
    plain_pages.ensure(trunk.home)
    publish_plain_pages()
    for place, written in enumerate(services()):
        service = serve(written, place=place, today=today)
        _tell(trunk.services, [_service_page(written, code, service) for code in CODES])
    for written in guides():
        papers = printed(written)
        _tell(trunk.guides, [_guide(written, code, today, papers) for code in CODES])


def services() -> list[texts.Written]:
    return texts.read(FOLDER / "services")


def guides() -> list[texts.Written]:
    return texts.read(FOLDER / "guides")


def printed(written: texts.Written) -> dict[str, Document]:
    """Its brochures, in the languages there are any: the page as a browser prints it."""
    found = {}
    for code in CODES:
        path = FOLDER / "brochures" / f"{written.name}.{code}.pdf"
        if path.exists():
            file = ContentFile(path.read_bytes(), path.name)
            found[f"pdf_{code}"] = Document.objects.create(title=written.texts[code]["title"], file=file)
    return found


def publish_plain_pages() -> None:
    for page in PlainPage.objects.filter(kind__in=GONE_OUT, locale__language_code=DEFAULT_LANGUAGE):
        page.get_latest_revision().publish()
        for twin in PlainPage.objects.filter(translation_key=page.translation_key).exclude(pk=page.pk):
            twin.get_latest_revision().publish()


def serve(written: texts.Written, *, place: int, today: date) -> Service:
    facts = written.facts
    service = Service(
        slug=written.name,
        status=facts["status"],
        since=today - timedelta(days=facts["since_days_ago"]),
        until=today + timedelta(days=facts["until_in_days"]) if "until_in_days" in facts else None,
        place=place,
        **{f"speaks_{code}": code in facts["speaks"] for code in SPOKEN},
        **{way: way in facts["ways"] for way in WAYS},
    )
    for code, _name in LANGUAGES:
        said = written.texts[code]
        setattr(service, f"name_{code}", said["title"])
        setattr(service, f"why_{code}", said.get("why", ""))
        setattr(service, f"elsewhere_{code}", "\n".join(said.get("elsewhere", [])))
    service.full_clean()
    service.save()
    return service


def _body(written: texts.Written, code: str) -> list[texts.Table]:
    return [
        *written.body(code),
        disclaimer_block(code, written.name),
    ]


def _service_page(written: texts.Written, code: str, service: Service) -> ServicePage:
    said = written.texts[code]
    return ServicePage(
        locale=Locale.objects.get(language_code=code),
        service=service,
        search_description=said["lead"],
        body=_body(written, code),
        **{name: said[name] for name in ("title", "slug", "summary", "lead", "who")},
    )


def _guide(written: texts.Written, code: str, today: date, papers: dict[str, Document]) -> GuidePage:
    said = written.texts[code]
    return GuidePage(
        locale=Locale.objects.get(language_code=code),
        checked_on=today - timedelta(days=written.facts["checked_days_ago"]),
        ornament_topic=written.facts["sign"],
        ornament_ground=written.facts["cloth"],
        search_description=said["lead"],
        body=_body(written, code),
        **{name: said[name] for name in ("title", "slug", "lead")},
        **papers,
    )


def _tell(parent: BasePage, versions: list[BasePage]) -> None:
    """The first of the versions is the original."""
    original, *twins = versions
    parent.add_child(instance=original)
    original.save_revision().publish()
    for twin in twins:
        translations.translate(original, twin=twin)
