"""Walls, and the two things the database itself refuses: closing alone, and closing without oversight."""

from django.db import migrations

from frontdoor.record.organisations.walls import wall

FOUR_EYES = """
ALTER TABLE decision_recommendation ADD CONSTRAINT recommendation_and_recommender UNIQUE (id, recommended_by_id);
ALTER TABLE decision_oversight ADD CONSTRAINT oversight_names_the_recommender
    FOREIGN KEY (recommendation_id, recommended_by_id) REFERENCES decision_recommendation (id, recommended_by_id);

CREATE FUNCTION outcome_needs_oversight() RETURNS trigger LANGUAGE plpgsql AS $$
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
CREATE CONSTRAINT TRIGGER outcome_needs_oversight AFTER INSERT OR UPDATE ON decision_outcome
    DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION outcome_needs_oversight();

CREATE FUNCTION contact_ends_with_outcomes() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF NEW.ended_at IS NULL OR NEW.channel = 'import' THEN RETURN NULL; END IF;
    IF EXISTS (
        SELECT 1 FROM intake_namedperson n WHERE n.contact_id = NEW.id AND n.is_child
          AND NOT EXISTS (SELECT 1 FROM decision_outcome o WHERE o.named_id = n.id)
    ) OR NOT EXISTS (SELECT 1 FROM decision_outcome o WHERE o.contact_id = NEW.id) THEN
        RAISE EXCEPTION 'A contact ends only when every child on it has an outcome that was overseen' USING ERRCODE = 'check_violation';
    END IF;
    RETURN NULL;
END $$;
CREATE CONSTRAINT TRIGGER contact_ends_with_outcomes AFTER INSERT OR UPDATE OF ended_at ON intake_contact
    DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION contact_ends_with_outcomes();
"""

UNDO = """
DROP TRIGGER contact_ends_with_outcomes ON intake_contact; DROP FUNCTION contact_ends_with_outcomes();
DROP TRIGGER outcome_needs_oversight ON decision_outcome; DROP FUNCTION outcome_needs_oversight();
ALTER TABLE decision_oversight DROP CONSTRAINT oversight_names_the_recommender;
ALTER TABLE decision_recommendation DROP CONSTRAINT recommendation_and_recommender;
"""


class Migration(migrations.Migration):
    dependencies = [("decision", "0001_initial")]
    operations = [
        *wall(
            "decision_historyread",
            "decision_finding",
            "decision_childsday",
            "decision_recommendation",
            "decision_recommendedoutcome",
            "decision_oversight",
            "decision_outcome",
            "decision_reply",
        ),
        migrations.RunSQL(FOUR_EYES, UNDO),
    ]
