"""Whoever writes to the books, the database lets them add lines and nothing else. Of a settlement one thing is
learned later: with which payout it went to our bank. That may be filled in once."""

from django.db import migrations

FUNCTION = """
CREATE FUNCTION donations_books_are_only_added_to() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'The books are only added to.' USING ERRCODE = 'restrict_violation';
END $$
"""
PAYOUT_ONCE = """
CREATE FUNCTION donations_settlement_goes_with_one_payout() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF OLD.payout_id IS NULL AND to_jsonb(OLD) - 'payout_id' = to_jsonb(NEW) - 'payout_id' THEN
        RETURN NEW;
    END IF;
    RAISE EXCEPTION 'The books are only added to.' USING ERRCODE = 'restrict_violation';
END $$
"""
LEDGER = """
CREATE TRIGGER ledger_is_only_added_to BEFORE UPDATE OR DELETE ON donations_ledgerentry
FOR EACH ROW EXECUTE FUNCTION donations_books_are_only_added_to();
CREATE TRIGGER ledger_is_not_emptied BEFORE TRUNCATE ON donations_ledgerentry
FOR EACH STATEMENT EXECUTE FUNCTION donations_books_are_only_added_to();
"""
SETTLEMENTS = """
CREATE TRIGGER settlements_are_only_added_to BEFORE DELETE ON donations_settlement
FOR EACH ROW EXECUTE FUNCTION donations_books_are_only_added_to();
CREATE TRIGGER settlements_go_with_one_payout BEFORE UPDATE ON donations_settlement
FOR EACH ROW EXECUTE FUNCTION donations_settlement_goes_with_one_payout();
CREATE TRIGGER settlements_are_not_emptied BEFORE TRUNCATE ON donations_settlement
FOR EACH STATEMENT EXECUTE FUNCTION donations_books_are_only_added_to();
"""


class Migration(migrations.Migration):
    dependencies = [("donations", "0001_donations")]

    operations = [
        migrations.RunSQL(FUNCTION, "DROP FUNCTION donations_books_are_only_added_to() CASCADE"),
        migrations.RunSQL(PAYOUT_ONCE, "DROP FUNCTION donations_settlement_goes_with_one_payout() CASCADE"),
        migrations.RunSQL(LEDGER, ""),
        migrations.RunSQL(SETTLEMENTS, ""),
    ]
