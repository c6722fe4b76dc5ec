"""What the web role may try by statements of its own, past every action."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import connection

from tests.proofs.walking_acts import NothingThere

if TYPE_CHECKING:
    from tests.proofs.walking import Walk

BY_SQL: dict[str, str] = {
    "SQL: oversee one's own": (
        "INSERT INTO decision_oversight (authority_id, recommendation_id, recommended_by_id, kind, reason, direction,"
        " decided_at, decided_by_id) SELECT authority_id, id, recommended_by_id, 'agreed', '', '', now(),"
        " recommended_by_id FROM decision_recommendation WHERE contact_id = %(contact)s ORDER BY id DESC LIMIT 1"
    ),
    "SQL: oversee one's own in another's name": (
        "INSERT INTO decision_oversight (authority_id, recommendation_id, recommended_by_id, kind, reason, direction,"
        " decided_at, decided_by_id) SELECT authority_id, id, %(worker)s, 'agreed', '', '', now(), recommended_by_id"
        " FROM decision_recommendation WHERE contact_id = %(contact)s ORDER BY id DESC LIMIT 1"
    ),
    "SQL: close": "UPDATE intake_contact SET ended_at = now(), ended_by_id = %(worker)s WHERE id = %(contact)s",
    "SQL: an outcome on any oversight": (
        "INSERT INTO decision_outcome (authority_id, contact_id, named_id, oversight_id, kind, level, took_effect_at)"
        " SELECT authority_id, %(contact)s, %(named)s, id, 'no_further_action', 'universal', now()"
        " FROM decision_oversight ORDER BY random() LIMIT 1"
    ),
    "SQL: make a return an agreement": (
        "UPDATE decision_oversight SET kind = 'agreed' WHERE recommendation_id IN"
        " (SELECT id FROM decision_recommendation WHERE contact_id = %(contact)s)"
    ),
    "SQL: make another the recommender": (
        "UPDATE decision_recommendation SET recommended_by_id = %(worker)s WHERE contact_id = %(contact)s"
    ),
    "SQL: delete the oversight": "DELETE FROM decision_oversight",
    "SQL: give it to a second worker": (
        "INSERT INTO triage_allocation (authority_id, contact_id, worker_id, allocated_at)"
        " VALUES (1, %(contact)s, %(worker)s, now()), (1, %(contact)s, %(worker)s, now())"
    ),
    "SQL: leave it out": (
        "INSERT INTO decision_leftout (authority_id, recommendation_id, edition_id, because, closed_at, closed_by_id)"
        " SELECT authority_id, id, edition_id, 'x', recommended_at, recommended_by_id FROM decision_recommendation"
        " WHERE contact_id = %(contact)s ORDER BY id DESC LIMIT 1"
    ),
    "SQL: an outcome on any closure left out": (
        "INSERT INTO decision_outcome (authority_id, contact_id, named_id, left_out_id, kind, level, took_effect_at)"
        " SELECT authority_id, %(contact)s, %(named)s, id, 'no_further_action', 'universal', now()"
        " FROM decision_leftout ORDER BY random() LIMIT 1"
    ),
    "SQL: put in an edition that leaves nearly all out": (
        "INSERT INTO policy_edition (authority_id, name, in_force_from, adopted_at, content)"
        " SELECT authority_id, 'False', '2018-07-02', '2018-07-02', jsonb_set(content, '{oversight}',"
        """ '{"closures": "sample", "percent": 1, "seed": "mine", "since": "2018-07-02"}')"""
        " FROM policy_edition WHERE in_force_from = '2018-04-01' AND authority_id = 1"
    ),
    "SQL: drop a question": "UPDATE triage_question SET ended_at = now() WHERE contact_id = %(contact)s",
}


def by_sql(walk: Walk, statement: str) -> None:
    """Try a statement as the web role; one that changes nothing was refused by there being nothing."""
    values = {
        "contact": walk.contact.pk,
        "named": walk.named.pk,
        "worker": walk.chance.choice(walk.people.workers).pk,
    }
    with connection.cursor() as cursor:
        cursor.execute(statement, values)
        if not cursor.rowcount:
            raise NothingThere
