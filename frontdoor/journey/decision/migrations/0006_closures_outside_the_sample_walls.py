"""A closure may stand on one person's word where its edition's sample leaves it out; the database draws again itself.

It says in SQL what record/policy/oversight.py says in Python (a test holds the two together): what an edition says is
read from its row, what the contact is from its own rows, and nothing from whoever asks. The hash of seed and receipt is
the same sum on both sides.
"""

from django.db import migrations

from frontdoor.record.organisations.walls import wall

LEAVES_OUT = """
CREATE FUNCTION policy_leaves_out(oversight jsonb, receipt text, received_on date) RETURNS boolean
LANGUAGE sql IMMUTABLE SET search_path = public, pg_temp AS $$
    SELECT coalesce(
        oversight->>'closures' = 'sample' AND (oversight->>'since')::date <= received_on
        AND (('x' || left(digest.hex, 8))::bit(32)::bigint * 4294967296::numeric
             + ('x' || substr(digest.hex, 9, 8))::bit(32)::bigint) * 100
            >= (oversight->>'percent')::numeric * 18446744073709551616,
        false)
    FROM (SELECT encode(sha256(convert_to((oversight->>'seed') || E'\\n' || receipt, 'UTF8')), 'hex') AS hex) digest
$$;

CREATE FUNCTION policy_edition_then(authority bigint, moment timestamptz, known_by timestamptz) RETURNS bigint
LANGUAGE sql STABLE SET search_path = public, pg_temp AS $$
    SELECT id FROM policy_edition
    WHERE authority_id = authority AND in_force_from <= (moment AT TIME ZONE 'Europe/London')::date
      AND adopted_at <= known_by
    ORDER BY in_force_from DESC LIMIT 1
$$;
"""

# Whether any child on a contact came back after a contact that ended without a referral, within so many days of its end.
CAME_BACK = """
CREATE FUNCTION decision_came_back(contact bigint, days integer) RETURNS boolean
LANGUAGE sql STABLE SET search_path = public, pg_temp AS $$
    SELECT EXISTS (
        SELECT 1 FROM intake_contact c
        JOIN intake_namedperson n ON n.contact_id = c.id AND n.is_child
        JOIN intake_identification i ON i.named_id = n.id AND i.verdict = 'same' AND i.withdrawn_at IS NULL
        JOIN intake_identification j ON j.verdict = 'same' AND j.withdrawn_at IS NULL AND j.person_id IN (
            SELECT i.person_id UNION
            SELECT mate.person_id FROM children_joinedrecord own
            JOIN children_joinedrecord mate ON mate.leading_id = own.leading_id WHERE own.person_id = i.person_id)
        JOIN intake_namedperson m ON m.id = j.named_id AND m.contact_id <> c.id
        JOIN intake_contact past ON past.id = m.contact_id AND past.received_at <= c.received_at
        JOIN decision_outcome o ON o.named_id = m.id
         AND o.kind IN ('early_help', 'advice', 'no_further_action', 'closed_for_want_of_capacity')
        WHERE c.id = contact AND c.received_at - past.ended_at <= days * interval '24 hours')
$$;
"""

# What an edition has seen always, and what it has a manager approve, of a recommendation and its contact.
MUST_BE_SEEN = """
CREATE FUNCTION decision_must_be_seen(recommended bigint, content jsonb) RETURNS boolean
LANGUAGE sql STABLE SET search_path = public, pg_temp AS $$
    SELECT EXISTS (
        SELECT 1 FROM jsonb_array_elements(coalesce(content->'always_seen', '[]')) seen
        WHERE (coalesce(jsonb_array_length(seen->'outcomes'), 0) = 0 OR seen->'outcomes' ?| said.kinds)
          AND (coalesce(jsonb_array_length(seen->'levels'), 0) = 0 OR seen->'levels' ?| said.levels)
          AND (coalesce(jsonb_array_length(seen->'classes'), 0) = 0 OR seen->'classes' ?| said.classes)
          AND (coalesce(jsonb_array_length(seen->'ratings'), 0) = 0 OR seen->'ratings' ?| ARRAY[said.colour])
    ) OR EXISTS (
        SELECT 1 FROM jsonb_array_elements(content->'consent_reasons') reason
        WHERE (reason->>'needs_manager')::boolean AND (reason->>'question', reason->>'code') IN (
            ('sharing', said.sharing_basis), ('agreement', said.agreement), ('openness', said.family_told))
    ) OR said.agreement = 'not_needed' OR said.sharing_basis = 'safeguarding' OR said.colour = 'red'
    FROM (
        SELECT c.sharing_basis, c.family_told,
            ARRAY(SELECT p.kind::text FROM decision_recommendedoutcome p WHERE p.recommendation_id = r.id) AS kinds,
            ARRAY(SELECT p.level::text FROM decision_recommendedoutcome p
                  WHERE p.recommendation_id = r.id AND p.level <> '') AS levels,
            ARRAY(SELECT k.demand_class::text FROM triage_classification k
                  JOIN intake_namedperson n ON n.id = k.named_id AND n.contact_id = c.id AND n.is_child
                  WHERE k.ended_at IS NULL) AS classes,
            coalesce((SELECT t.colour FROM triage_rating t WHERE t.contact_id = c.id AND t.ended_at IS NULL), '')::text
                AS colour,
            coalesce((SELECT q.agreement FROM triage_question q
                      WHERE q.contact_id = c.id AND q.agreement <> '' AND q.answered_at IS NOT NULL
                      ORDER BY q.answered_at DESC, q.id DESC LIMIT 1), c.family_agreement) AS agreement
        FROM decision_recommendation r JOIN intake_contact c ON c.id = r.contact_id WHERE r.id = recommended
    ) said
$$;
"""

MAY_STAND_ALONE = """
CREATE FUNCTION decision_may_stand_alone(recommended bigint) RETURNS boolean
LANGUAGE sql STABLE SET search_path = public, pg_temp AS $$
    SELECT EXISTS (
        SELECT 1 FROM decision_recommendation r
        JOIN intake_contact c ON c.id = r.contact_id AND c.received_at <= r.recommended_at
        JOIN policy_edition e ON e.id = r.edition_id
         AND e.id = policy_edition_then(c.authority_id, r.recommended_at, 'infinity')
        JOIN policy_edition first ON first.id = policy_edition_then(c.authority_id, c.received_at, c.received_at)
        WHERE r.id = recommended
          AND e.content ?& ARRAY['outcomes', 'consent_reasons']
          AND policy_leaves_out(e.content->'oversight', c.receipt, (c.received_at AT TIME ZONE 'Europe/London')::date)
          AND policy_leaves_out(first.content->'oversight', c.receipt,
                                (c.received_at AT TIME ZONE 'Europe/London')::date)
          AND NOT c.is_in_danger_now AND c.channel <> 'look_back'
          AND EXISTS (SELECT 1 FROM intake_namedperson n WHERE n.contact_id = c.id AND n.is_child)
          AND NOT EXISTS (
              SELECT 1 FROM intake_namedperson n
              LEFT JOIN decision_recommendedoutcome p ON p.named_id = n.id AND p.recommendation_id = r.id
              LEFT JOIN jsonb_array_elements(e.content->'outcomes') o ON o->>'code' = p.kind
              WHERE n.contact_id = c.id AND n.is_child
                AND ((o->>'closes')::boolean IS NOT TRUE OR p.kind = 'closed_for_want_of_capacity'))
          AND NOT EXISTS (SELECT 1 FROM decision_recommendation other WHERE other.contact_id = c.id AND other.id <> r.id)
          AND NOT EXISTS (
              SELECT 1 FROM decision_look l WHERE l.contact_id = c.id AND l.direction <> '' AND l.done_at IS NULL)
          AND NOT decision_must_be_seen(r.id, e.content)
          AND NOT decision_came_back(c.id, (e.content->'demand_windows'->>'repeat')::integer))
$$;
"""

GUARDS = """
CREATE FUNCTION left_out_by_its_draw() RETURNS trigger LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
BEGIN
    IF NOT decision_may_stand_alone(NEW.recommendation_id) OR NOT EXISTS (
        SELECT 1 FROM decision_recommendation r JOIN intake_contact c ON c.id = r.contact_id
        WHERE r.id = NEW.recommendation_id AND r.recommended_by_id = NEW.closed_by_id
          AND NEW.edition_id = policy_edition_then(c.authority_id, c.received_at, c.received_at)
    ) THEN
        RAISE EXCEPTION 'This closure needs a second person: its edition does not leave it out' USING ERRCODE = 'check_violation';
    END IF;
    RETURN NULL;
END $$;
CREATE CONSTRAINT TRIGGER left_out_by_its_draw AFTER INSERT OR UPDATE ON decision_leftout
    DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION left_out_by_its_draw();

CREATE OR REPLACE FUNCTION outcome_needs_oversight() RETURNS trigger LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
BEGIN
    IF NOT EXISTS (
        SELECT 1 FROM decision_oversight o JOIN decision_recommendation r ON r.id = o.recommendation_id
        JOIN intake_namedperson n ON n.id = NEW.named_id AND n.is_child
        WHERE o.id = NEW.oversight_id AND o.kind IN ('agreed', 'changed')
          AND r.contact_id = NEW.contact_id AND n.contact_id = NEW.contact_id
    ) AND NOT EXISTS (
        SELECT 1 FROM decision_leftout l JOIN decision_recommendation r ON r.id = l.recommendation_id
        JOIN decision_recommendedoutcome p ON p.recommendation_id = r.id AND p.named_id = NEW.named_id
        JOIN intake_namedperson n ON n.id = NEW.named_id AND n.is_child
        WHERE l.id = NEW.left_out_id AND r.contact_id = NEW.contact_id AND n.contact_id = NEW.contact_id
          AND p.kind = NEW.kind AND p.level = NEW.level AND decision_may_stand_alone(r.id)
    ) THEN
        RAISE EXCEPTION 'An outcome needs oversight that agreed or changed it, on the same contact, or a sample that leaves it out' USING ERRCODE = 'check_violation';
    END IF;
    RETURN NULL;
END $$;
"""

# What draws is fixed before what is drawn: once contacts stand, no edition is put in behind them.
NOT_BEHIND = """
CREATE FUNCTION edition_is_not_put_in_behind() RETURNS trigger LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
BEGIN
    IF EXISTS (SELECT 1 FROM policy_edition WHERE authority_id = NEW.authority_id AND id <> NEW.id) AND (
        NEW.in_force_from < (NEW.adopted_at AT TIME ZONE 'Europe/London')::date
        OR EXISTS (SELECT 1 FROM intake_contact
                   WHERE authority_id = NEW.authority_id AND received_at > NEW.adopted_at)
    ) THEN
        RAISE EXCEPTION 'An edition is adopted before it is in force, and not behind contacts that are there' USING ERRCODE = 'check_violation';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER edition_is_not_put_in_behind BEFORE INSERT ON policy_edition
    FOR EACH ROW EXECUTE FUNCTION edition_is_not_put_in_behind();
"""

UNDO = """
DROP TRIGGER edition_is_not_put_in_behind ON policy_edition; DROP FUNCTION edition_is_not_put_in_behind();
CREATE OR REPLACE FUNCTION outcome_needs_oversight() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF NOT EXISTS (
        SELECT 1 FROM decision_oversight o JOIN decision_recommendation r ON r.id = o.recommendation_id
        JOIN intake_namedperson n ON n.id = NEW.named_id AND n.is_child
        WHERE o.id = NEW.oversight_id AND o.kind IN ('agreed', 'changed')
          AND r.contact_id = NEW.contact_id AND n.contact_id = NEW.contact_id
    ) THEN
        RAISE EXCEPTION 'An outcome needs oversight that agreed or changed it, on the same contact' USING ERRCODE = 'check_violation';
    END IF;
    RETURN NULL;
END $$;
DROP TRIGGER left_out_by_its_draw ON decision_leftout;
DROP FUNCTION left_out_by_its_draw();
DROP FUNCTION decision_may_stand_alone(bigint);
DROP FUNCTION decision_must_be_seen(bigint, jsonb);
DROP FUNCTION decision_came_back(bigint, integer);
DROP FUNCTION policy_edition_then(bigint, timestamptz, timestamptz);
DROP FUNCTION policy_leaves_out(jsonb, text, date);
"""


class Migration(migrations.Migration):
    dependencies = [
        ("decision", "0005_closures_outside_the_sample"),
        ("triage", "0004_questions_walls"),
        ("children", "0004_identity_walls"),
        ("policy", "0002_walls"),
    ]
    operations = [
        *wall("decision_leftout"),
        migrations.RunSQL("".join((LEAVES_OUT, CAME_BACK, MUST_BE_SEEN, MAY_STAND_ALONE, GUARDS, NOT_BEHIND)), UNDO),
    ]
