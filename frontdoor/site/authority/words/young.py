"""Stories of young people: going missing, self-harm, conflict at home, caring, disability, other people's homes."""

from __future__ import annotations

from frontdoor.site.authority.words.shapes import Story

MISSING = Story(
    facts=(
        (
            "{child} was reported missing {day} {clock} by {home} and came back of their own accord the next morning",
            "{child} did not come home {day}, was reported missing {clock} and returned the following morning",
        ),
        (
            "{child} left school at dinner time {day} and was found {clock} on the beach with friends",
            "{child} walked out of school {day} and was found with friends on the beach {clock}",
        ),
        (
            "{child} was missing overnight {day} and will not say where they stayed",
            "{child} stayed out all night {day} and refuses to say where or with whom",
        ),
    ),
    extras=(
        "This is the third episode in six weeks.",
        "A return home interview has been requested.",
        "{home} did not report it until late.",
        "{child} was safe and well when seen.",
    ),
    impacts=("Says there is nothing to talk about.", "Tired and hungry on return.", "Says home is boring and strict."),
    wants=("A return home interview.", "For information.", "A review of what is known about where they go."),
)
SELF_HARM = Story(
    facts=(
        (
            "{child} came in {day} {clock} after taking tablets and was medically fit by the morning",
            "{child} took tablets {day}, was seen in the emergency department {clock} and is now medically fit",
        ),
        (
            "{child} showed a friend fresh cuts to the arm {day} and said that they did not want to be here",
            "a friend told staff {day} about cuts on {child}'s arm and that {child} had said they wanted to die",
        ),
        (
            "{child} wrote in an exercise book {day} that everyone would be better off without them",
            "a note in {child}'s book {day} said that others would be better off without them",
        ),
    ),
    extras=(
        "A safety plan has been agreed with {home}.",
        "{child} is on the waiting list for a mental health assessment.",
        "{home} has locked medicines away.",
        "There has been bullying by message.",
    ),
    impacts=("Low and hopeless; sleeping badly.", "Says nobody listens.", "Relieved that somebody knows."),
    wants=("Support for the family alongside the mental health service.", "An assessment.", "For information."),
)
BEHAVIOUR = Story(
    facts=(
        (
            "{child} hit {home} and broke a door {day} {clock} after being told to come off a game",
            "{home} was hit by {child} {day} {clock} in a row about a game, and a door was broken",
        ),
        (
            "{home} rang {day} to say she can no longer manage {child} and wants them to live somewhere else",
            "{home} says since {day} that she has had enough and that {child} cannot stay at home",
        ),
        (
            "{child} was excluded {day} for bringing a knife blade into school",
            "a blade was found in {child}'s bag at school {day} and there has been an exclusion",
        ),
        (
            "{child} and others were stopped {day} {clock} throwing stones at buses on the seafront",
            "stones were thrown at buses on the seafront {day} {clock} and {child} was among the group",
        ),
    ),
    extras=(
        "{home} is on her own with three children.",
        "An assessment for ADHD has been asked for.",
        "Grandparents have had {child} at weekends to give a break.",
        "{child} was sorry afterwards.",
    ),
    impacts=(
        "Angry, and says nobody is fair.",
        "Out of school most days.",
        "Younger siblings keep away.",
        "Not known.",
    ),
    wants=("Parenting support.", "Respite, or a family group conference.", "Somebody to talk to the child."),
)
DISABILITY = Story(
    facts=(
        (
            "{home} told us {day} that she is exhausted by caring for {child} at night and has had no break this year",
            "caring for {child} through the night has worn {home} out; she asked {day} for short breaks",
        ),
        (
            "{child}'s equipment broke {day} and there is nobody to lift them safely at home",
            "since {day} {child} has had no working hoist and cannot be lifted safely",
        ),
        (
            "{child} ran into the road {day} {clock} and {home} says she cannot keep them safe outside",
            "{home} cannot keep {child} safe outdoors: {child} ran into the road {day} {clock}",
        ),
    ),
    extras=(
        "{child} does not use speech.",
        "There is an education, health and care plan.",
        "Siblings help a great deal.",
    ),
    impacts=("Stays indoors.", "Happy at school; home is hard.", "Communicates by pictures; not asked yet."),
    wants=("An assessment for short breaks.", "A carer's assessment.", "Disabled children's service, please."),
)
YOUNG_CARER = Story(
    facts=(
        (
            "{child} told us {day} that they do the shopping, cooking and washing because {home} is ill",
            "{child} said {day} that {home} is ill and that they run the home",
        ),
        (
            "{child} has been late every day since {day} because they get {home} up and dressed first",
            "since {day} {child} arrives late after helping {home} to wash and dress",
        ),
    ),
    extras=("{home} is proud of {child} and wary of services.", "There is no other adult in the home."),
    impacts=("Tired, no time with friends.", "Grown-up for their age; misses clubs."),
    wants=("A young carer's assessment.", "Support for parent and child."),
)
PRIVATE_FOSTERING = Story(
    facts=(
        (
            "{child} has been living since {day} with a friend's family, who are not related",
            "a friend's mother, no relation, has had {child} living with her since {day}",
        ),
        (
            "{home} went abroad {day} and left {child} with a family friend for an unknown time",
            "{child} was left {day} with a friend of the family while {home} is abroad",
        ),
    ),
    extras=("There is no written agreement.", "The carer seems kind and wants advice about money."),
    impacts=("Settled, but misses home.", "Unsure how long they will stay."),
    wants=("A private fostering visit.", "Advice on what the carer must do."),
)
STORIES = {
    "missing": MISSING,
    "self_harm": SELF_HARM,
    "behaviour": BEHAVIOUR,
    "disability": DISABILITY,
    "young_carer": YOUNG_CARER,
    "private_fostering": PRIVATE_FOSTERING,
}
