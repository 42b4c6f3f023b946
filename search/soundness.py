"""What must be true of the index after a restore."""

from collections.abc import Iterator

from django.contrib.contenttypes.models import ContentType
from wagtail.models import Page, get_page_models

from backups import checking
from pages.models import BasePage
from search.models import Entry


@checking.look
def every_published_page_is_found() -> Iterator[str]:
    kinds = [model for model in get_page_models() if issubclass(model, BasePage)]
    types = ContentType.objects.get_for_models(*kinds).values()
    pages = Page.objects.live().filter(depth__gt=1, alias_of__isnull=True, content_type__in=list(types))
    if missing := pages.exclude(pk__in=Entry.objects.values("page_id")).count():
        yield f"The search does not know {missing} pages: `manage.py reindex` mends it."
