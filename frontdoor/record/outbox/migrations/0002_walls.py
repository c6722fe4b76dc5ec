from django.db import migrations

from frontdoor.record.organisations.walls import wall


class Migration(migrations.Migration):
    dependencies = [("outbox", "0001_initial")]
    operations = wall("outbox_message")
