from django.db import migrations

from frontdoor.record.organisations.walls import wall


class Migration(migrations.Migration):
    dependencies = [("staffing", "0003_forecasts")]
    operations = wall("staffing_seriesforecast", "staffing_forecastweek")
