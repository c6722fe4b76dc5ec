from django.db import migrations

from frontdoor.record.organisations.walls import wall


class Migration(migrations.Migration):
    dependencies = [("staffing", "0005_measured_handling")]
    operations = wall("staffing_measuredday", "staffing_measuredwork")
