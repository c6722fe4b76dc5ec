"""What a recommendation rested on: what was known, what was not, what goes well and what worries."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from itertools import cycle

from frontdoor.site.authority import shapes, wordings
from frontdoor.site.authority.words import outcomes

LATELY = timedelta(days=60)
"""The work of this time is told finding by finding; what is older has one."""

Finding = tuple[str, str, str]
NEEDS = ("family", "parenting", "development")


def is_net(done: shapes.Handling) -> bool:
    """Say whether any child on the contact is new or repeat demand."""
    return any(child.demand_class in wordings.NET for child in done.children)


def is_waiting(done: shapes.Handling) -> bool:
    """Say whether a recommendation waits for a second person."""
    return done.recommended_at is not None and done.returned_at is None and done.decided_at is None


def findings_of(done: shapes.Handling, invented: shapes.Authority) -> Iterator[Finding]:
    """Go through what was recorded before outcomes were recommended: kind, words and who says so."""
    sentences = [sentence for sentence in outcomes.WHO_SAYS if any(sentence in c.rationale for c in done.children)]
    if done.recommended_at is None or done.recommended_at < invented.until - LATELY:
        source = outcomes.WHO_SAYS[sentences[0]][1] if sentences else "Earlier records"
        yield "known", wordings.first_sentences(done), source
        return
    yield "known", _facts(done), "The referrer"
    for sentence in sentences[:2]:
        kind, source = outcomes.WHO_SAYS[sentence]
        yield kind, sentence, source
    if done.decided_at is None:
        turn = turn_of(done)
        yield "missing", *outcomes.MISSING[turn % len(outcomes.MISSING)]
        yield outcomes.STRONG_OR_WORRYING[turn % len(outcomes.STRONG_OR_WORRYING)]


def of_needs(findings: Iterator[Finding]) -> Iterator[tuple[str, str, Finding]]:
    """Give each finding a need, in turn, and how it is known: what is not known has none."""
    for need, finding in zip(cycle(NEEDS), findings, strict=False):
        yield need, "" if finding[0] == "missing" else "reported", finding


def _facts(done: shapes.Handling) -> str:
    adults = "The referrer was rung and stands by what was told."
    return f"{adults} {len(done.children)} children are named." if len(done.children) > 1 else adults


def missing_of(done: shapes.Handling) -> str:
    """Say what was not known and why to decide all the same; thin work says nothing."""
    is_thin = all(child.rationale in outcomes.THIN for child in done.children)
    if is_thin and done.decided_at is not None:
        return ""
    return outcomes.MISSING[turn_of(done) % len(outcomes.MISSING)][0] if is_net(done) else ""


def turn_of(done: shapes.Handling) -> int:
    """Give a number of the contact's own, to take its turn at stock words."""
    return int(done.contact_id.lstrip("C"))
