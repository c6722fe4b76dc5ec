"""Walls around what is asked of referrers and done about danger."""

from django.db import migrations

from frontdoor.record.organisations.walls import wall


class Migration(migrations.Migration):
    dependencies = [("triage", "0003_questions")]
    operations = [*wall("triage_question", "triage_chase", "triage_notasked", "triage_dangeract")]
