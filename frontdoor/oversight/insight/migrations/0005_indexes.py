"""Indexes that hold what the clocks, the partners' profiles and the repeats count, so that no record is opened for it."""

from django.db import migrations

INDEXES = migrations.RunSQL(
    """
    CREATE INDEX insight_ratings ON triage_rating (authority_id, contact_id) INCLUDE (colour, set_at)
        WHERE ended_at IS NULL;
    CREATE INDEX insight_news ON triage_news (authority_id, passed_at) INCLUDE (named_id, acknowledged_at);
    CREATE INDEX insight_recommendations ON decision_recommendation (authority_id, recommended_at)
        INCLUDE (id, contact_id);
    CREATE INDEX insight_outcomes ON decision_outcome (authority_id, named_id)
        INCLUDE (kind, level, took_effect_at);
    """,
    "DROP INDEX insight_ratings; DROP INDEX insight_news; DROP INDEX insight_recommendations; DROP INDEX insight_outcomes;",
)


class Migration(migrations.Migration):
    dependencies = [
        ("insight", "0004_told_and_late_walls"),
        ("decision", "0002_walls"),
        ("triage", "0002_walls"),
    ]
    operations = [INDEXES]
