"""What a contact ought to say and does not, each with the question that asks for it. Pure: facts in, questions out."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

NOT_KNOWN = frozenset({"", "not_known"})


@dataclass(frozen=True, kw_only=True)
class ToldChildFacts:
    """What was told of one child; `position` is the order in which they were named."""

    position: int
    has_age: bool
    has_impact: bool
    has_home: bool


@dataclass(frozen=True, kw_only=True)
class ToldFacts:
    """What was told, as far as it can be missing."""

    how_known: str
    wants: str
    level_stated: str
    sharing_basis: str
    family_agreement: str
    family_told: str
    children: tuple[ToldChildFacts, ...]


@dataclass(frozen=True, kw_only=True)
class Missing:
    """One thing that was not said: its code, what it is called, and the question that asks for it."""

    code: str
    name: str
    question: str


ABOUT_THE_CONTACT: Sequence[tuple[str, str, str]] = (
    ("how_known", "How they know", "How do you know: did you see or hear it, or who told you?"),
    ("wants", "What they want", "What do you want to happen, and what have you tried already?"),
    ("level_stated", "The level they think it is", "Which level of the threshold document do you think it is?"),
    ("sharing_basis", "The ground for sharing", "On what ground do you share this with us?"),
    ("family_agreement", "The family's agreement", "Does the family agree to a service? What did they say?"),
    ("family_told", "Whether the family knows", "Does the family know that you told us? If not, why not?"),
)  # fmt: skip


def missing_in(facts: ToldFacts) -> list[Missing]:
    """List what a contact does not say, in the order of the page."""
    found = [
        Missing(code=code, name=name, question=question)
        for code, name, question in ABOUT_THE_CONTACT
        if getattr(facts, code).strip() in NOT_KNOWN
    ]
    return [*found, *(each for child in facts.children for each in _of_child(child, alone=len(facts.children) == 1))]


def _of_child(child: ToldChildFacts, *, alone: bool) -> list[Missing]:
    whose = "the child" if alone else f"child {child.position}"
    asked = (
        (child.has_impact, "impact", f"What it means for {whose}", f"What does this mean for {whose}, day by day?"),
        (child.has_age, "age", f"How old {whose} is", f"How old is {whose}, or when were they born?"),
        (child.has_home, "home", f"Where {whose} lives", f"Where does {whose} live, and with whom?"),
    )
    return [
        Missing(code=f"{code}-{child.position}", name=name, question=question)
        for is_there, code, name, question in asked
        if not is_there
    ]


def in_words(missing: Iterable[Missing], *, more: str = "") -> str:
    """Put what is missing as questions, one a line; no name and nothing that was told stands in them."""
    return "\n".join([*(each.question for each in missing), *([more.strip()] if more.strip() else [])])


AGREEMENT = (
    "This does not seem to be about a child at risk of harm, so any help needs the family's agreement. Please talk "
    "with the family: tell them what worries you and what help there might be, ask whether they agree, and write "
    "here what they said. If you now think that a child is at risk of harm, do not wait: ring us at once."
)
