"""Ready answers in front of Django: what an anonymous reader gets costs no Python beyond this package.

An answer is kept only where its view calls it public, and only until content changes anywhere (`generation`),
so an editor's change is on every process within a second and a half. See docs/cache.md.
"""

from typing import Any


def application_around(application: Any) -> Any:
    """Django's WSGI application with the cache in front of it, or itself where `PAGE_CACHE_MB` is 0."""
    from django.conf import settings  # noqa: PLC0415 - settings and models are there once Django is

    from pages.page_cache.generation import Generation, ask  # noqa: PLC0415 - as above
    from pages.page_cache.wsgi import PageCache  # noqa: PLC0415 - as above

    if not settings.PAGE_CACHE_MB:
        return application
    return PageCache(
        application,
        generation=Generation(ask),
        limit=settings.PAGE_CACHE_MB * 1024 * 1024,
        session_cookie=settings.SESSION_COOKIE_NAME,
    )
