"""Walls, and the sequence that numbers people."""

from django.db import migrations

from frontdoor.record.organisations.walls import sealed_wall, wall


class Migration(migrations.Migration):
    dependencies = [("children", "0001_initial")]
    operations = [
        *wall(
            "children_person",
            "children_othername",
            "children_household",
            "children_membership",
            "children_address",
            "children_seal",
            "children_relationship",
            "children_episode",
            "children_matchkey",
        ),
        sealed_wall("children_sealedaddress"),
        migrations.RunSQL("CREATE SEQUENCE children_person_reference START 100001", "DROP SEQUENCE children_person_reference"),
    ]
