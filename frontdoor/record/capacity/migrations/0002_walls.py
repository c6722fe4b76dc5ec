from django.db import migrations

from frontdoor.record.organisations.walls import wall


class Migration(migrations.Migration):
    dependencies = [("capacity", "0001_initial")]
    operations = wall("capacity_contracthours", "capacity_absence", "capacity_duty")
