from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("intake", "0002_walls")]
    operations = [
        migrations.AlterField(
            model_name="contact",
            name="channel",
            field=models.CharField(
                choices=[
                    ("phone", "Phone"),
                    ("email", "E-mail"),
                    ("letter", "Letter"),
                    ("visit", "In person"),
                    ("portal", "Partner portal"),
                    ("api", "From an agency's system"),
                    ("import", "Read from an older system"),
                    ("look_back", "Opened again by a look-back"),
                ],
                max_length=10,
            ),
        )
    ]
