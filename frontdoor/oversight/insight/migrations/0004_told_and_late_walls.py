"""The walls of the new tables, and the indexes from which the pages of figures are read without opening a record.

The indexes hold every column that a count needs, so that ten years of contacts are counted from a few megabytes and
not from the contacts' own words. They belong to these pages, so they are made here.
"""

from django.db import migrations

from frontdoor.record.organisations.walls import wall

CONTACTS = migrations.RunSQL(
    """
    CREATE INDEX insight_contacts ON intake_contact (authority_id, received_at)
        INCLUDE (id, source_code, agency_id, professional_id, ended_at);
    CREATE INDEX insight_children ON intake_namedperson (authority_id, contact_id) INCLUDE (id) WHERE is_child;
    CREATE INDEX insight_classes ON triage_classification (authority_id, named_id)
        INCLUDE (demand_class, contact_id) WHERE ended_at IS NULL;
    """,
    "DROP INDEX insight_contacts; DROP INDEX insight_children; DROP INDEX insight_classes;",
)


class Migration(migrations.Migration):
    dependencies = [
        ("insight", "0003_told_and_late"),
        ("intake", "0002_walls"),
        ("triage", "0002_walls"),
    ]
    operations = [*wall("insight_agencytold", "insight_latereason"), CONTACTS]
