from django.db import migrations

from frontdoor.record.organisations.walls import wall


class Migration(migrations.Migration):
    dependencies = [("organisations", "0001_initial")]
    operations = wall("organisations_team", "organisations_agency", "organisations_professional")
