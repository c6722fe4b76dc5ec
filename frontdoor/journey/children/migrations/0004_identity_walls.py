"""Walls, and what the database itself refuses: joining alone, and joining or naming together what is kept apart.

The functions that keep two identities apart run as the owner of the tables, because nobody else may read which pairs
there are. What they give away is an answer about a pair whose both halves the asker named already.
"""

from django.db import migrations

from frontdoor.record.organisations.walls import sealed_wall, wall

KEPT_APART = """
CREATE FUNCTION children_leading(person bigint) RETURNS bigint
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public AS $$
    SELECT coalesce((SELECT leading_id FROM children_joinedrecord WHERE person_id = person), person)
$$;

CREATE FUNCTION children_never_together(people bigint[]) RETURNS TABLE (one_id bigint, other_id bigint)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public AS $$
    WITH kept AS (
        SELECT children_leading(s.one_id) AS one, children_leading(s.other_id) AS other
        FROM children_separateidentities s
        WHERE s.authority_id = nullif(current_setting('app.authority', true), '')::bigint
    ), asked AS (
        SELECT p AS id, coalesce(j.leading_id, p) AS leading
        FROM unnest(people) AS p LEFT JOIN children_joinedrecord j ON j.person_id = p
    )
    SELECT DISTINCT least(a.id, b.id), greatest(a.id, b.id)
    FROM kept JOIN asked a ON a.leading = kept.one JOIN asked b ON b.leading = kept.other
$$;

CREATE FUNCTION children_wait_for_identities(authority bigint) RETURNS void
LANGUAGE sql VOLATILE AS $$ SELECT pg_advisory_xact_lock(hashtextextended('children.identities', authority)) $$;

CREATE FUNCTION children_same_person_kept_apart() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public AS $$
BEGIN
    IF NEW.ended_at IS NOT NULL THEN RETURN NEW; END IF;
    PERFORM children_wait_for_identities(NEW.authority_id);
    IF EXISTS (
        SELECT 1 FROM children_separateidentities s
        WHERE s.authority_id = NEW.authority_id
          AND (children_leading(s.one_id), children_leading(s.other_id)) IN (
              (children_leading(NEW.one_id), children_leading(NEW.other_id)),
              (children_leading(NEW.other_id), children_leading(NEW.one_id)))
    ) THEN
        RAISE EXCEPTION 'These two records cannot be joined' USING ERRCODE = 'FD001';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER children_same_person_kept_apart BEFORE INSERT OR UPDATE ON children_sameperson
    FOR EACH ROW EXECUTE FUNCTION children_same_person_kept_apart();

CREATE FUNCTION children_joined_kept_apart() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public AS $$
BEGIN
    IF EXISTS (
        SELECT 1 FROM children_separateidentities s
        WHERE NEW.person_id IN (s.one_id, s.other_id) AND children_leading(s.one_id) = children_leading(s.other_id)
    ) THEN
        RAISE EXCEPTION 'These two records cannot be joined' USING ERRCODE = 'FD001';
    END IF;
    RETURN NULL;
END $$;
CREATE TRIGGER children_joined_kept_apart AFTER INSERT OR UPDATE ON children_joinedrecord
    FOR EACH ROW EXECUTE FUNCTION children_joined_kept_apart();

CREATE FUNCTION children_separated_when_apart() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public AS $$
BEGIN
    PERFORM children_wait_for_identities(NEW.authority_id);
    IF children_leading(NEW.one_id) = children_leading(NEW.other_id) OR EXISTS (
        SELECT 1 FROM children_sameperson s
        WHERE s.ended_at IS NULL
          AND (children_leading(s.one_id), children_leading(s.other_id)) IN (
              (children_leading(NEW.one_id), children_leading(NEW.other_id)),
              (children_leading(NEW.other_id), children_leading(NEW.one_id)))
    ) THEN
        RAISE EXCEPTION 'These two records are joined, or proposed to be: part them first' USING ERRCODE = 'FD002';
    END IF;
    DELETE FROM children_possiblepair WHERE (one_id, other_id) = (NEW.one_id, NEW.other_id);
    RETURN NEW;
END $$;
CREATE TRIGGER children_separated_when_apart BEFORE INSERT ON children_separateidentities
    FOR EACH ROW EXECUTE FUNCTION children_separated_when_apart();
"""

JOINED_BY_TWO = """
CREATE FUNCTION children_joined_by_two() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF NEW.leading_id <> NEW.person_id AND EXISTS (SELECT 1 FROM children_joinedrecord WHERE id = NEW.id) AND NOT EXISTS (
        SELECT 1 FROM children_sameperson s
        WHERE NEW.person_id IN (s.one_id, s.other_id) AND s.confirmed_at IS NOT NULL AND s.ended_at IS NULL
    ) THEN
        RAISE EXCEPTION 'A record is joined only by a link that a second person confirmed' USING ERRCODE = 'check_violation';
    END IF;
    RETURN NULL;
END $$;
CREATE CONSTRAINT TRIGGER children_joined_by_two AFTER INSERT OR UPDATE ON children_joinedrecord
    DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION children_joined_by_two();
"""

UNDO = """
DROP TRIGGER children_joined_by_two ON children_joinedrecord; DROP FUNCTION children_joined_by_two();
DROP TRIGGER children_separated_when_apart ON children_separateidentities; DROP FUNCTION children_separated_when_apart();
DROP TRIGGER children_joined_kept_apart ON children_joinedrecord; DROP FUNCTION children_joined_kept_apart();
DROP TRIGGER children_same_person_kept_apart ON children_sameperson; DROP FUNCTION children_same_person_kept_apart();
DROP FUNCTION children_wait_for_identities(bigint);
DROP FUNCTION children_never_together(bigint[]);
DROP FUNCTION children_leading(bigint);
"""


class Migration(migrations.Migration):
    dependencies = [("children", "0003_identities")]
    operations = [
        *wall(
            "children_sameperson",
            "children_notsame",
            "children_pairquestion",
            "children_possiblepair",
            "children_joinedrecord",
            "children_caution",
        ),
        sealed_wall("children_separateidentities"),
        migrations.RunSQL(KEPT_APART + JOINED_BY_TWO, UNDO),
    ]
