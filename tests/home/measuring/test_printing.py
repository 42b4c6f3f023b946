from home.measuring.printing import table


def test_a_table_has_a_column_for_whatever_a_row_says():
    lines = table([{"what": "home", "median": 7.5}, {"what": "story", "queries": 12}]).splitlines()

    assert [line.split() for line in lines] == [
        ["what", "median", "queries"],
        ["home", "7.5"],
        ["story", "12"],
    ]
