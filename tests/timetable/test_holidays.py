from datetime import date, timedelta

from timetable.holidays import is_holiday


def test_days_off_of_a_year_are_those_of_the_law() -> None:
    year = (date(2027, 1, 1) + timedelta(days) for days in range(365))

    assert [f"{day:%m-%d}" for day in year if is_holiday(day)] == [
        "01-01", "01-06", "03-28", "03-29", "05-01", "05-03", "05-16", "05-27",
        "08-15", "11-01", "11-11", "12-24", "12-25", "12-26",
    ]  # fmt: skip


def test_christmas_eve_is_a_day_off_since_2025() -> None:
    assert [is_holiday(date(year, 12, 24)) for year in (2024, 2025)] == [False, True]
