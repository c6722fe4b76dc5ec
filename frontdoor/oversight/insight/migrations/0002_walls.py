from django.db import migrations

from frontdoor.record.organisations.walls import wall


class Migration(migrations.Migration):
    dependencies = [("insight", "0001_initial")]
    operations = wall("insight_changemarker")
