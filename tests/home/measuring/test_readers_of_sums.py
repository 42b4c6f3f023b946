from home.measuring.readers_of_sums import amounts


def test_sums_are_read_off_a_page_however_they_are_spaced() -> None:
    page = "<b>29\u00a0280,50\u00a0zł</b> <span>з 48\u202f000&nbsp;zł</span> 12 дарункаў, 7 €"
    assert amounts(page) == [29_280_50, 48_000_00]
