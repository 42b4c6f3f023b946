"""A running site and a browser for each worker, both gone before other tests begin.

Playwright's event loop lives in the main thread, where Django refuses its database as long as it does: hence
the package scope, and no transaction around a journey.
"""

import json
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from django.conf import settings
from playwright.sync_api import Browser

from tests.journeys import browsing, running_site
from tests.journeys.browsing import Visitor
from tests.journeys.running_site import RunningSite


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """So that both databases are built, and journeys come before the transactional tests that empty them."""
    for item in items:
        if item.get_closest_marker("browser"):
            item.add_marker(pytest.mark.django_db(databases=list(settings.DATABASES)))


@pytest.fixture
def _django_db_helper() -> None:
    """A journey goes through the running site, which has a copy of the databases to itself."""


@pytest.fixture(scope="package")
def site(django_db_setup: None, django_db_blocker: Any, worker_id: str) -> Iterator[RunningSite]:
    with running_site.running_site(worker_id, django_db_blocker) as site:
        yield site
    assert "Traceback" not in site.log.read_text()


@pytest.fixture(scope="package")
def planted(site: RunningSite) -> dict[str, Any]:
    """Addresses of what the demo lacks: see `planting`."""
    planted: dict[str, Any] = json.loads(site.run("-m", "tests.journeys.planting"))
    return planted


@pytest.fixture(scope="package")
def browser(site: RunningSite, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Browser]:
    with browsing.running_browser(tmp_path_factory.mktemp("home")) as browser:
        yield browser


@pytest.fixture
def visit(site: RunningSite, planted: dict[str, Any], browser: Browser) -> Iterator[Callable[..., Visitor]]:
    """Opens a browser for one more person; when the test ends, nobody's may have had a complaint.

    Everybody comes to the planted site, whichever test is the first of its worker.
    """
    visitors: list[Visitor] = []

    def visit(**options: Any) -> Visitor:
        visitors.append(browsing.visitor(browser, site.origin, **options))
        return visitors[-1]

    yield visit
    for each in visitors:
        each.context.close()
    assert [(each.complaints, each.foreign) for each in visitors] == [([], [])] * len(visitors)
