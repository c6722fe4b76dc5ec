"""A wall around what contacts are about."""

from django.db import migrations

from frontdoor.record.organisations.walls import wall


class Migration(migrations.Migration):
    dependencies = [("intake", "0004_concerns")]
    operations = [*wall("intake_concern")]
