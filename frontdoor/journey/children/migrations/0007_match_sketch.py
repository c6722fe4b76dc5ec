from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('children', '0006_match_index'),
    ]

    operations = [
        migrations.AddField(
            model_name='matchcard',
            name='sketch',
            field=models.BinaryField(default=b'', help_text='See library/matching/live/sketches.py'),
        ),
    ]
