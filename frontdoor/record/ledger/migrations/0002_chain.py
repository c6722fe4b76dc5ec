"""The chain: numbering and hashing on insert, refusal of every change, and a word to the live board."""

from django.db import migrations

from frontdoor.record.organisations.walls import wall

CHAIN = """
CREATE FUNCTION ledger_entry_digest(e ledger_entry) RETURNS bytea LANGUAGE sql IMMUTABLE AS $$
    SELECT sha256(convert_to(json_build_array(e.authority_id, e.number, extract(epoch FROM e.at), e.by_id, e.by_name,
        e.act, e.subject, e.subject_id, e.detail, encode(e.previous_hash, 'hex'))::text, 'UTF8'))
$$;

-- enable_sort = off: the last entry is read from the end of its index, whatever the statistics say. A plan made while
-- the table was small reads all of it for each row, and stays in use for the whole of a long insert.
CREATE FUNCTION ledger_entry_chain() RETURNS trigger LANGUAGE plpgsql SET enable_sort = off AS $$
DECLARE last_number bigint; last_hash bytea;
BEGIN
    PERFORM pg_advisory_xact_lock(4711, NEW.authority_id::int);
    SELECT number, hash INTO last_number, last_hash FROM ledger_entry
        WHERE authority_id = NEW.authority_id ORDER BY number DESC LIMIT 1;
    NEW.number := coalesce(last_number, 0) + 1;
    NEW.previous_hash := coalesce(last_hash, ''::bytea);
    NEW.hash := ledger_entry_digest(NEW);
    RETURN NEW;
END $$;
CREATE TRIGGER ledger_entry_chain BEFORE INSERT ON ledger_entry FOR EACH ROW EXECUTE FUNCTION ledger_entry_chain();

CREATE FUNCTION ledger_entry_refuse() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'The ledger is append-only: % is refused', TG_OP USING ERRCODE = 'insufficient_privilege';
END $$;
CREATE TRIGGER ledger_entry_no_change BEFORE UPDATE OR DELETE ON ledger_entry FOR EACH ROW EXECUTE FUNCTION ledger_entry_refuse();
CREATE TRIGGER ledger_entry_no_truncate BEFORE TRUNCATE ON ledger_entry FOR EACH STATEMENT EXECUTE FUNCTION ledger_entry_refuse();

CREATE FUNCTION ledger_entry_tell() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF NEW.act !~ '(viewed|searched|suggested|signed_in|signed_out|refused|unsealed)$' THEN
        PERFORM pg_notify('frontdoor_board', NEW.authority_id::text);
    END IF;
    RETURN NULL;
END $$;
CREATE TRIGGER ledger_entry_tell AFTER INSERT ON ledger_entry FOR EACH ROW EXECUTE FUNCTION ledger_entry_tell();
"""

UNDO = """
DROP TRIGGER ledger_entry_tell ON ledger_entry; DROP FUNCTION ledger_entry_tell();
DROP TRIGGER ledger_entry_no_truncate ON ledger_entry; DROP TRIGGER ledger_entry_no_change ON ledger_entry;
DROP FUNCTION ledger_entry_refuse(); DROP TRIGGER ledger_entry_chain ON ledger_entry;
DROP FUNCTION ledger_entry_chain(); DROP FUNCTION ledger_entry_digest(ledger_entry);
"""


class Migration(migrations.Migration):
    dependencies = [("ledger", "0001_initial")]
    operations = [migrations.RunSQL(CHAIN, UNDO), *wall("ledger_entry")]
