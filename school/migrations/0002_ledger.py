"""Whatever writes to the school's ledger, the database lets it add lines and nothing else; its end is one row."""

from django.db import migrations

FUNCTION = """
CREATE FUNCTION school_ledger_is_only_added_to() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'The school''s ledger is only added to.' USING ERRCODE = 'restrict_violation';
END $$
"""
TRIGGERS = """
CREATE TRIGGER ledger_is_only_added_to BEFORE UPDATE OR DELETE ON school_entry
FOR EACH ROW EXECUTE FUNCTION school_ledger_is_only_added_to();
CREATE TRIGGER ledger_is_not_emptied BEFORE TRUNCATE ON school_entry
FOR EACH STATEMENT EXECUTE FUNCTION school_ledger_is_only_added_to();
"""


class Migration(migrations.Migration):
    dependencies = [("school", "0001_school")]

    operations = [
        migrations.RunSQL(FUNCTION, "DROP FUNCTION school_ledger_is_only_added_to() CASCADE"),
        migrations.RunSQL(TRIGGERS, ""),
        migrations.RunSQL(
            "INSERT INTO school_head (id, last, digest, offers) VALUES (1, 0, '', 0)",
            "DELETE FROM school_head",
        ),
    ]
