"""Walls around managers' looks and what reviewers have in hand."""

from django.db import migrations

from frontdoor.record.organisations.walls import wall


class Migration(migrations.Migration):
    dependencies = [("decision", "0003_looks")]
    operations = [*wall("decision_look", "decision_pickup")]
