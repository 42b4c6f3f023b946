import pytest

from home.measuring import timing


def test_each_round_is_counted_and_the_first_few_are_not():
    done: list[int] = []
    times = timing.timed(lambda: done.append(1), 20)

    assert len(done) == timing.WARM_UP + 20
    assert 0 <= times["median"] <= times["p95"]


@pytest.mark.django_db
def test_a_page_is_told_with_its_questions_and_its_weight():
    row = timing.page_row("not found", "/be/nothing/", 2)

    assert (row["what"], row["queries"] > 0, row["bytes"] > 1000) == ("not found", True, True)
