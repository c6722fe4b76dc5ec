"""A wall around what decisions were made amid."""

from django.db import migrations

from frontdoor.record.organisations.walls import wall


class Migration(migrations.Migration):
    dependencies = [("decision", "0007_made_amid")]
    operations = [*wall("decision_amid")]
