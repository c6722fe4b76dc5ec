from django.db import migrations

from frontdoor.record.organisations.walls import wall


class Migration(migrations.Migration):
    dependencies = [("triage", "0001_initial")]
    operations = wall("triage_classification", "triage_rating", "triage_allocation", "triage_news")
