"""The contact's page in the order of thought: what each section says in one line, and which of them is next."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django import forms

from frontdoor.journey.children.models import Person
from frontdoor.journey.decision import queries, rules
from frontdoor.journey.decision.forms import (
    ChangeForm,
    ChildToDecide,
    Choices,
    DayForm,
    RecommendForm,
    Typed,
)
from frontdoor.journey.decision.models import ChildsDay, HowWeKnow
from frontdoor.journey.decision.queries import Picture
from frontdoor.journey.intake.models import NamedPerson
from frontdoor.journey.triage import queries as triage
from frontdoor.journey.triage.forms import ClassifyForm
from frontdoor.journey.triage.models import Classification, News
from frontdoor.library import demand
from frontdoor.record.access.roles import Permission, Role, may

NOT_NEEDED = "Not needed"


@dataclass(frozen=True, kw_only=True)
class Section:
    """One section. `state` is a word in place of Done and To do."""

    key: str
    name: str
    is_done: bool
    line: str = ""
    state: str = ""
    is_open: bool = False


@dataclass(frozen=True, kw_only=True)
class ChildOnPage:
    """One child on the page: who they are, what their class is and rests on, and what their day is like."""

    named: NamedPerson
    name: str
    person: Person | None
    classification: Classification | None
    class_name: str
    news: Sequence[News]
    sentences: Sequence[demand.Sentence]
    day: ChildsDay | None
    class_form: forms.Form
    day_form: forms.Form
    is_net: bool


def sections_of(picture: Picture, *, bound_key: str = "") -> dict[str, Section]:
    """Tell each section in one line; open is the one to do next, and the one that was just refused."""
    listed = [
        _told(picture),
        _who(picture),
        _new(picture),
        _rating(picture),
        *_weighing(picture),
        _looks(picture),
        _recommend(picture),
    ]
    following = next((each.key for each in listed if not each.is_done), "")
    opened = {following, bound_key} | ({"told"} if following in {"who", "new"} else set())
    return {
        each.key: Section(
            key=each.key,
            name=each.name,
            is_done=each.is_done,
            line=each.line,
            state=each.state,
            is_open=each.key in opened,
        )
        for each in listed
    }


def _told(picture: Picture) -> Section:
    return Section(key="told", name="Told us", is_done=True, line=_shortened(picture.contact.what_happened))


def _who(picture: Picture) -> Section:
    names = ", ".join(queries.called(each, picture.people.get(each.pk)) for each in picture.children)
    is_done = all(each.pk in picture.people for each in picture.children)
    return Section(key="who", name="Who they are", is_done=is_done, line=names)


def _new(picture: Picture) -> Section:
    said = [
        f"{queries.told_name(each)}: {class_words(picture.classes.get(each.pk)).lower()}" for each in picture.children
    ]
    is_done = all(each.pk in picture.classes for each in picture.children)
    return Section(key="new", name="Is it new?", is_done=is_done, line="; ".join(said))


def _rating(picture: Picture) -> Section:
    rating, allocation = picture.rating, picture.allocation
    who = f"with {allocation.worker.name}" if allocation else "with nobody yet"
    line = f"{rating.colour.title()}, set by {rating.set_by or 'nobody'}; {who}" if rating else f"Not rated; {who}"
    return _of_weighing(picture, Section(key="rating", name="Rating", is_done=rating is not None, line=line))


def _weighing(picture: Picture) -> list[Section]:
    net = [each for each in picture.children if _is_net(picture, each)]
    described = [each for each in net if each.pk in picture.days]
    found = [
        Section(
            key="history",
            name="History",
            is_done=picture.is_history_done,
            line=_history_line(picture),
        ),
        Section(
            key="known",
            name="What we know and do not",
            is_done=bool(picture.findings) and not any(picture.needs_unsaid(each) for each in net),
            line="; ".join(_shortened(each.text, most=6) for each in picture.findings[:3]),
        ),
        Section(
            key="day",
            name="This child's day" if len(net) < 2 else "Each child's day",
            is_done=len(described) == len(net),
            line="; ".join(_day_line(picture.days[each.pk]) for each in described),
        ),
    ]
    return [_of_weighing(picture, each) for each in found]


def _history_line(picture: Picture) -> str:
    if not picture.people:
        return "Nobody identified yet"
    happened, then = len(picture.history.events), " when this ended" if picture.contact.ended_at else ""
    stale = "; something new came since it was read" if picture.is_history_stale and not then else ""
    return f"{happened} earlier event{'' if happened == 1 else 's'}, {len(picture.history.open)} open{then}{stale}"


def _of_weighing(picture: Picture, section: Section) -> Section:
    """A section that noise does not need says so, and can be used all the same."""
    if picture.is_about_need or section.is_done and section.key != "day":
        return section
    return Section(key=section.key, name=section.name, is_done=True, line=section.line, state=NOT_NEEDED)


def _looks(picture: Picture) -> Section:
    waiting = [each for each in picture.looks if each.direction and not each.done_at]
    line = "; ".join(_shortened(each.direction, most=8) for each in waiting)
    state = "" if waiting or picture.looks else "None yet"
    is_done = not waiting or picture.contact.ended_at is not None
    return Section(key="looks", name="Managers’ looks on the way", is_done=is_done, line=line, state=state)


def _recommend(picture: Picture) -> Section:
    waits, recommendation = picture.oversight_kind == "", picture.recommendation
    has_ended = picture.contact.ended_at is not None
    state = "Waits for oversight" if waits else "Returned" if picture.oversight_kind == "returned" else ""
    line = _shortened(recommendation.rationale) if recommendation else ""
    return Section(key="recommend", name="Recommendation", is_done=waits or has_ended, line=line, state=state)


def second_person(recommendation: queries.Recommendation) -> str:
    """Say who may decide about a recommendation: the roles that may, and never whoever made it."""
    deciders = [role.words.lower() for role in Role if may(role, Permission.OUTCOME_OVERSEE)]
    return f"a {' or a '.join(deciders)}, and not {recommendation.recommended_by.name}, who recommended it"


def children_of(picture: Picture, *, bound: forms.Form | None = None) -> list[ChildOnPage]:
    """Tell each child on the page, with the facts beside the question that they answer."""
    facts = queries.demand_facts(picture)
    return [_child(picture, each, facts[each.pk], bound) for each in picture.children]


def _child(picture: Picture, child: NamedPerson, facts: demand.DemandFacts, bound: forms.Form | None) -> ChildOnPage:
    classification = picture.classes.get(child.pk)
    seen = _seen(picture, child)
    day_form = DayForm(position=child.position, seen=seen)
    if isinstance(bound, DayForm) and bound.auto_id == day_form.auto_id:
        bound.seeing(seen)
        day_form = bound
    return ChildOnPage(
        named=child,
        name=queries.told_name(child),
        person=picture.people.get(child.pk),
        classification=classification,
        class_name=class_words(classification),
        news=picture.news.get(child.pk, ()),
        sentences=demand.sentences(facts),
        day=picture.days.get(child.pk),
        class_form=ClassifyForm(
            position=child.position,
            earlier=_linkable(picture, facts),
            is_change=classification is not None,
            seen=classification.pk if classification else 0,
        ),
        day_form=day_form,
        is_net=_is_net(picture, child),
    )


def _seen(picture: Picture, child: NamedPerson) -> int:
    """Say which description of a child's day is on the page, so that no other is put away unread."""
    return picture.days[child.pk].pk if child.pk in picture.days else 0


def _linkable(picture: Picture, facts: demand.DemandFacts) -> Choices:
    within = facts.earlier_within(facts.windows.duplicate)
    return [
        (each.receipt, triage.linking_words(each.receipt, each.received_at, each.source, at=picture.at))
        for each in within
    ]


def can_reply(picture: Picture) -> bool:
    """Say whether whoever told us can be told what happens."""
    return rules.reply_method(queries.teller_facts(picture.contact)) != "not_possible"


def change_form(picture: Picture, typed: Typed = None) -> ChangeForm:
    """Build the form by which a second person decides otherwise."""
    children, levels = children_to_decide(picture), levels_of(picture)
    return ChangeForm(typed, children=children, levels=levels, can_reply=can_reply(picture))


def recommend_form(picture: Picture, typed: object = None) -> RecommendForm:
    """Make the form of a recommendation for these children, under the policy in force."""
    return RecommendForm(
        typed,  # type: ignore[arg-type]  # a request's fields, or none
        children=children_to_decide(picture),
        levels=levels_of(picture),
        is_about_need=picture.is_about_need,
        can_reply=can_reply(picture),
        seen=picture.recommendation.pk if picture.recommendation else 0,
    )


def children_to_decide(picture: Picture) -> list[ChildToDecide]:
    """Tell for which children an outcome is chosen, and from which outcomes."""
    return [
        ChildToDecide(
            named_id=each.pk,
            position=each.position,
            name=queries.told_name(each),
            kinds=rules.OUTCOMES_OF[class_code(picture, each) or "new"],
            needs_level=_is_net(picture, each),
        )
        for each in picture.children
    ]


def levels_of(picture: Picture) -> Choices:
    """List the levels of need of the policy in force by name."""
    return [(level.code, level.name) for level in picture.rules.levels]


def class_code(picture: Picture, child: NamedPerson) -> str:
    """Find the code of a child's class, blank where none is set."""
    classification = picture.classes.get(child.pk)
    return classification.demand_class if classification else ""


def class_words(classification: Classification | None) -> str:
    """Name a class, or say that none is set."""
    return demand.class_named(classification.demand_class).name if classification else "No class yet"


def _is_net(picture: Picture, child: NamedPerson) -> bool:
    code = class_code(picture, child)
    return not code or code in demand.NET_CODES


def _day_line(day: ChildsDay) -> str:
    return "Not known yet" if day.how_we_know == HowWeKnow.NOT_KNOWN_YET else _shortened(day.text, most=8)


def _shortened(text: str, *, most: int = 16) -> str:
    words = text.split()
    return " ".join(words[:most]) + (" …" if len(words) > most else "")
