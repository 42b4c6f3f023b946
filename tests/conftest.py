"""A PostgreSQL for the run, and the demo site as the ground every test stands on.

Tests roll back to it. Transactional tests empty the tables when they end, so pytest-django runs them last and
they find nothing: what they need, they plant (`trunk`).
"""

from collections.abc import Iterator
from contextlib import ExitStack
from typing import Any

import pytest
from django.test import Client
from hypothesis import settings as hypothesis

from launch.errors import LaunchError
from launch.testing import running_cluster

servers = ExitStack()

# How long an example takes is a matter of `make bench`: a busy machine would fail what is right.
hypothesis.register_profile("house", deadline=None)
hypothesis.load_profile("house")


def pytest_configure(config: pytest.Config) -> None:
    if not hasattr(config, "workerinput"):  # The workers of a parallel run share the server of their parent.
        from django.conf import settings

        settings.STATIC_ROOT.mkdir(parents=True, exist_ok=True)
        try:
            cluster = servers.enter_context(running_cluster(settings.EMBEDDED.directory))
        except LaunchError as error:
            pytest.exit(str(error), returncode=1)
        cluster.ensure_databases(["cbs", "cbs_vault"])


def pytest_unconfigure(config: pytest.Config) -> None:
    servers.close()


@pytest.fixture(scope="session")
def django_db_setup(
    request: pytest.FixtureRequest,
    django_test_environment: None,
    django_db_modify_db_settings: None,
    django_db_blocker: Any,
) -> Iterator[None]:
    from tests import ground
    from tests.journeys import running_site

    laid = ExitStack()
    journeys = any(item.get_closest_marker("browser") for item in request.session.items)
    with django_db_blocker.unblock():
        laid.enter_context(ground.laid(meanwhile=running_site.collected if journeys else lambda: None))
    yield
    with django_db_blocker.unblock():
        laid.close()


@pytest.fixture(autouse=True)
def nothing_left_behind() -> None:
    """By an earlier test: the language of its request, and where its sites began."""
    from django.utils import translation
    from wagtail.models import Site

    translation.deactivate()
    Site.clear_site_root_paths_cache()


@pytest.fixture
def client() -> Client:
    """Who is made to sign in with it has a second factor: see `tests.staff`."""
    from tests.staff import StaffClient

    return StaffClient()


@pytest.fixture
def trunk(db: None) -> Any:
    from home import tree

    return tree.ensure()


@pytest.fixture
def story(db: None) -> Any:
    """The newest Belarusian story of the demo, translated into all languages."""
    from home.models import StoryPage

    return StoryPage.objects.filter(locale__language_code="be").latest("date")


@pytest.fixture
def editor(db: None, django_user_model: Any) -> Any:
    from office import groups

    user = django_user_model.objects.create_user("maryna", password="a long enough phrase")
    user.groups.add(groups.of(groups.EDITORS))
    return user


@pytest.fixture
def manager(db: None, django_user_model: Any) -> Any:
    return django_user_model.objects.create_superuser("uladz", password="a long enough phrase")


@pytest.fixture
def manager_client(client: Client, manager: Any) -> Iterator[Client]:
    client.force_login(manager)
    return client


@pytest.fixture
def translator(db: None, django_user_model: Any) -> Any:
    from office import groups

    user = django_user_model.objects.create_user("alesia", "alesia@example.org", "a long enough phrase")
    user.groups.add(groups.of(groups.TRANSLATORS))
    return user
