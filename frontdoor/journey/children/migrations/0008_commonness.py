import django.db.models.deletion
from django.db import migrations, models

from frontdoor.record.organisations.walls import wall


class Migration(migrations.Migration):

    dependencies = [
        ('children', '0007_match_sketch'),
        ('organisations', '0002_walls'),
    ]

    operations = [
        migrations.CreateModel(
            name='Commonness',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('people', models.PositiveIntegerField(help_text='How many people were counted')),
                ('counts', models.JSONField(help_text='For each field the values that several people share, and how many do')),
                ('authority', models.ForeignKey(editable=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='organisations.authority')),
            ],
            options={
                'abstract': False,
            },
        ),
        *wall("children_commonness"),
    ]
