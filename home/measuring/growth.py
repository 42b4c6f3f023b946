"""A site grown to any size for the length of one measurement: everything is rolled back."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from random import Random
from uuid import uuid4

from django.db import transaction
from django.utils import timezone
from wagtail.models import Page

from home.models import Category, NewsIndexPage, StoryPage
from search import indexing, words
from search.models import Entry, Posting, Word

BATCH = 1000
WORDS_A_PAGE = 120


class Undone(Exception):
    """Raised where the measuring is over."""


@contextmanager
def grown(number: int) -> Iterator[None]:
    """So many Belarusian stories more, of the words that stories are made of, each findable."""
    try:
        with transaction.atomic():
            indexing.hold()
            _grow(number)
            yield
            raise Undone
    except Undone:
        return


def _grow(number: int) -> None:
    """Rows straight into the tables: publishing ten thousand pages one by one would take an hour."""
    news = NewsIndexPage.objects.get(locale__language_code="be")
    category = Category.objects.earliest("pk")
    vocabulary = _vocabulary()
    chance = Random(17)  # noqa: S311 - the same site each time
    last = news.get_children().order_by("path").last()
    path = last.path if last else f"{news.path}0000"
    for start in range(0, number, BATCH):
        size = min(BATCH, number - start)
        pages = []
        for place in range(start, start + size):
            path = Page(path=path)._inc_path()
            pages.append(_story(news, category, path, place, chance, vocabulary))
        _written(pages)
    NewsIndexPage.objects.filter(pk=news.pk).update(numchild=news.numchild + number)


def _vocabulary() -> list[str]:
    texts = StoryPage.objects.filter(locale__language_code="be", alias_of__isnull=True)
    told = [word for story in texts for word in story.plain_text().split() if word.isalpha()]
    return told or ["слова"]


def _story(
    news: NewsIndexPage, category: Category, path: str, place: int, chance: Random, vocabulary: list[str]
) -> StoryPage:
    slug, now = f"bench-{place}", timezone.now()
    return StoryPage(
        title=" ".join(chance.choices(vocabulary, k=6)), draft_title=slug, slug=slug,
        lead=" ".join(chance.choices(vocabulary, k=WORDS_A_PAGE)), body=[], category=category,
        date=timezone.localdate() - timedelta(days=place % 3000), locale=news.locale, path=path,
        depth=news.depth + 1, numchild=0, url_path=f"{news.url_path}{slug}/", live=True,
        translation_key=uuid4(), first_published_at=now, last_published_at=now,
        content_type=_content_type(),
    )  # fmt: skip


def _content_type() -> object:
    from django.contrib.contenttypes.models import ContentType  # noqa: PLC0415 - a model, used here alone

    return ContentType.objects.get_for_model(StoryPage)


def _written(stories: list[StoryPage]) -> None:
    fields = [field.name for field in Page._meta.local_concrete_fields if not field.primary_key]
    bases = Page.objects.bulk_create(
        Page(**{name: getattr(story, name) for name in fields}) for story in stories
    )
    for story, base in zip(stories, bases, strict=True):
        story.page_ptr_id = story.id = base.pk
    _rows(stories)
    _indexed(stories)


def _rows(stories: list[StoryPage]) -> None:
    """The second half of each page: Django writes many of an inherited model only one by one."""
    from django.db import connection  # noqa: PLC0415 - used here alone

    fields = StoryPage._meta.local_concrete_fields
    columns = ", ".join(connection.ops.quote_name(field.column) for field in fields)
    places = ", ".join(["%s"] * len(fields))
    rows = [
        [field.get_db_prep_save(getattr(story, field.attname), connection) for field in fields]
        for story in stories
    ]
    with connection.cursor() as cursor:
        cursor.executemany(f"INSERT INTO home_storypage ({columns}) VALUES ({places})", rows)  # noqa: S608 - ours


def _indexed(stories: list[StoryPage]) -> None:
    entries = Entry.objects.bulk_create(
        Entry(
            page_id=story.pk, language="be", kind="news", title=story.title, text=story.lead, date=story.date
        )
        for story in stories
    )
    weights = [indexing.weighed(title=story.title, lead=story.lead, text="") for story in stories]
    every = {word for each in weights for word in each}
    ids = dict(Word.objects.filter(language="be", word__in=every).values_list("word", "pk"))
    fresh = Word.objects.bulk_create(
        Word(language="be", word=word, keys=words.index_keys(word, "be")) for word in every - ids.keys()
    )
    ids |= {word.word: word.pk for word in fresh}
    Posting.objects.bulk_create(
        [
            Posting(entry=entry, word_id=ids[word], weight=weight)
            for entry, each in zip(entries, weights, strict=True)
            for word, weight in each.items()
        ],
        batch_size=10_000,
    )


def analysed() -> None:
    """As the database's own housekeeping would have done by then."""
    from django.db import connection  # noqa: PLC0415 - used here alone

    with connection.cursor() as cursor:
        for model in (Page, StoryPage, Entry, Word, Posting):
            cursor.execute(f"ANALYZE {model._meta.db_table}")
