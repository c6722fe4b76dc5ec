"""What may be decided now, and why not. Pure: facts in, reasons out."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime

from frontdoor.journey.decision.facts import (
    ChildFacts,
    DayFacts,
    EvidenceFacts,
    FindingFacts,
    HistoryState,
    OverseeFacts,
    TellerFacts,
    WordsFacts,
)
from frontdoor.journey.decision.rationale import reasons_against
from frontdoor.library import demand

ENDED = "This contact has ended: every child on it has an outcome"
OPENING = frozenset({"strategy_discussion", "referral"})
CAPACITY = "closed_for_want_of_capacity"
ABOUT_NEED = ("strategy_discussion", "referral", "early_help", "advice", "no_further_action", CAPACITY)
WITHOUT_REFERRAL = frozenset({"early_help", "advice", "no_further_action", CAPACITY})
CLOSING = frozenset({"advice", "no_further_action", CAPACITY})
"""Nothing follows: a child who came back does not close so again before a manager looked at the pattern."""
NEEDS = {
    "development": "development",
    "parenting": "parenting",
    "family": "family and environment",
}

# Which outcomes may follow from which class. A referral never follows from news about a child who is open already.
OUTCOMES_OF: Mapping[str, tuple[str, ...]] = {
    "new": ABOUT_NEED,
    "repeat": ABOUT_NEED,
    "duplicate": ("linked_to_earlier_contact",),
    "open_case": ("passed_to_allocated_worker",),
    "information_request": ("information_provided",),
    "not_for_us": ("signposted",),
}
FINDING_KINDS = frozenset({"known", "missing", "strength", "worry"})
WAYS_OF_KNOWING = frozenset({"child_said", "observed", "reported", "not_known_yet"})
WAYS_OF_SEEING = WAYS_OF_KNOWING - {"not_known_yet"}
OVERSIGHT_KINDS = frozenset({"agreed", "changed", "returned"})
ANONYMOUS = "9"


def is_about_need(children: Iterable[ChildFacts]) -> bool:
    """Say whether any child needs weighing: one of a net class, or of none yet. The rest is passed on lightly."""
    return any(child.demand_class in demand.NET_CODES or not child.demand_class for child in children)


def reasons_evidence_is_lacking(facts: EvidenceFacts) -> list[str]:
    """List what must stand on the contact before anything is recommended, in the order of the page."""
    if facts.has_ended:
        return [ENDED]
    reasons = [
        f"Say who {child.name} is, or that they are new to us" for child in facts.children if not child.person_id
    ]
    reasons += _said_to_be_one(facts.children)
    reasons += [f"Set the demand class for {child.name}" for child in facts.children if not child.demand_class]
    if is_about_need(facts.children) and not _cannot_wait(facts):
        reasons += _need_not_weighed(facts)
    if facts.waits_for_referrer:
        reasons.append("The referrer has been asked: wait for the answer, chase it, or take the question back")
    if facts.is_awaiting_oversight:
        reasons.append("A recommendation is waiting for oversight already")
    return reasons


def _cannot_wait(facts: EvidenceFacts) -> bool:
    """Say whether this is the one thing that needs nothing weighed first: a strategy discussion about danger now."""
    proposed = {child.proposed.kind for child in facts.children if child.proposed}
    return facts.is_in_danger_now and proposed <= {"strategy_discussion"}


def _said_to_be_one(children: Iterable[ChildFacts]) -> list[str]:
    said = Counter(child.person_id for child in children if child.person_id)
    twice = [child.name for child in children if child.person_id and said[child.person_id] > 1]
    return [f"Two children here are said to be the same person: {' and '.join(twice)}"] if twice else []


def _need_not_weighed(facts: EvidenceFacts) -> list[str]:
    reasons = [] if facts.is_rated else ["Rate it red, amber or green"]
    if not facts.is_history_read:
        reasons.append("Read the history of the children and everyone in the home, and say so")
    elif facts.is_history_stale:
        reasons.append("Something new came since the history was read: read it again")
    if not facts.known_findings:
        reasons.append("Record at least one thing that is known, and who says so")
    reasons += [
        f"Say what is known, or not known, of {child.name}'s {_needs_in_words(child.needs_unsaid)}"
        for child in facts.children
        if child.demand_class in demand.NET_CODES and child.needs_unsaid
    ]
    reasons += [
        f"Describe {child.name}'s day, or say that it is not known yet"
        for child in facts.children
        if child.demand_class in demand.NET_CODES and not child.has_day
    ]
    return reasons


def _needs_in_words(needs: Iterable[str]) -> str:
    return ", of their ".join(NEEDS[need] for need in needs)


def reasons_not_to_recommend(evidence: EvidenceFacts, words: WordsFacts) -> list[str]:
    """List why these outcomes may not be recommended now."""
    if evidence.has_ended:
        return [ENDED]
    about_need = is_about_need(evidence.children)
    reasons = _recommended_meanwhile(words) + reasons_evidence_is_lacking(evidence)
    reasons += reasons_against_outcomes(evidence.children, levels=words.levels)
    reasons += _without_agreement(evidence)
    reasons += reasons_against(words.rationale, is_about_need=about_need)
    if about_need and not words.missing.strip() and not _cannot_wait(evidence):
        reasons.append("Say what is not known and why to decide now; if nothing is missing, say that")
    if words.can_reply and not words.reply.strip():
        reasons.append("Write what the referrer will be told")
    return reasons


def _recommended_meanwhile(words: WordsFacts) -> list[str]:
    """Refuse to put away unread what another recommended, or to take it from under whoever has it in hand."""
    if words.recommended_meanwhile_by:
        return [
            f"{words.recommended_meanwhile_by} recommended while you wrote: it stands above yours. Leave it so, or "
            "save yours again to put it in its place"
        ]
    if words.in_hand_of:
        return [f"{words.in_hand_of} has what stands in hand: ask them to return it, or wait until they let it go"]
    return []


def _without_agreement(evidence: EvidenceFacts) -> list[str]:
    """Refuse a service that a family may decline while nobody knows whether they agree, or why they were not asked."""
    if not evidence.lacks_agreement:
        return []
    return [
        f"The family's agreement to help for {child.name} is not there: return the contact to the referrer for it, or "
        "say why the family was not asked"
        for child in evidence.children
        if child.proposed and child.proposed.kind in evidence.needing_agreement
    ]


def reasons_against_outcomes(children: Iterable[ChildFacts], *, levels: frozenset[str]) -> list[str]:
    """List why what is proposed for each child does not hold together."""
    return [reason for child in children for reason in _against_outcome(child, levels)]


def _against_outcome(child: ChildFacts, levels: frozenset[str]) -> list[str]:
    proposed, name = child.proposed, child.name
    if proposed is None or not proposed.kind:
        return [f"Choose an outcome for {name}"]
    if not child.demand_class:
        return []  # the missing class is a reason of its own
    if proposed.kind in OPENING and (child.is_open_now or child.demand_class == "open_case"):
        return [f"{name} is open to us already, so this is no referral: record it as open-case information"]
    if proposed.kind not in OUTCOMES_OF[child.demand_class]:
        class_name = demand.class_named(child.demand_class).name.lower()
        return [f"The outcome for {name} does not follow from the class “{class_name}”: change one of them"]
    if proposed.kind == "passed_to_allocated_worker" and not (child.is_open_now or child.is_news_acknowledged):
        return [f"{name} is no longer open, so there is nobody to pass it to: set the demand class again"]
    return _against_level(child, levels)


def _against_level(child: ChildFacts, levels: frozenset[str]) -> list[str]:
    level = child.proposed.level if child.proposed else ""
    if not level:
        return [f"Choose a level of need for {child.name}"] if child.demand_class in demand.NET_CODES else []
    return [] if level in levels else [f"The level for {child.name} is not one of the policy in force: choose it again"]


def reasons_not_to_oversee(facts: OverseeFacts) -> list[str]:
    """List why this person may not decide so about this recommendation now."""
    stops = _no_oversight_at_all(facts)
    if stops:
        return stops
    if facts.kind == "returned":
        return _against_return(facts)
    reasons = reasons_evidence_is_lacking(facts.evidence)
    reasons += reasons_against_outcomes(facts.evidence.children, levels=facts.levels)
    reasons += reasons_not_to_let_it_stand(facts.evidence)
    reasons += reasons_for_another_role(facts.role, seen_by=facts.seen_by, because=facts.must_be_seen_because)
    if facts.kind == "changed" and not facts.reason.strip():
        reasons.append("Say why you change it")
    if facts.kind == "changed" and facts.changes_nothing:
        reasons.append("Nothing is changed: agree it, or choose another outcome or level")
    if facts.changes_what_happens and facts.can_reply and not facts.reply.strip():
        reasons.append("Write what the referrer will be told: the words recommended are about another outcome")
    return reasons


def reasons_not_to_let_it_stand(evidence: EvidenceFacts) -> list[str]:
    """List what a second person must see to before the outcomes take effect: agreement, and the pattern of a repeat."""
    reasons = _without_agreement(evidence)
    if not evidence.is_pattern_looked_at:
        reasons += [
            f"{child.name} came back after no referral: say what you make of the pattern before it closes"
            for child in evidence.children
            if child.came_back and child.proposed and child.proposed.kind in CLOSING
        ]
    return reasons


def reasons_for_another_role(role: str, *, seen_by: Sequence[str], because: Sequence[str]) -> list[str]:
    """Say which role must see this by the policy edition, where it is not the overseer's."""
    if not seen_by or role in seen_by:
        return []
    who = " or a ".join(each.replace("_", " ") for each in seen_by)
    return [f"By the policy in force a {who} decides about this. {' '.join(because)}".strip()]


def _no_oversight_at_all(facts: OverseeFacts) -> list[str]:
    if facts.kind not in OVERSIGHT_KINDS:
        return ["Choose: agree, change or return"]
    if facts.is_overseen:
        return [f"{facts.overseen_by or 'Somebody'} has decided about this recommendation already"]
    if facts.evidence.has_ended:
        return [ENDED]
    if not facts.is_latest:
        return ["There is a later recommendation on this contact: decide about that one"]
    return reasons_not_yours(is_recommender=facts.is_recommender, in_hand_of=facts.in_hand_of)


def reasons_not_to_stand_alone(*, must_be_seen_because: Sequence[str]) -> list[str]:
    """List why a recommendation does not take effect on one person's word: all that the edition in force has seen."""
    return list(must_be_seen_because)


def reasons_not_yours(*, is_recommender: bool, in_hand_of: str = "") -> list[str]:
    """Say why nobody oversees their own recommendation, or one that another has in hand."""
    if is_recommender:
        return ["You recommended this yourself: a second person must decide about it"]
    return [f"{in_hand_of} has it in hand: take it over first"] if in_hand_of else []


def _against_return(facts: OverseeFacts) -> list[str]:
    reasons = [] if facts.reason.strip() else ["Say why you return it"]
    if not facts.direction.strip():
        reasons.append("Say what must be done")
    if facts.direction_due_at is None:
        reasons.append("Say by when it must be done")
    elif facts.direction_due_at <= facts.at:
        reasons.append("The day by which it must be done is past: choose a later one")
    return reasons


def is_history_stale(*, read: HistoryState, now: HistoryState) -> bool:
    """Say whether the history is no longer what was read: something came, or it is about other people."""
    return read != now


def is_history_read_in_time(
    *, read_at: datetime | None, is_stale: bool, recommended_at: datetime | None, has_ended: bool
) -> bool:
    """Say whether the history was read: as it stands now or, once a contact has ended, before it was recommended."""
    if read_at is None:
        return False
    if has_ended:
        return recommended_at is None or read_at <= recommended_at
    return not is_stale


def reasons_not_to_add_finding(facts: FindingFacts) -> list[str]:
    """List why this may not be recorded as a finding."""
    if facts.has_ended:
        return [ENDED]
    reasons = [] if facts.kind in FINDING_KINDS else ["Choose: known, not known, going well or worry"]
    if not facts.text.strip():
        reasons.append("Say what it is")
    if not facts.source.strip():
        asks = "Say who could tell us" if facts.kind == "missing" else "Say who says so"
        reasons.append(asks)
    if not facts.is_child_of_this_contact:
        reasons.append("Choose one of the children on this contact, or all of them")
    return reasons + _against_need(facts)


def _against_need(facts: FindingFacts) -> list[str]:
    """What is said of a need says how we know; what is not known has only who could tell us."""
    reasons = [] if facts.need in {"", *NEEDS} else ["Choose: development, parenting, or family and environment"]
    if facts.need and facts.kind != "missing" and facts.how_we_know not in WAYS_OF_SEEING:
        reasons.append("Say how we know: the child said so, somebody saw it, or somebody told us")
    if facts.is_ahead:
        reasons.append("The day on which it was so is still to come: correct it")
    return reasons


def reasons_not_to_end_finding(*, has_ended: bool, is_ended: bool, ended_by: str = "") -> list[str]:
    """List why a finding may not be taken back."""
    if has_ended:
        return [ENDED]
    return [f"{ended_by or 'Somebody'} has taken it back already"] if is_ended else []


def reasons_not_to_describe(facts: DayFacts) -> list[str]:
    """List why this may not be recorded as a child's day."""
    if facts.has_ended:
        return [ENDED]
    reasons = [] if facts.is_child else ["Only a child's day is described here, not an adult's"]
    if facts.how_we_know not in WAYS_OF_KNOWING:
        reasons.append("Say how we know, or that it is not known yet")
    elif facts.how_we_know != "not_known_yet" and not facts.text.strip():
        reasons.append("Say what this child's day is like")
    if facts.said_meanwhile_by:
        reasons.append(
            f"{facts.said_meanwhile_by} described this day while you wrote: it stands above yours. Put both together, "
            "and save again"
        )
    return reasons


def reply_method(facts: TellerFacts) -> str:
    """Find how the outcome reaches whoever told us: portal, phone, or not at all."""
    if facts.has_agency and facts.has_email:
        return "portal"
    if facts.source_code == ANONYMOUS and not facts.has_phone:
        return "not_possible"
    return "phone" if facts.has_phone or facts.has_name or facts.has_agency else "not_possible"


def reasons_not_to_tell(*, method: str, is_told: bool) -> list[str]:
    """List why nobody can say now that the referrer was told."""
    if is_told:
        return ["They have been told already"]
    return ["Nobody knows who told us, so nobody can be told"] if method == "not_possible" else []
