"""What must be true of seats whoever raced for them: in plain SQL, of the rows and what `tests.races.witness`
has written down, without a word of what it judges."""

from collections.abc import Mapping
from typing import Any

from tests.faults.running import sql

LIES = {
    "idle": """
        SELECT o.id, o.capacity, w.seats FROM events_occurrence o
        JOIN events_booking w ON w.occurrence_id = o.id AND w.state = 'waiting'
        WHERE w.seats <= o.capacity - coalesce((SELECT sum(b.seats) FROM events_booking b
            WHERE b.occurrence_id = o.id AND b.state IN ('confirmed', 'offered', 'attended', 'no-show')), 0)
    """,
    "counted wrongly": """
        SELECT * FROM (SELECT o.id, o.taken, o.waiting, o.least_waiting, o.overhang, o.capacity,
            coalesce(sum(b.seats) FILTER (WHERE b.state NOT IN ('waiting', 'cancelled')), 0) AS sits,
            count(b.id) FILTER (WHERE b.state = 'waiting') AS waits,
            min(b.seats) FILTER (WHERE b.state = 'waiting') AS least
            FROM events_occurrence o LEFT JOIN events_booking b ON b.occurrence_id = o.id GROUP BY o.id) AS c
        WHERE taken <> sits OR waiting <> waits OR least_waiting IS DISTINCT FROM least
            OR overhang <> greatest(sits - capacity, 0)
    """,
    "out of order": "SELECT occurrence, waits, promoted FROM race_out_of_order",
    "passed over and not written down": """
        SELECT e.occurrence_id, e.number FROM events_booking e
        JOIN events_booking l ON l.occurrence_id = e.occurrence_id AND l.number > e.number
        WHERE e.state = 'waiting' AND e.times_passed = 0 AND l.promoted_at IS NOT NULL
    """,
    "promoted and not told": """
        SELECT b.id FROM events_booking b JOIN events_party p ON p.id = b.party_id AND p.reached_by = 'email'
        WHERE b.promoted_at IS NOT NULL AND NOT EXISTS (SELECT FROM letters_letter l
            WHERE l.subject = b.id AND l.name IN ('seat_promoted', 'seat_offered'))
    """,
    "twice at one date": """
        SELECT occurrence_id, party_id FROM events_booking
        WHERE state IN ('confirmed', 'waiting', 'offered') AND party_id IS NOT NULL
        GROUP BY occurrence_id, party_id HAVING count(*) > 1
    """,
    "letters without a job": """
        SELECT l.id FROM letters_letter l WHERE l.state = 'waiting' AND NOT EXISTS (
            SELECT FROM procrastinate_jobs j WHERE j.args ->> 'letter' = l.id::text)
    """,
}


def lies() -> dict[str, list[Any]]:
    """Everything that is not true."""
    found = {what: sql(query) for what, query in LIES.items()}
    return {what: rows for what, rows in found.items() if rows}


def oversold(most: Mapping[int, int]) -> list[tuple[int, int]]:
    """Dates with more people than they have ever had seats, which is known to whoever has made them."""
    sits = sql(
        "SELECT occurrence_id, sum(seats) FROM events_booking"
        " WHERE state IN ('confirmed', 'offered', 'attended', 'no-show') GROUP BY occurrence_id"
    )
    return [(date, seats) for date, seats in sits if seats > most[date]]


def passed_over() -> int:
    """How many parties were passed over: a race in which nobody ever was has tested little."""
    return int(sql("SELECT count(*) FROM events_booking WHERE times_passed > 0")[0][0])


def complaints(log: str) -> list[str]:
    """Of `events.seats` about itself."""
    return [line for line in log.splitlines() if "were counted" in line or "could not be settled" in line]
