import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

from frontdoor.record.organisations.walls import wall


class Migration(migrations.Migration):

    dependencies = [
        ('children', '0008_commonness'),
        ('organisations', '0002_walls'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='Involvement',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('kind', models.CharField(choices=[('early_help', 'Early help assessment'), ('assessment', 'Child and family assessment'), ('section_47', 'Section 47 enquiry'), ('child_in_need', 'Child in need'), ('child_in_need_plan', 'Child in need plan'), ('child_protection_plan', 'Child protection plan'), ('looked_after', 'Looked after')], max_length=24)),
                ('started_on', models.DateField()),
                ('has_ended', models.BooleanField(default=False)),
                ('ended_on', models.DateField(blank=True, null=True)),
                ('category', models.CharField(blank=True, help_text='Census code of the abuse or the need', max_length=4)),
                ('led_to', models.CharField(blank=True, help_text='Code of the outcome or the reason for the end', max_length=16)),
                ('organisation', models.CharField(blank=True, help_text='Who did it, where it was not the council', max_length=120)),
                ('earlier', models.PositiveSmallIntegerField(blank=True, help_text='How many of the kind there were before it, as the other system says', null=True)),
                ('origin', models.CharField(choices=[('other_system', 'from another case system')], max_length=16)),
                ('recorded_at', models.DateTimeField()),
                ('end_learned_at', models.DateTimeField(blank=True, null=True)),
                ('authority', models.ForeignKey(editable=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='organisations.authority')),
                ('end_learned_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('person', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='involvements', to='children.person')),
                ('recorded_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('person', 'kind', 'started_on'), name='involvement_once'), models.CheckConstraint(condition=models.Q(('ended_on__isnull', True), models.Q(('ended_on__gte', models.F('started_on')), ('has_ended', True)), _connector='OR'), name='involvement_in_order'), models.CheckConstraint(condition=models.Q(('has_ended', True), ('led_to', ''), _connector='OR'), name='involvement_led_to_once_ended'), models.CheckConstraint(condition=models.Q(models.Q(('end_learned_at__isnull', True), ('end_learned_by__isnull', True)), models.Q(('end_learned_at__isnull', False), ('has_ended', True)), _connector='OR'), name='involvement_end_learned_once_ended')],
            },
        ),
        *wall("children_involvement"),
    ]
