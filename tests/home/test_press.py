"""What a journalist finds: releases, people to call in her language, what others have written."""

import re
from datetime import date, timedelta

import pytest
from django.core.files.base import ContentFile
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from django.utils.translation import gettext, override

from home import press
from home.models import GuidePage, Mention, ReleasePage
from pages import renditions, visibility
from pages.models import Document, Image, Rendition
from tests.home import helping, releases, stories
from tests.pages import places, uploaded

pytestmark = pytest.mark.django_db(databases=["default", "vault"])

ENTRY = re.compile(r'class="entry__link" href="([^"]+)"')
CONTACTS = [
    ("contact", {"role": "па-польску", "email": "pl@example.org", "languages": ["pl"]}),
    ("contact", {"role": "усё", "email": "all@example.org", "languages": ["be", "pl", "en"]}),
    ("contact", {"role": "ніхто не сказаў", "email": "x@example.org", "languages": []}),
]


def entries(html: str, place: str) -> list[str]:
    """Links of the list below a heading."""
    return ENTRY.findall(html.partition(f'id="{place}"')[2].partition("</section>")[0])


def newest(code: str, count: int) -> list[str]:
    found = ReleasePage.objects.filter(locale__language_code=code, alias_of=None).order_by("-date")
    return [page.url for page in found[:count]]


@pytest.mark.parametrize("code", stories.LANGUAGES)
def test_the_press_center_shows_the_newest_releases_of_its_language(code: str, client: Client):
    html = places.read(client, releases.press(code).url)

    assert entries(html, "releases") == newest(code, press.LATEST)
    assert releases.archive(code).url in places.LINK.findall(places.main(html))


@pytest.mark.parametrize("code", stories.LANGUAGES)
def test_a_journalist_is_led_to_the_form_for_questions(code: str, client: Client):
    html = places.main(places.read(client, releases.press(code).url))

    assert f'href="/{code}/press/ask/"' in html
    assert client.get(f"/{code}/press/ask/").status_code == 200


@pytest.mark.parametrize("code", stories.LANGUAGES)
def test_the_archive_holds_every_release_of_its_language(code: str, client: Client):
    html = places.main(places.read(client, releases.archive(code).url))

    assert ENTRY.findall(html) == newest(code, 100)


def test_the_archive_has_pages(client: Client):
    for number in range(press.RELEASES_ON_PAGE):
        releases.told(slug=f"r-{number}", date=date(2020, 1, 1) + timedelta(days=number))
    first = client.get(releases.archive().url).context["page_obj"]
    second = client.get(f"{releases.archive().url}?page=2").context["page_obj"]

    assert (len(first), len(second)) == (press.RELEASES_ON_PAGE, 4)
    assert second[-1].slug == "r-0"


@pytest.mark.parametrize("query", ["page=99", "page=no", "page=", "language=xx&page=0", "language=%00"])
def test_a_query_that_makes_no_sense_is_passed_over(query: str, client: Client):
    for page in (releases.press(), releases.archive()):
        assert client.get(f"{page.url}?{query}").status_code == 200


def test_a_language_without_releases_says_so(client: Client):
    ReleasePage.objects.filter(locale__language_code="pl").update(live=False)
    with override("pl"):
        sentence = gettext("No release in this language yet.")

    assert sentence in places.read(client, releases.press("pl").url)
    assert sentence in places.read(client, releases.archive("pl").url)


def test_a_release_kept_back_stands_nowhere(client: Client):
    release = releases.told()
    until = timezone.now() + timedelta(hours=1)
    visibility.set_embargo(translation_key=release.translation_key, until=until)
    everywhere = [
        releases.press().url,
        releases.archive().url,
        "/be/feed/press/",
        "/sitemap.xml",
        "/be/search/?q=жырандоля",
    ]

    assert [url for url in everywhere if release.url in client.get(url).content.decode()] == []
    assert client.get(release.url).status_code == 404


def test_a_release_stands_everywhere_a_reader_looks(client: Client):
    release = releases.told()
    everywhere = [
        releases.press().url,
        releases.archive().url,
        "/be/feed/press/",
        "/sitemap.xml",
        "/be/search/?q=жырандоля",
    ]

    assert [url for url in everywhere if release.url not in client.get(url).content.decode()] == []


def test_a_release_not_translated_stands_in_no_list_of_the_other_language(client: Client):
    release = releases.told()
    stories.lent(release)
    polish = release.get_translations().get(locale__language_code="pl")

    assert client.get(polish.url).status_code == 200
    assert polish.url not in places.read(client, releases.press("pl").url)


@pytest.mark.parametrize("code", stories.LANGUAGES)
def test_a_release_names_its_translations_to_search_engines(code: str, client: Client):
    release = ReleasePage.objects.filter(locale__language_code=code, alias_of=None).latest("date")
    versions = {each.locale.language_code: each.url for each in release.get_translations(inclusive=True)}

    assert places.alternates(places.read(client, release.url)) == versions | {"x-default": versions["be"]}


@pytest.mark.parametrize(
    ("code", "order"),
    [("be", ["усё", "па-польску", "ніхто не сказаў"]), ("pl", ["па-польску", "усё", "ніхто не сказаў"]),
     ("en", ["усё", "па-польску", "ніхто не сказаў"]), ("ru", ["па-польску", "усё", "ніхто не сказаў"])],
)  # fmt: skip
def test_who_speaks_the_readers_language_stands_first(code: str, order: list[str]):
    page = releases.press()
    page.contacts = CONTACTS

    assert [each.value["role"] for each in press.contacts(page, code)] == order


@pytest.mark.parametrize("code", stories.LANGUAGES)
def test_below_a_release_stand_the_contacts_and_what_the_center_is(code: str, client: Client):
    release = ReleasePage.objects.filter(locale__language_code=code, alias_of=None).latest("date")
    html = places.main(places.read(client, release.url))
    center = releases.press(code)

    assert 'href="mailto:press@example.org"' in html
    assert 'href="tel:+48000000001"' in html
    assert center.contacts[0].value["role"].split()[0] in html
    assert center.boilerplate[3:20] in html.replace("\xa0", " ")


def test_a_release_leads_back_to_the_press_center(client: Client):
    crumbs = client.get(releases.told().url).context["crumbs"]

    assert [crumb.url for crumb in crumbs] == ["/be/", releases.press().url, releases.archive().url]


def test_a_release_without_a_press_center_opens_all_the_same(client: Client):
    release = releases.told()
    releases.press().unpublish()
    answer = client.get(release.url)

    assert answer.status_code == 200
    assert answer.context["press_contacts"] == []


def test_a_press_center_not_translated_yet_is_lent_by_the_original(client: Client):
    center = releases.press("pl")
    center.live, center.first_published_at = False, None
    center.save()
    answer = client.get(center.url)

    assert answer.context["page"].locale.language_code == "be"
    assert press.page_in(stories.locale("pl"), at=timezone.now()) == releases.press()


def test_a_release_is_found_as_what_it_is(client: Client):
    release = releases.told()

    assert [(hit.kind, hit.url) for hit in client.get("/be/search/?q=жырандоля").context["results"]] == [
        ("прэс-рэліз", release.url)
    ]


def mention(number: int, language: str = "de") -> Mention:
    return Mention.objects.create(
        outlet="Beispielblatt", title="Ein Haus in Warschau", language=language,
        url=f"https://example.org/x/{number}", date=date(2026, 11, 20),
    )  # fmt: skip


def test_what_others_wrote_is_said_in_its_own_language(client: Client):
    found = mention(1)
    html = places.read(client, releases.press("pl").url)

    assert (
        f'href="{found.url}" lang="de" hreflang="de" rel="noreferrer">Ein Haus in Warschau</a>'
        in html.replace("\xa0", " ")
    )
    assert "Beispielblatt · niemiecki" in html.replace("\xa0", " ")


def test_what_others_wrote_can_be_read_by_language(client: Client):
    found = mention(1)
    html = places.read(client, f"{releases.press().url}?language=de")

    assert entries(html, press.MENTIONS) == [found.url]
    assert f'href="{releases.press().url}?language=de#{press.MENTIONS}" aria-current="true"' in html


def test_what_others_wrote_has_pages_that_keep_the_language(client: Client):
    for number in range(press.MENTIONS_ON_PAGE + 1):
        mention(number)
    html = places.read(client, f"{releases.press().url}?language=de")

    assert len(entries(html, press.MENTIONS)) == press.MENTIONS_ON_PAGE
    assert f'href="?language=de&amp;page=2#{press.MENTIONS}"' in html


def test_nothing_written_by_others_takes_no_place(client: Client):
    Mention.objects.all().delete()

    assert press.MENTIONS not in places.read(client, releases.press().url)


def test_the_feed_of_releases_speaks_each_language(client: Client):
    for code in stories.LANGUAGES:
        feed = places.read(client, f"/{code}/feed/press/")
        assert places.LOCATION.findall(feed)[1:] == newest(code, 20), code


def with_photos(*images: Image) -> str:
    page = releases.press()
    page.photos = [("photo", {"image": image, "alt": "Зала", "caption": "Зала"}) for image in images]
    page.save_revision().publish()
    return str(page.url)


def photo() -> Image:
    content = uploaded.saved(uploaded.two_halves(size=(1000, 700)), "JPEG")
    return Image.objects.create(title="Зала", people="nobody", file=ContentFile(content, name="a.jpg"))


def test_a_journalist_who_looks_at_photos_makes_no_copies_of_them(client: Client):
    image = photo()
    url = with_photos(image)
    before = places.main(places.read(client, url))
    made = Rendition.objects.filter(image=image).count()
    renditions.make(image)
    after = places.main(places.read(client, url))

    assert made == 0
    assert ("JPEG, " in before, "JPEG, 1000 × 700" in after.replace("\xa0", " ")) == (False, True)


def test_more_photos_ask_the_database_no_more(client: Client):
    def questions(url: str) -> int:
        client.get(url)
        with CaptureQueriesContext(connection) as asked:
            client.get(url)
        return len(asked)

    one = questions(with_photos(photo()))

    assert questions(with_photos(*(photo() for _number in range(5)))) == one


def test_brochures_have_covers_and_their_files(client: Client):
    paper = Document.objects.create(title="Жырандоля", file=ContentFile(uploaded.pdf(), name="a.pdf"))
    guide = helping.guided(ornament_topic="house", ornament_ground="red", pdf_be=paper)
    GuidePage.objects.exclude(pk=guide.pk).update(live=False)
    for url in (releases.press().url, guide.get_parent().url):
        html = places.main(places.read(client, url))
        assert f'src="{guide.cover_url}"' in html
        assert f'href="{paper.url}"' in html
    assert guide.cover_url.startswith("/art/brochure/red/house/")
    assert client.get(guide.cover_url)["Content-Type"] == "image/svg+xml"
