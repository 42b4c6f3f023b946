import pytest
from django.db import connection

from home.measuring import timing


@pytest.mark.django_db
def test_each_round_is_counted_and_the_first_few_are_not():
    done: list[int] = []
    times = timing.timed(lambda: done.append(1), 20)

    assert len(done) == timing.WARM_UP + 20
    assert 0 <= times["median"] <= times["p95"]
    assert times["cpu"] >= 0


@pytest.mark.django_db
def test_the_databases_work_counts_too():
    def work() -> None:
        with connection.cursor() as cursor:
            cursor.execute("SELECT count(*) FROM generate_series(1, 1000000)")

    assert timing.timed(work, 3)["cpu"] > 10


@pytest.mark.django_db
def test_a_page_is_told_with_its_questions_and_its_weight():
    row = timing.page_row("home", "/be/", 2)

    assert (row["what"], row["queries"] > 0, row["bytes"] > 1000) == ("home", True, True)


@pytest.mark.django_db
def test_what_is_no_page_is_not_measured():
    with pytest.raises(RuntimeError, match="/be/nothing/ is no page"):
        timing.page_row("not found", "/be/nothing/", 2)
