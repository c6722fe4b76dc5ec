from django.db import migrations

from frontdoor.record.organisations.walls import wall


class Migration(migrations.Migration):
    dependencies = [("policy", "0001_initial")]
    operations = wall("policy_edition")
