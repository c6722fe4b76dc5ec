import django.db.models.deletion
from django.db import migrations, models

from frontdoor.record.organisations.walls import wall


class Migration(migrations.Migration):

    dependencies = [
        ('children', '0005_family'),
        ('organisations', '0002_walls'),
    ]

    operations = [
        migrations.CreateModel(
            name='MatchCard',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('details', models.TextField(help_text='See library/matching/live/cards.py')),
                ('edition', models.BigIntegerField(help_text='By which edition of the keys the person is filed')),
                ('authority', models.ForeignKey(editable=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='organisations.authority')),
                ('person', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='children.person')),
            ],
            options={
                'abstract': False,
            },
        ),
        *wall("children_matchcard"),
    ]
