"""Loads a small authority into a database of its own, as the tables' owner, in a process of its own.

`python -m tests.site.authority.apart STEP` writes what came of it as JSON. STEP is load, fail, agreeable or misfiled.
"""

from __future__ import annotations

import json
import sys
from collections import Counter
from collections.abc import Iterator
from datetime import datetime
from itertools import islice

from frontdoor.site import standing
from frontdoor.site.authority import times

UNTIL = datetime(2018, 10, 3, 10, 30, tzinfo=times.LONDON)
SEED, MONTHS, CHILDREN = 7, 6, 1_500


def load() -> object:
    """Load the authority; say what the progress was, and what classes were set in the invention."""
    from frontdoor.site.authority import involvements, today
    from frontdoor.site.authority import load as loading
    from frontdoor.site.authority.invent import invent

    told: list[tuple[str, float]] = []
    loading.load(
        seed=SEED,
        months=MONTHS,
        until=UNTIL,
        password="demo",
        progress=lambda words, share: told.append((words, share)),
        children_count=CHILDREN,
    )
    start = loading.start_of(MONTHS, UNTIL)
    rush = round(loading.RUSH * CHILDREN / 35_000)
    invented = today.settle(invent(SEED, start, UNTIL, CHILDREN, rush=rush))
    classes = Counter(c.demand_class for done in invented.handlings for c in done.children if c.demand_class)
    return {
        "progress": told,
        "classes": classes,
        "contacts": len(invented.contacts),
        "people": len(invented.people),
        "involvements": len(involvements.made(invented)),
    }


def fail() -> object:
    """Load the authority, but be cut off in the middle of the ledger."""
    from frontdoor.site.authority import deeds

    whole = deeds.rows

    def cut_off(*given: object) -> Iterator[object]:
        yield from islice(whole(*given), 2_000)  # type: ignore[arg-type]
        raise RuntimeError("cut off")

    deeds.rows = cut_off  # type: ignore[assignment]
    try:
        load()
    except RuntimeError as error:
        return str(error)
    return "not cut off"


def agreeable() -> object:
    """Say for each recommendation that waits why a manager could not agree it; and what each sign-in finds to do.

    The manager looks at the pattern of each child who came back, as the page asks before it closes again.
    """
    from frontdoor.journey.decision import actions as decision
    from frontdoor.journey.decision import queries, rules
    from frontdoor.journey.decision.facts import OverseeFacts
    from frontdoor.oversight.worklist.queries import mine
    from frontdoor.record.access import context
    from frontdoor.record.access.models import Worker
    from frontdoor.record.organisations.models import Authority

    with context.working_for(authority_id=Authority.objects.get().pk):
        manager = Worker.objects.get(sign_in_name="team-manager")
        reasons = {}
        for waiting in queries.awaiting_oversight(manager.authority_id):
            if queries.picture_of(waiting.contact, at=UNTIL).pattern:
                decision.look(contact=waiting.contact, kind="pattern", words="Read it all", by=manager, at=UNTIL)
            picture, proposed = queries.picture_of(waiting.contact, at=UNTIL), queries.proposed_in(waiting)
            facts = OverseeFacts(
                kind="agreed",
                is_recommender=waiting.recommended_by_id == manager.pk,
                is_overseen=False,
                is_latest=True,
                reason="",
                direction="",
                direction_due_at=None,
                at=UNTIL,
                evidence=picture.evidence_for_oversight(proposed),
                levels=picture.level_codes,
            )
            reasons[waiting.contact.receipt] = rules.reasons_not_to_oversee(facts)
        work = mine.my_work(Worker.objects.get(sign_in_name="social-worker"), at=UNTIL)
        names = list(Worker.objects.exclude(sign_in_name__startswith="worker-").values_list("sign_in_name", flat=True))
    found = {kind: len(getattr(work, kind)) for kind in ("contacts", "returned", "news", "drafts")}
    return {"reasons": reasons, "work": found, "sign_ins": sorted(names)}


def misfiled() -> object:
    """Name the people whose card or keys are not what filing them again would write."""
    from frontdoor.journey.children import queries
    from frontdoor.journey.children.models import MatchCard, MatchKey, Person
    from frontdoor.library import matching
    from frontdoor.library.matching import live

    filed_now = MatchCard.objects.filter(edition=live.edition()).values_list("person_id", "details", "sketch")
    cards = {person_id: (details, bytes(sketch)) for person_id, details, sketch in filed_now}
    keys: dict[int, set[int]] = {}
    for person_id, key in MatchKey.objects.values_list("person_id", "key"):
        keys.setdefault(person_id, set()).add(key)
    known = queries.details_of(Person.objects.values_list("pk", flat=True))
    filed = {person_id: (cards.get(person_id), keys.get(person_id, set())) for person_id in known}
    wanted = {
        person_id: ((live.write_card(one), live.write_sketch(matching.prepare(one))), matching.block_keys(one))
        for person_id, one in known.items()
    }
    misfiled = [person_id for person_id in known if filed[person_id] != wanted[person_id]]
    return [(str(filed[person_id][0]), str(wanted[person_id][0])) for person_id in misfiled]


if __name__ == "__main__":
    standing.become_as_told()
    step = {"load": load, "fail": fail, "agreeable": agreeable, "misfiled": misfiled}[sys.argv[1]]
    sys.stdout.write(json.dumps(step()))
