"""What everybody in a family is to the child it is about, in words: recorded, or plain from what is recorded."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable

from frontdoor.journey.children.kin import Family, Kin, Tie

type_words = tuple[str, str, str]

# For a man, for a woman, and where the sex is not known.
UP: dict[str, type_words] = {
    "parent": ("father", "mother", "parent"),
    "step_parent": ("stepfather", "stepmother", "step-parent"),
    "grandparent": ("grandfather", "grandmother", "grandparent"),
    "carer": ("carer", "carer", "carer"),
}
DOWN: dict[str, type_words] = {
    "parent": ("son", "daughter", "child"),
    "step_parent": ("stepson", "stepdaughter", "stepchild"),
    "grandparent": ("grandson", "granddaughter", "grandchild"),
    "carer": ("cared for by them", "cared for by them", "cared for by them"),
}
BESIDE: dict[str, type_words] = {
    "twin": ("twin brother", "twin sister", "twin"),
    "sibling": ("brother", "sister", "brother or sister"),
    "partner": ("partner", "partner", "partner"),
}
FULL, HALF = BESIDE["sibling"], ("half-brother", "half-sister", "half-brother or half-sister")
EITHER = ("brother or half-brother", "sister or half-sister", "brother, sister or half")
STEP = ("stepbrother", "stepsister", "stepbrother or stepsister")


def kinship_of(family: Family) -> dict[int, str]:
    """Say for each person what they are to the child; nothing for the child, and nothing where nothing is known."""
    return _Kinship(family).words()


def _of(words: type_words, one: Kin) -> str:
    return words["MF".find(one.sex) if one.sex in ("M", "F") else 2]


class _Kinship:
    def __init__(self, family: Family) -> None:
        self.child_id = family.child_id
        self.people = {one.person_id: one for one in family.people}
        known = [tie for tie in family.ties if {tie.person_id, tie.other_id} <= set(self.people)]
        self.ties = known
        self.parents: dict[int, set[int]] = defaultdict(set)
        for tie in known:
            if tie.kind == "parent" and not tie.is_over:
                self.parents[tie.other_id].add(tie.person_id)

    def words(self) -> dict[int, str]:
        found: dict[int, list[str]] = defaultdict(list)
        for tie in self.ties:
            if self.child_id in (tie.person_id, tie.other_id):
                other_id = tie.other_id if tie.person_id == self.child_id else tie.person_id
                found[other_id].append(self._said(tie, self.people[other_id]))
        for one in self.people.values():
            if one.person_id != self.child_id:
                found[one.person_id] += self._follows(one, found[one.person_id])
        return {person_id: ", ".join(dict.fromkeys(said)) for person_id, said in found.items() if said}

    def _said(self, tie: Tie, other: Kin) -> str:
        kinds = BESIDE if tie.kind in BESIDE else UP if tie.other_id == self.child_id else DOWN
        words = _of(kinds[tie.kind], other)
        return f"was {words}" if tie.is_over else words

    def _follows(self, one: Kin, said: Iterable[str]) -> list[str]:
        """Say what follows from the relationships of others."""
        own, theirs = self.parents[self.child_id], self.parents[one.person_id]
        if any("brother" in words or "sister" in words or "twin" in words for words in said):
            return []
        if own & theirs:
            return [_of(self._sibling_words(own, theirs), one)]
        if said:
            return []
        return self._as_grandparent(one, own) or self._as_partner(one, own) or self._as_step(one, own, theirs)

    @staticmethod
    def _sibling_words(own: set[int], theirs: set[int]) -> type_words:
        """Tell brothers from half-brothers, where both parents of both are known."""
        if own == theirs and len(own) > 1:
            return FULL
        return HALF if len(own) > 1 and len(theirs) > 1 else EITHER

    def _as_grandparent(self, one: Kin, own: set[int]) -> list[str]:
        is_theirs = any(one.person_id in self.parents[parent] for parent in own)
        return [_of(UP["grandparent"], one)] if is_theirs else []

    def _as_partner(self, one: Kin, own: set[int]) -> list[str]:
        """Name the parent whose partner somebody is, or was; or the half-brother or -sister whose other parent."""
        couples = [tie for tie in self.ties if tie.kind == "partner" and one.person_id in (tie.person_id, tie.other_id)]
        for tie in couples:
            other = tie.other_id if tie.person_id == one.person_id else tie.person_id
            if other in own:
                return [f"{'was ' if tie.is_over else ''}partner of {self.people[other].name}"]
        shared = [child for child, both in self.parents.items() if one.person_id in both and both & own]
        return [f"{_of(UP['parent'], one)} of {self.people[min(shared)].name}"] if shared else []

    def _as_step(self, one: Kin, own: set[int], theirs: set[int]) -> list[str]:
        """See a stepbrother in the child of a step-parent."""
        steps = {
            tie.person_id
            for tie in self.ties
            if tie.kind == "step_parent" and tie.other_id == self.child_id and not tie.is_over
        }
        return [_of(STEP, one)] if steps & theirs and not own & theirs else []
