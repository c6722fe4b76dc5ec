from django.db import migrations

from frontdoor.record.organisations.walls import wall


class Migration(migrations.Migration):
    dependencies = [("quality", "0001_initial")]
    operations = wall("quality_sample", "quality_case", "quality_review", "quality_answer", "quality_seconddecision")
