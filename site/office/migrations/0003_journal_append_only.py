"""Whatever writes to the journal, the database lets it add lines and nothing else."""

from django.db import migrations

FUNCTION = """
CREATE FUNCTION office_journal_is_only_added_to() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'The journal is only added to.' USING ERRCODE = 'restrict_violation';
END $$
"""
TRIGGERS = """
CREATE TRIGGER journal_is_only_added_to BEFORE UPDATE OR DELETE ON {table}
FOR EACH ROW EXECUTE FUNCTION office_journal_is_only_added_to();
CREATE TRIGGER journal_is_not_emptied BEFORE TRUNCATE ON {table}
FOR EACH STATEMENT EXECUTE FUNCTION office_journal_is_only_added_to();
"""
TABLES = ("office_journalentry", "office_journallink")


class Migration(migrations.Migration):
    dependencies = [("office", "0002_journal")]

    operations = [
        migrations.RunSQL(FUNCTION, "DROP FUNCTION office_journal_is_only_added_to() CASCADE"),
        *(migrations.RunSQL(TRIGGERS.format(table=table), "") for table in TABLES),
    ]
