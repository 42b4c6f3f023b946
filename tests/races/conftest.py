from tests.faults.conftest import (  # noqa: F401 - fixtures
    _django_db_helper,
    database,
    port,
    pytest_collection_modifyitems,
    site,
)
