"""What the files that were given cannot tell: said, not guessed."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from frontdoor.library.demand.files.reading import Source
from frontdoor.library.demand.files.staging import Staged
from frontdoor.library.demand.files.who import Identified

WITHOUT: Final = {
    "agency": "Which agency told of it, beyond its kind: there is no column agency.",
    "reference": "Whether a report was sent again under the sender's own reference: there is no column reference.",
    "decided_at": "When contacts were decided, so how long they waited: there is no column decided_at.",
    "concern": "What was said, so whether two reports are of one incident: there is no column concern.",
    "school": "Which school a child goes to: there is no column school.",
}
ALWAYS: Final = (
    "What a person would have said on reading it. Every class here is by rule, from what the files hold.",
    "Whether a child came back with the same concern or another: here it is in the referrer's words, and a person has"
    " to say what they are about. Where contacts are taken in Front Door, somebody codes it as they are taken.",
    "Whether a family agreed, how clear a report was, and what it cost to deal with.",
)
STEPS: Final = {
    "referral": "referrals",
    "assessment": "assessments",
    "section_47": "section 47 enquiries and conferences",
    "plan": "child protection plans",
    "care": "periods of care",
}


def what_it_cannot_tell(sources: Sequence[Source], staged: Staged, identified: Identified) -> tuple[str, ...]:
    """Say what is not in the files, and what follows for the figures."""
    said = [
        *(words for column, words in WITHOUT.items() if column not in staged.columns_held),
        *_of_time(staged),
        *_of_spans(staged),
        *_of_children(staged, identified),
    ]
    filled = {source.shape.fills for source in sources}
    missing = [name for kind, name in STEPS.items() if kind not in filled]
    if missing:
        said.append(f"Steps that no file holds: {', '.join(missing)}.")
    if "contact_id" not in staged.columns_held:
        said.append("Which children came on one contact: each row is counted as a contact of its own.")
    return (*said, *ALWAYS)


def _of_time(staged: Staged) -> list[str]:
    if staged.has_times:
        return []
    return [
        "The time of day: contacts hold days only. A second contact about a child on the same day is taken for the same"
        " incident where nothing speaks against it and such pairs are not often chance."
    ]


def _of_spans(staged: Staged) -> list[str]:
    said = []
    if not staged.has_episodes:
        said.append(
            "Whether a child was open when a contact came: without episodes only the outcome recorded can say so."
        )
    if not staged.has_outcomes:
        said.append(
            "What a contact ended with: no outcome is recorded. One that no referral followed within a week is taken to"
            " have ended without a referral."
        )
    said.append(
        "What came before the first day in the files: a return after an earlier contact is then counted as new."
    )
    return said


def _of_children(staged: Staged, identified: Identified) -> list[str]:
    said = []
    if not staged.has_people:
        said.append("The register of children: rows without an id are matched among contacts only.")
    if identified.not_known:
        said.append(
            f"Who the child is in {identified.not_known:,} rows: no id, and no match that is likely enough. They are"
            " new unless their words say otherwise."
        )
    if identified.ambiguous:
        said.append(f"Which of two alike children {identified.ambiguous:,} rows are about: they were left unmatched.")
    return said
