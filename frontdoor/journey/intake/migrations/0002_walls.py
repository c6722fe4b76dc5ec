"""Walls, the sequence that numbers receipts, and refusal of changes to what was told."""

from django.db import migrations

from frontdoor.record.organisations.walls import wall


class Migration(migrations.Migration):
    dependencies = [("intake", "0001_initial")]
    operations = [
        *wall("intake_contact", "intake_namedperson", "intake_identification", "intake_draft", "intake_idempotencykey"),
        migrations.RunSQL("CREATE SEQUENCE intake_contact_receipt START 1", "DROP SEQUENCE intake_contact_receipt"),
    ]
