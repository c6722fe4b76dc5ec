from django.db import migrations

from frontdoor.record.organisations.walls import wall


class Migration(migrations.Migration):
    dependencies = [("policy", "0003_days_off")]
    operations = wall("policy_dayoff")
