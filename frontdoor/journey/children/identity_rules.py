"""When two records may be said to be one person, and which records are then read together. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date

from frontdoor.journey.children.identity_facts import (
    AskingFacts,
    ConfirmingFacts,
    JoiningFacts,
    LinkStands,
    Place,
)

CANNOT_BE_JOINED = (
    "These two records cannot be joined here. If you believe that they are one person, speak to a service manager;"
    " write it nowhere."
)
"""The same words whatever the cause, because the cause may be one that nobody may learn."""


def reasons_not_to_propose(facts: JoiningFacts) -> list[str]:
    """List why two records may not be proposed to be one person."""
    reasons: list[str] = []
    if facts.is_itself:
        reasons.append(f"{facts.one} is one record: choose another to join it with.")
    elif facts.is_joined:
        reasons.append(f"{facts.one} and {facts.other} are joined already.")
    elif facts.is_proposed:
        reasons.append(
            f"That {facts.one} and {facts.other} are one person has been proposed: it waits for a second person."
        )
    if facts.said_not_same:
        reasons.append(f"{facts.said_not_same} Withdraw that first, if it was wrong.")
    if not facts.because.strip():
        reasons.append("Say how you know that they are one person.")
    return reasons


def reasons_not_to_confirm(facts: ConfirmingFacts) -> list[str]:
    """List why this worker may not confirm that two records are one person."""
    reasons: list[str] = []
    if facts.has_ended:
        reasons.append("This was ended: it has to be proposed again.")
    elif facts.is_confirmed:
        reasons.append("This has been confirmed already.")
    if facts.is_own_proposal:
        reasons.append("You proposed it: a second person has to confirm.")
    if facts.said_not_same:
        reasons.append(f"{facts.said_not_same} Withdraw that first, if it was wrong.")
    return reasons


def reasons_not_to_end(*, has_ended: bool, because: str) -> list[str]:
    """List why a link may not be ended. Anybody who may join may part, alone and at once: a wrong join is dangerous."""
    if has_ended:
        return ["This was ended already."]
    return [] if because.strip() else ["Say why they are not, or may not be, one person."]


def reasons_not_to_say_apart(facts: JoiningFacts) -> list[str]:
    """List why two records may not be said to be two people."""
    reasons: list[str] = []
    if facts.is_itself:
        reasons.append(f"{facts.one} is one record.")
    elif facts.is_joined:
        reasons.append(f"{facts.one} and {facts.other} are joined: part them, and say there that they are two people.")
    elif facts.is_proposed:
        reasons.append("That they are one person has been proposed: end the proposal, and say there that they are two.")
    if facts.said_not_same:
        reasons.append(facts.said_not_same)
    if not facts.because.strip():
        reasons.append("Say how you know that they are two people.")
    return reasons


def reasons_not_to_ask(facts: AskingFacts) -> list[str]:
    """List why this worker may not be asked about a pair."""
    reasons: list[str] = []
    if facts.is_oneself:
        reasons.append("Ask somebody else.")
    if not facts.may_answer:
        reasons.append("They may not say who somebody is: ask somebody whose role may.")
    if facts.is_asked:
        reasons.append("They have been asked about this pair, and have not answered yet.")
    return reasons


def reasons_not_to_answer(*, is_asked_of_them: bool, is_answered: bool, answer: str) -> list[str]:
    """List why a question about a pair may not be answered so."""
    if not is_asked_of_them:
        return ["This was asked of somebody else."]
    if is_answered:
        return ["This has been answered already."]
    return [] if answer else ["Choose an answer."]


def places(links: Iterable[LinkStands]) -> dict[int, Place]:
    """Work out where each linked record stands.

    A joined record is read under the one that the latest confirmed link names, where that is among them.
    """
    standing = list(links)
    dated = [(link.confirmed_at, link.link_id, link) for link in standing if link.confirmed_at]
    confirmed = [link for _, _, link in sorted(dated, key=lambda each: each[:2], reverse=True)]
    circles = _components(standing)
    joined = _components(confirmed)
    return {
        record: Place(leading_id=_leader(joined.get(record, {record}), confirmed), circle_id=min(circle))
        for record, circle in circles.items()
    }


def _components(links: Sequence[LinkStands]) -> dict[int, set[int]]:
    """Find which records hang together, by any number of links."""
    found: dict[int, set[int]] = {}
    for link in links:
        together = found.get(link.one_id, {link.one_id}) | found.get(link.other_id, {link.other_id})
        found.update(dict.fromkeys(together, together))
    return found


def _leader(records: set[int], latest_first: Iterable[LinkStands]) -> int:
    return next((link.leading_id for link in latest_first if link.one_id in records), min(records))


def reasons_not_to_warn(*, is_known_kind: bool, words: str, from_on: date, until_on: date | None) -> list[str]:
    """List why a warning may not be recorded as given."""
    reasons = [] if is_known_kind else ["Choose what kind of warning it is."]
    reasons += [] if words.strip() else ["Say what the warning is, so that somebody can act on it."]
    reasons += ["The warning ends before it begins."] if until_on and until_on < from_on else []
    return reasons
