from django.db import migrations

from frontdoor.record.organisations.walls import wall


class Migration(migrations.Migration):
    dependencies = [("staffing", "0001_initial")]
    operations = wall("staffing_keptanswer")
