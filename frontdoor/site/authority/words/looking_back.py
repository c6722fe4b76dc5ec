"""What colleagues write when they look back at a decision, and when they decide again what another decided."""

from __future__ import annotations

SOUND: tuple[str, ...] = (
    "Short and clear. A parent who asked for this record would understand why we went no further.",
    "The history was read first, the day is this child's own, and the reason follows from both. I would have decided "
    "the same.",
    "I looked for what would have led me elsewhere and did not find it. The second person's reasons are their own.",
    "What the police saw and what we held already fit together, and somebody says why that is enough.",
    "The worker says what was not known, and why waiting would not have told us more. I have told them that I thought "
    "it good.",
    "The child can be heard in this, although nobody was sure of much. It stands.",
)
"""Where the record shows everything that the questions ask for."""
LACKS: dict[str, tuple[str, ...]] = {
    "childs_day": (
        "I know now what the adults said, and not what a day is like for this child.",
        "The child is named and not heard: nobody says what they saw of it, or how they are since.",
    ),
    "history": ("Nothing shows that the history was read before this was decided.",),
    "information": ("Nobody outside was asked, and at least the school would have known something.",),
    "consent": ("Whether the family were told is left open. They should not hear of us from somebody else.",),
    "reason": (
        "These few words are no reason. A family who read them would not know why nobody came.",
        "It says that something was not met, and not why: I had to work it out for myself.",
    ),
    "oversight": (
        "The second person wrote one word, so nobody can tell what they weighed.",
        "Agreed, and no more: if it had gone wrong, we could not have said that two people thought about it.",
        "I do not doubt that the manager read it. It cannot be seen from what they wrote.",
        "Two people decided, and only one of them says why.",
        "The oversight is there in name. I should have liked to read what the second person made of the child's day.",
    ),
}
"""What is said of each question to which the answer is no."""
STANDS: tuple[str, ...] = (
    "The outcome stands on what was known that day.",
    "I would have decided the same, and I would have written down why.",
    "It stands; I have spoken with both of them about it, and it was a good conversation.",
)
UNMET: tuple[str, ...] = (
    "It is written that no need was found. I find one that nobody has met: this child has nobody to talk to about what "
    "happened. The school would be the place to begin.",
    "We looked at one event. I think that this child lives with more than it shows, and that somebody at home would "
    "take help if it were offered in person. I cannot see that anybody did.",
    "Weighed by itself, this could close. Read with what is around it, things have not been right for this child for "
    "some time, and nobody has asked them what would help. Somebody should, this week.",
)
"""Where the child may have a need that nobody has met."""
DECIDED_AGAIN: dict[str, tuple[str, ...]] = {
    "no_further_action": (
        "The adults around this child have done what was wanted, and nobody is asking for more.",
        "Told clearly, and seen to. I would close it and say how to come back to us.",
    ),
    "advice": (
        "The referrer knows this family best. I would tell them what is on offer and what to look out for.",
        "A worry that can be helped where it was noticed: I would advise, and ask them to ring if it does not hold.",
    ),
    "early_help": (
        "There is need here, and no danger. I would ask the family whether they want a worker who comes to them.",
        "More than advice, less than an assessment, if the parent agrees. I would have somebody ring them first.",
    ),
    "referral": (
        "Too much stands open to leave it. I would have a social worker assess, and see the child first.",
        "The needs are several and have not grown fewer: an assessment, with the family told why.",
    ),
    "strategy_discussion": (
        "This may be significant harm. I would speak with the police and with health today, before anybody visits.",
        "There is reason to fear for this child: the three agencies together, today, and a plan before the evening.",
    ),
    "closed_for_want_of_capacity": (
        "There is need. I would say openly that nobody is free, and put it before the director again.",
        "They should have a worker. If there is none I would write that down, and not that there is no need.",
    ),
}
"""Why somebody who has not seen what was decided would decide so."""
