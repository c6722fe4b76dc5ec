"""The day on which the history ends: what is in the door holds together, and every sign-in has work to find."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from frontdoor.journey.decision import rules
from frontdoor.record.access.roles import Role
from frontdoor.site.authority import shapes, sign_ins, turned_away
from frontdoor.site.authority.evidence import is_net, is_waiting
from frontdoor.site.authority.words import outcomes

UNREAD = 12
"""So much of the latest news has not been read yet."""
OWN_NEWS = 3
"""So much of it is the signed-in social worker's."""
LEAST_WAITING = 10
"""So many recommendations wait for a second person at least, whatever the hour."""
OF_THE_LAST = 40
"""They are picked from so many of the last that could wait, so that some are late."""

News = tuple[shapes.Handling, shapes.ChildDecided, shapes.Episode]


def settle(invented: shapes.Authority) -> shapes.Authority:
    """Keep only recommendations that the pages' own rules allow, return one, and hand out the latest news."""
    opened = {one.person_id for one in invented.episodes if one.closed_at is None}
    agreed = {one.id for one in invented.contacts if one.consent.agreement == "agreed"}
    done = [
        _without_recommendation(one) if _is_in_the_door(one) and not _holds_together(one, opened, agreed) else one
        for one in invented.handlings
    ]
    settled = replace(invented, handlings=_with_some_waiting(done, opened, agreed))
    settled = replace(settled, handlings=turned_away.with_some_closed(settled))
    worker = sign_ins.holder(settled, Role.SOCIAL_WORKER)
    if worker is None:
        return settled
    settled = replace(settled, handlings=_with_one_returned(settled, worker))
    return replace(settled, episodes=_with_news_for(settled, worker))


def _is_in_the_door(done: shapes.Handling) -> bool:
    return done.decided_at is None and done.recommended_at is not None


def _holds_together(done: shapes.Handling, opened: set[int], agreed: set[str]) -> bool:
    """Say whether everybody is somebody, once; each outcome follows from its class, and has the agreement it needs."""
    if done.contact_id not in agreed and any(child.outcome == "early_help" for child in done.children):
        return False
    people = [child.person_id for child in done.children if child.person_id is not None]
    if len(set(people)) < len(done.children):
        return False
    return all(_follows(child, is_open=child.person_id in opened) for child in done.children)


def _follows(child: shapes.ChildDecided, *, is_open: bool) -> bool:
    if child.outcome not in rules.OUTCOMES_OF.get(child.demand_class, ()):
        return False
    if child.outcome in rules.OPENING:
        return not is_open
    return is_open or child.outcome != "passed_to_allocated_worker"


def _without_recommendation(done: shapes.Handling) -> shapes.Handling:
    blank = tuple(
        replace(child, childs_day="", need="", level=None, outcome="", rationale="") for child in done.children
    )
    nothing = replace(done, recommended_at=None, recommended_by=None, returned_at=None, returned_direction="")
    return replace(nothing, children=blank)


def _with_some_waiting(handlings: list[shapes.Handling], opened: set[int], agreed: set[str]) -> list[shapes.Handling]:
    """Let the managers be behind: some of the last decisions that opened nothing have not been made yet."""
    lacking = LEAST_WAITING - sum(is_waiting(one) and is_net(one) for one in handlings)
    if lacking <= 0:
        return handlings
    decided = sorted((one.decided_at, place) for place, one in enumerate(handlings) if one.decided_at is not None)
    fitting = [place for _, place in decided[-5 * OF_THE_LAST :] if _could_wait(handlings[place], opened, agreed)]
    behind = list(handlings)
    for place in fitting[-OF_THE_LAST :: max(1, OF_THE_LAST // lacking)]:
        behind[place] = _without_decision(handlings[place])
    return behind


def _could_wait(done: shapes.Handling, opened: set[int], agreed: set[str]) -> bool:
    opens = any(child.outcome in rules.OPENING for child in done.children)
    return is_net(done) and not opens and done.returned_at is None and _holds_together(done, opened, agreed)


def _without_decision(done: shapes.Handling) -> shapes.Handling:
    undecided = replace(done, overseen_at=None, overseen_by=None, oversight="", oversight_reason="")
    return replace(undecided, decided_at=None, replied_at=None, reply="")


def _with_one_returned(invented: shapes.Authority, worker: shapes.Worker) -> list[shapes.Handling]:
    """Return one recommendation of the signed-in social worker with a direction, unless one is."""
    waiting = [one for one in invented.handlings if is_waiting(one) and is_net(one)]
    own = [one for one in waiting if one.recommended_by == worker.id]
    is_returned = any(
        one.returned_at and one.decided_at is None and one.recommended_by == worker.id for one in invented.handlings
    )
    if is_returned or not waiting:
        return invented.handlings
    chosen = (own or waiting)[-1]
    assert chosen.recommended_at is not None
    returned = replace(
        chosen,
        rated_by=worker.id,
        allocated_to=worker.id,
        recommended_by=worker.id,
        returned_at=chosen.recommended_at + (invented.until - chosen.recommended_at) / 2,
        returned_direction=outcomes.DIRECTIONS[0],
    )
    return [returned if one is chosen else one for one in invented.handlings]


def _with_news_for(invented: shapes.Authority, worker: shapes.Worker) -> list[shapes.Episode]:
    """Let some of the latest news be about children who are the signed-in social worker's own."""
    latest = [episode for _, _, episode in reversed(unread(list(news(invented))))]
    latest.sort(key=lambda episode: episode.opened_at.date() < worker.started_on)  # first those opened in their time
    taken = {episode.id for episode in latest[:OWN_NEWS]}
    return [replace(one, worker_id=worker.id) if one.id in taken else one for one in invented.episodes]


def unread(passed: list[News]) -> list[News]:
    """Give the latest news, the last of it last."""
    return sorted(passed, key=lambda one: one[0].classed_at or one[2].opened_at)[-UNREAD:]


def news(invented: shapes.Authority) -> Iterator[News]:
    """Go through the information on open cases, each with the episode it is about."""
    episodes: dict[int, list[shapes.Episode]] = {}
    for episode in invented.episodes:
        episodes.setdefault(episode.person_id, []).append(episode)
    for done in invented.handlings:
        at = done.classed_at
        for child in done.children if at is not None else ():
            if child.demand_class != "open_case" or child.person_id is None or at is None:
                continue
            for episode in episodes.get(child.person_id, ()):
                if episode.opened_at <= at and (episode.closed_at or invented.until) >= at:
                    yield done, child, episode
                    break
