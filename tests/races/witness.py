"""Looks at each promotion at the moment it is made, by a trigger in the test's own database.

Afterwards the rows can not tell any more: who waits may ask for fewer seats later, and would have fitted.
"""

from tests.faults.running import sql

WATCH = """
    CREATE TABLE IF NOT EXISTS race_out_of_order (occurrence int, waits int, promoted int);
    CREATE OR REPLACE FUNCTION race_witness() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
        INSERT INTO race_out_of_order SELECT e.occurrence_id, e.number, NEW.number FROM events_booking e
        WHERE e.occurrence_id = NEW.occurrence_id AND e.state = 'waiting'
            AND e.number < NEW.number AND e.seats <= NEW.seats;
        RETURN NULL;
    END $$;
    CREATE OR REPLACE TRIGGER race_witness AFTER UPDATE ON events_booking FOR EACH ROW
        WHEN (OLD.promoted_at IS NULL AND NEW.promoted_at IS NOT NULL) EXECUTE FUNCTION race_witness();
"""


def watches() -> None:
    """From now on; what was seen before is forgotten."""
    sql(WATCH)
    sql("TRUNCATE race_out_of_order")
