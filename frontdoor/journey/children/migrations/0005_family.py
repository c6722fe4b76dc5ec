"""Parental responsibility as a fact of its own; facts about families are withdrawn, never edited."""

import django.db.models.deletion
import django.db.models.functions.comparison
from django.conf import settings
from django.db import migrations, models

from frontdoor.record.organisations.walls import wall


class Migration(migrations.Migration):

    dependencies = [
        ('children', '0004_identity_walls'),
        ('organisations', '0002_walls'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='ParentalResponsibility',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('recorded_at', models.DateTimeField(blank=True, null=True)),
                ('withdrawn_at', models.DateTimeField(blank=True, null=True)),
                ('withdrawn_because', models.CharField(blank=True, max_length=200)),
                ('answer', models.CharField(choices=[('yes', 'Yes'), ('no', 'No'), ('not_known', 'Not known')], max_length=10)),
                ('basis', models.CharField(blank=True, choices=[('mother', 'Gave birth to the child (Children Act 1989, s.2)'), ('married', 'Married to, or civil partner of, the mother at the birth (Children Act 1989, s.2)'), ('registered', 'Registered as a parent of the child (Children Act 1989, s.4 or s.4ZA)'), ('agreement', 'Parental responsibility agreement (Children Act 1989, s.4, s.4ZA or s.4A)'), ('court_order', 'Parental responsibility order (Children Act 1989, s.4, s.4ZA or s.4A)'), ('lives_with', 'Child arrangements order: the child lives with them (Children Act 1989, s.12)'), ('special_guardian', 'Special guardianship order (Children Act 1989, s.14C)'), ('guardian', 'Appointed guardian (Children Act 1989, s.5)'), ('adoption', 'Adoption order (Adoption and Children Act 2002, s.46)'), ('care_order', 'Care order: the council shares it (Children Act 1989, s.33)')], max_length=20)),
                ('how_known', models.CharField(blank=True, choices=[('birth_certificate', 'Birth certificate seen'), ('court_order', 'Court order seen'), ('agreement', 'Agreement seen'), ('said_by_family', 'Said by the family'), ('said_by_professional', 'Said by a professional'), ('other_records', 'From other records')], max_length=20)),
                ('from_on', models.DateField(blank=True, null=True)),
                ('until_on', models.DateField(blank=True, null=True)),
            ],
            options={
                'verbose_name_plural': 'parental responsibilities',
                'abstract': False,
            },
        ),
        migrations.RemoveConstraint(
            model_name='relationship',
            name='related_once',
        ),
        migrations.AddField(
            model_name='membership',
            name='recorded_at',
            field=models.DateTimeField(blank=True, null=True),
        ),
        migrations.AddField(
            model_name='membership',
            name='recorded_by',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='membership',
            name='time_there',
            field=models.CharField(blank=True, choices=[('all', 'All the time'), ('most', 'Most of the time'), ('half', 'About half the week'), ('weekends', 'Weekends or holidays'), ('some', 'Now and then')], help_text='Blank where not said', max_length=10),
        ),
        migrations.AddField(
            model_name='membership',
            name='withdrawn_at',
            field=models.DateTimeField(blank=True, null=True),
        ),
        migrations.AddField(
            model_name='membership',
            name='withdrawn_because',
            field=models.CharField(blank=True, max_length=200),
        ),
        migrations.AddField(
            model_name='membership',
            name='withdrawn_by',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='relationship',
            name='from_on',
            field=models.DateField(blank=True, null=True),
        ),
        migrations.AddField(
            model_name='relationship',
            name='how_known',
            field=models.CharField(blank=True, choices=[('birth_certificate', 'Birth certificate seen'), ('court_order', 'Court order seen'), ('agreement', 'Agreement seen'), ('said_by_family', 'Said by the family'), ('said_by_professional', 'Said by a professional'), ('other_records', 'From other records')], max_length=20),
        ),
        migrations.AddField(
            model_name='relationship',
            name='recorded_at',
            field=models.DateTimeField(blank=True, null=True),
        ),
        migrations.AddField(
            model_name='relationship',
            name='recorded_by',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='relationship',
            name='withdrawn_at',
            field=models.DateTimeField(blank=True, null=True),
        ),
        migrations.AddField(
            model_name='relationship',
            name='withdrawn_because',
            field=models.CharField(blank=True, max_length=200),
        ),
        migrations.AddField(
            model_name='relationship',
            name='withdrawn_by',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AlterField(
            model_name='relationship',
            name='kind',
            field=models.CharField(choices=[('parent', 'is a parent of'), ('step_parent', 'is a step-parent of'), ('grandparent', 'is a grandparent of'), ('twin', 'is a twin of'), ('carer', 'cares for'), ('partner', 'is a partner of'), ('sibling', 'is a brother or sister of')], max_length=20),
        ),
        migrations.AddConstraint(
            model_name='membership',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('withdrawn_at__isnull', True), ('withdrawn_because', '')), models.Q(('withdrawn_at__isnull', False), models.Q(('withdrawn_because', ''), _negated=True)), _connector='OR'), name='membership_withdrawn_says_why'),
        ),
        migrations.AddConstraint(
            model_name='membership',
            constraint=models.CheckConstraint(condition=models.Q(('withdrawn_at__isnull', True), ('until_on', models.F('from_on')), _connector='OR'), name='withdrawn_was_never_so'),
        ),
        migrations.AddConstraint(
            model_name='relationship',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('withdrawn_at__isnull', True), ('withdrawn_because', '')), models.Q(('withdrawn_at__isnull', False), models.Q(('withdrawn_because', ''), _negated=True)), _connector='OR'), name='relationship_withdrawn_says_why'),
        ),
        migrations.AddConstraint(
            model_name='relationship',
            constraint=models.UniqueConstraint(condition=models.Q(('until_on__isnull', True), ('withdrawn_at__isnull', True)), fields=('person', 'other', 'kind'), name='stands_related_once'),
        ),
        migrations.AddConstraint(
            model_name='relationship',
            constraint=models.UniqueConstraint(django.db.models.functions.comparison.Least('person_id', 'other_id'), django.db.models.functions.comparison.Greatest('person_id', 'other_id'), models.F('kind'), condition=models.Q(('until_on__isnull', True), ('withdrawn_at__isnull', True), models.Q(('kind', 'twin'), ('kind', 'partner'), ('kind', 'sibling'), _connector='OR')), name='stands_related_once_either_way'),
        ),
        migrations.AddField(
            model_name='parentalresponsibility',
            name='authority',
            field=models.ForeignKey(editable=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='organisations.authority'),
        ),
        migrations.AddField(
            model_name='parentalresponsibility',
            name='child',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='responsible_people', to='children.person'),
        ),
        migrations.AddField(
            model_name='parentalresponsibility',
            name='holder',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='responsibilities', to='children.person'),
        ),
        migrations.AddField(
            model_name='parentalresponsibility',
            name='recorded_by',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='parentalresponsibility',
            name='withdrawn_by',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddConstraint(
            model_name='parentalresponsibility',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('withdrawn_at__isnull', True), ('withdrawn_because', '')), models.Q(('withdrawn_at__isnull', False), models.Q(('withdrawn_because', ''), _negated=True)), _connector='OR'), name='parentalresponsibility_withdrawn_says_why'),
        ),
        migrations.AddConstraint(
            model_name='parentalresponsibility',
            constraint=models.UniqueConstraint(condition=models.Q(('until_on__isnull', True), ('withdrawn_at__isnull', True)), fields=('holder', 'child'), name='one_standing_answer', nulls_distinct=False),
        ),
        migrations.AddConstraint(
            model_name='parentalresponsibility',
            constraint=models.CheckConstraint(condition=models.Q(('holder__isnull', True), models.Q(('holder', models.F('child')), _negated=True), _connector='OR'), name='not_for_oneself'),
        ),
        migrations.AddConstraint(
            model_name='parentalresponsibility',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('basis__in', ['mother', 'married', 'registered', 'agreement', 'court_order', 'lives_with', 'special_guardian', 'guardian', 'adoption', '']), ('holder__isnull', False)), models.Q(('answer', 'yes'), ('basis', 'care_order'), ('holder__isnull', True)), _connector='OR'), name='the_council_has_it_under_a_care_order'),
        ),
        migrations.AddConstraint(
            model_name='parentalresponsibility',
            constraint=models.CheckConstraint(condition=models.Q(('answer', 'yes'), ('basis', ''), _connector='OR'), name='a_basis_only_for_yes'),
        ),
        *wall("children_parentalresponsibility"),
        migrations.RunSQL(
            "INSERT INTO children_parentalresponsibility (authority_id, holder_id, child_id, answer, basis, how_known,"
            " withdrawn_because) SELECT authority_id, person_id, other_id,"
            " CASE WHEN has_parental_responsibility THEN 'yes' ELSE 'no' END, '', '', ''"
            " FROM children_relationship WHERE has_parental_responsibility IS NOT NULL AND until_on IS NULL"
            " AND kind <> 'twin' ON CONFLICT DO NOTHING; SET CONSTRAINTS ALL IMMEDIATE; SET CONSTRAINTS ALL DEFERRED",
            migrations.RunSQL.noop,
        ),
        migrations.RemoveField(
            model_name='relationship',
            name='has_parental_responsibility',
        ),
    ]
