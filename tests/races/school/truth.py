"""What must be true of places whoever raced for them: in plain SQL, of the rows alone, without a word of what
it judges."""

from collections.abc import Mapping
from typing import Any

from tests.faults.running import sql
from tests.races.truth import LIES as HOUSE
from tests.school.replay import Fits

SITS = "state IN ('coming', 'learning')"
"""What the word stands for below."""
LIES = {
    "counted wrongly": """
        SELECT * FROM (SELECT g.id, g.capacity, g.held, g.taken, g.overhang,
            (SELECT count(*) FROM school_offer o WHERE o.group_id = g.id AND o.state = 'pending') AS asked,
            (SELECT count(*) FROM school_enrolment e WHERE e.group_id = g.id AND e.SITS) AS sits
            FROM school_group g) AS c
        WHERE held <> asked OR taken <> sits OR overhang <> greatest(asked + sits - capacity, 0)
    """,
    "asked twice at once": """
        SELECT code FROM school_offer WHERE state = 'pending' GROUP BY code HAVING count(*) > 1
    """,
    "two places": """
        SELECT application_id, term_id FROM school_enrolment WHERE SITS AND application_id IS NOT NULL
        GROUP BY application_id, term_id HAVING count(*) > 1
    """,
    "a place and an offer, or neither, where the state says otherwise": """
        SELECT * FROM (SELECT a.code, a.state,
            (SELECT count(*) FROM school_offer o
                WHERE o.application_id = a.id AND o.state = 'pending') AS asked,
            (SELECT count(*) FROM school_enrolment e WHERE e.application_id = a.id AND e.SITS) AS sits
            FROM school_application a) AS c
        WHERE asked <> (state = 'offered')::int OR sits <> (state = 'placed')::int
    """,
    "a place for nobody": """
        SELECT id FROM school_enrolment WHERE SITS AND application_id IS NULL
        UNION ALL SELECT id FROM school_offer WHERE state = 'pending' AND application_id IS NULL
    """,
    "accepted and no place": """
        SELECT o.code FROM school_offer o WHERE o.state = 'accepted'
        AND NOT EXISTS (SELECT FROM school_enrolment e WHERE e.offer_id = o.id)
    """,
    "one number for two offers": """
        SELECT number FROM school_offer GROUP BY number HAVING count(*) > 1
    """,
    "asked and not told": """
        SELECT o.code FROM school_offer o JOIN school_care c ON c.application_id = o.application_id
        JOIN school_guardian p ON p.id = c.guardian_id WHERE NOT EXISTS (
            SELECT FROM letters_letter l WHERE l.cause = 'school_offered offer ' || o.number || ' ' || c.id
            UNION ALL
            SELECT FROM school_call k WHERE k.cause = 'school_offered offer ' || o.number || ' ' || c.id)
    """,
    "letters without a job": HOUSE["letters without a job"],
}


def asked(query: str) -> list[Any]:
    return sql(query.replace("SITS", SITS))


def lies() -> dict[str, list[Any]]:
    """Everything that is not true."""
    found = {what: asked(query) for what, query in LIES.items()}
    return {what: rows for what, rows in found.items() if rows}


def overbooked(most: Mapping[int, int]) -> list[tuple[int, int]]:
    """Groups with more children than they have ever had places, which is known to whoever has made them."""
    there = asked("""
        SELECT g, count(*) FROM (SELECT group_id AS g FROM school_offer WHERE state = 'pending'
            UNION ALL SELECT group_id FROM school_enrolment WHERE SITS) AS s GROUP BY g
    """)
    return [(group, children) for group, children in there if children > most[group]]


def idle(fits: Fits) -> list[tuple[str, str]]:
    """A free place of an open group, and a child that waits and would fit, by what is known to its maker."""
    free = asked("""
        SELECT g.name FROM school_group g WHERE g.held_back = '' AND g.opened_at IS NOT NULL AND g.capacity >
            (SELECT count(*) FROM school_offer o WHERE o.group_id = g.id AND o.state = 'pending')
            + (SELECT count(*) FROM school_enrolment e WHERE e.group_id = g.id AND e.SITS)
    """)
    waits = sql("SELECT code FROM school_application WHERE state = 'waiting'")
    return [(group, code) for (group,) in free for (code,) in waits if fits(code, group)]
