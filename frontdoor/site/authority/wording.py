"""The referrer's words: an opening, what happened and when, what else, and how it ends."""

from __future__ import annotations

from dataclasses import dataclass
from random import Random

from frontdoor.site.authority import times
from frontdoor.site.authority.homes import Home
from frontdoor.site.authority.words import STORIES, telling

DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
MONTHS = (
    *("January", "February", "March", "April", "May", "June", "July"),
    *("August", "September", "October", "November", "December"),
)
OF_THE_OLDER = (
    *("{child} told", "{child} said", "{child} reported", "{child} disclosed", "{child} came in", "{child} says"),
    *("school", "registration", "pupil", "lesson", "exercise book", "walked", "Attendance", "{child} asked"),
    *("{child} does not use speech", "spy", "note from", "as last week", "{child} has been late"),
)
"""What is not said of a child under five."""
MEN = {"father": "dad", "step_parent": "mum's partner"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Event:
    """What happened, whoever tells of it: which fact of which story, when, and between whom."""

    trouble: str
    age: int
    fact: int
    extra: int
    happened: int
    home_adult: str
    man: str
    line: str


def _suits(sentence: str, age: int) -> bool:
    """Say whether a sentence can be about a child of an age: 0 unborn, 1 under five, older."""
    if age == 0:
        return "{child}" not in sentence
    if "baby" in sentence:
        return age == 1
    return age > 1 or not any(word in sentence for word in OF_THE_OLDER)


def _suiting(sentences: list[str], age: int) -> tuple[int, ...]:
    fitting = tuple(place for place, sentence in enumerate(sentences) if _suits(sentence, age))
    return fitting or tuple(range(len(sentences)))


FACTS = {
    (code, age): _suiting([" ".join(fact) for fact in story.facts], age)
    for code, story in STORIES.items()
    for age in range(4)
}
EXTRAS = {(code, age): _suiting(list(story.extras), age) for code, story in STORIES.items() for age in range(4)}
"""For each story and age, the places of the sentences that can be said."""


def befall(rng: Random, trouble: str, home: Home, at: int, age: int) -> Event:
    """Draw what happened in a home, some hours or days before somebody told of it."""
    facts, extras = FACTS[(trouble, age)], EXTRAS[(trouble, age)]
    carer, man = "the carer", "a man known to the family"
    for adult, role in home.adults_at(at):
        if role in ("mother", "grandparent"):
            carer = f"{'mum' if role == 'mother' else 'grandma'} ({adult.first_name})"
        elif role in MEN:
            man = f"{MEN[role]} ({adult.first_name})"
    return Event(
        trouble=trouble,
        age=age,
        fact=facts[int(rng.random() * len(facts))],
        extra=extras[int(rng.random() * len(extras))],
        happened=at - 20 - int(rng.expovariate(1 / 1100)),
        home_adult=carer,
        man=man,
        line=home.stay_at(at).line,
    )


def when(rng: Random, at: int) -> str:
    """Say which day: in one of the ways people write it."""
    day = times.day_of(at)
    style = rng.random()
    if style < 0.45:
        return f"on {DAYS[day.weekday()]} {day.day} {MONTHS[day.month - 1]}"
    if style < 0.75:
        return f"on {day.day:02d}/{day.month:02d}/{day.year}"
    return f"on {DAYS[day.weekday()]}"


def clock(rng: Random, at: int) -> str:
    """Say about what time: nobody looks at a watch."""
    hour, minutes = divmod(at % times.DAY // 15 * 15 % times.DAY, 60)
    if rng.random() < 0.5:
        return f"at about {hour:02d}:{minutes:02d}"
    return f"at about {(hour - 1) % 12 + 1}.{minutes:02d}{'am' if hour < 12 else 'pm'}"


def tell(rng: Random, event: Event, child: str, source: str, lead: str) -> str:
    """Tell of an event in a source's own voice."""
    if rng.random() < 0.035:
        text = rng.choice(telling.UNCLEAR)
        return text.format(child=child or "this child", day=when(rng, event.happened))
    story, voice = STORIES[event.trouble], telling.voice(source)
    extras = EXTRAS[(event.trouble, event.age)]
    tellings = story.facts[event.fact]
    openings, closings = telling.OPENINGS[voice], telling.CLOSINGS[voice]
    parts = [
        lead,
        openings[int(rng.random() * len(openings))],
        tellings[int(rng.random() * len(tellings))] + ".",
        story.extras[event.extra] if rng.random() < 0.8 else "",
        story.extras[extras[int(rng.random() * len(extras))]] if rng.random() < 0.35 else "",
        closings[int(rng.random() * len(closings))],
    ]
    filled = {
        "child": child or "the child",
        "home": event.home_adult,
        "man": event.man,
        "line": event.line,
        "day": when(rng, event.happened),
        "clock": clock(rng, event.happened),
    }
    text = " ".join([upper_first(part.format_map(filled)) for part in dict.fromkeys(parts) if part])
    return text.replace("ince on ", "ince ").replace(" by on ", " by ")


def upper_first(text: str) -> str:
    """Begin with a capital what a placeholder has begun without one."""
    return text[:1].upper() + text[1:]
