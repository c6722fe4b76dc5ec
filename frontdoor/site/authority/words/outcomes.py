"""What the front door writes: ratings, each child's day, rationales, directions and replies."""

from __future__ import annotations

RATING_REASONS: dict[str, tuple[str, ...]] = {
    "red": (
        "Child may be at risk of significant harm today; act before the end of the day.",
        "Disclosure with an injury, and the alleged adult has access to the child.",
        "Child not in a safe place at the time of receipt.",
    ),
    "amber": (
        "Concern is serious but the child is safe tonight with a protective adult.",
        "Pattern across several contacts; partner information needed before a decision.",
        "Possible need for assessment; no immediate danger reported.",
    ),
    "green": (
        "No immediate safety worry; the need may be met by early help or advice.",
        "Low-level worry reported by one source, family already in touch with services.",
        "Routine information; no indication of harm.",
    ),
}
DAYS: tuple[str, ...] = (
    "{child} likes school and says that home is quiet at the moment. Worries most about mum being upset.",
    "{child} gets the younger ones up and to school, and is often tired. Told the school that mornings are the worst.",
    "A baby who cannot tell us. Seen by the health visitor, growing well and comforted when held.",
    "{child} spends most of the day in their room and eats separately. Wants someone to talk to at school.",
    "We do not know yet what life is like for {child}; the school has been asked to speak with them.",
    "{child} describes shouting most weekends and going to a friend's house when it starts.",
    "{child} is settled with grandma, sees dad on Saturdays and says that they feel safe there.",
    "{child} likes football and has two good friends. Says that nobody asks how things are at home.",
    "{child} has missed a good deal of school. Says there is no point, and that days are long and boring.",
    "{child} says they listen out at night in case it kicks off. Sleep is poor and school work has dropped.",
)
KNOWN_SO_FAR: tuple[str, ...] = (
    "Spoke with the referrer, who saw this directly.",
    "School reports good attendance and no other worries.",
    "School reports falling attendance and tiredness.",
    "The health visitor knows the family well and last saw them this month.",
    "Police hold two earlier incidents at this address.",
    "The address and the school on our record are still theirs.",
    "History shows earlier contacts about the same worry.",
    "Mother was open about the difficulty and accepts help.",
    "Parents could not be reached; two attempts were made and are noted.",
    "The GP has not replied, and we decide without that information because the child should not wait.",
)
WHO_SAYS: dict[str, tuple[str, str]] = {
    sentence: (kind, source)
    for sentence, kind, source in zip(
        KNOWN_SO_FAR,
        ("known", "strength", "worry", "known", "known", "known", "worry", "strength", "missing", "missing"),
        (
            *("The referrer, by phone", "The school", "The school", "The health visitor", "Police records"),
            *("Our own records", "Our own records", "The mother, by phone", "The parents", "The GP"),
        ),
        strict=True,
    )
}
"""What kind of finding each of these is, and who says so; for what is missing, who could tell us."""
MISSING: tuple[tuple[str, str], ...] = (
    ("What the GP knows of the parents. The surgery will ring back; deciding should not wait for it.", "The GP"),
    ("What the father makes of this: he has not been reached, and does not live in the home.", "The father"),
    ("What the child would say in their own words; they are seen at the first visit.", "The child, at school"),
    ("Whether another adult stays in the home at weekends; the mother is asked at the visit.", "The mother"),
)
STRONG_OR_WORRYING: tuple[tuple[str, str, str], ...] = (
    ("strength", "An adult in the family has put the children first since this happened.", "The referrer"),
    ("worry", "This resembles what was told before, and the earlier advice did not hold.", "Our own records"),
    ("strength", "The child has somebody at school whom they trust and go to.", "The school"),
    ("worry", "The adults give different accounts of the same evening.", "The referrer"),
)
REASONS: dict[str, tuple[str, ...]] = {
    "referral": (
        "The needs are several and are unlikely to improve without a statutory assessment.",
        "The concern has continued in spite of early help, so an assessment under section 17 is needed.",
        "What is not known about the adults matters too much to leave; assessment agreed with the parent.",
    ),
    "strategy_discussion": (
        "There is reasonable cause to suspect significant harm, so police and health are asked to a discussion today.",
        "The injury, the child's words and the adult's access together mean that a strategy discussion is needed.",
    ),
    "early_help": (
        "The family wants help with routines and money; early help has been agreed and a worker is named.",
        "Needs can be met by the school and the family support team, with a review in six weeks.",
    ),
    "advice": (
        "The referrer was advised to speak with the family and to come back if the plan does not work.",
        "Advice given on support that the family can use now; the school will keep a watch.",
    ),
    "no_further_action": (
        "The children were seen and safe, the adult has left the home and mother has acted to protect them.",
        "The account is explained by what the school and GP hold; no unmet need was found.",
        "A one-off argument with no history; the family has declined a service and knows how to ask.",
    ),
    "passed_to_allocated_worker": (
        "Already open: passed to the allocated worker and their manager, who have acknowledged it.",
        "The allocated worker will speak with the child about this at the next visit, brought forward.",
    ),
    "linked_to_earlier_contact": (
        "The same incident was reported earlier; new details have been added to that contact.",
        "Linked to the earlier report. This agency's account supports it.",
    ),
    "information_provided": (
        "Records checked; what may lawfully be shared has been sent, and a copy kept.",
        "The request was checked for its legal basis and answered.",
    ),
    "signposted": (
        "Not a matter for this service: passed on, and the sender told where to go.",
        "Passed to the right authority or team by telephone, and confirmed by secure mail.",
    ),
}
NOBODY_FREE = (
    "The family agreed to early help, and there is nobody to give it: the hub has had no worker free for eleven weeks, "
    "and the two charities that I rang keep no list. The need stands, and the referrer knows that we cannot meet it.",
    "This family should have a worker and would take one. Nobody is free for weeks to come, and one post is vacant; I "
    "have told them so myself, and given them the number to ring when it gets worse.",
)
NOBODY_FREE_AGREED = (
    "I agree that there is need, and I have tried the hub and the teams myself. It closes because nobody is free, not "
    "because nothing is the matter: it goes on the director's list today."
)
THIN = ("Noted. NFA.", "Does not meet threshold.", "Info only, no role for us at this time.", "Advice given, closed.")
"""How too many rationales read in the spring of 2018."""
AGREED = ("Read history and recommendation; agree.", "Agree: the child's day is clear and checks are done.", "Agreed.")
CHANGED = (
    "Changed: the pattern over the last months outweighs this single event.",
    "Changed: the parent's agreement to early help makes this the right first step.",
)
DIRECTIONS = (
    "Speak with the school about the child's day before this can be closed.",
    "Ask the GP and health visitor; say what is not known if they do not answer.",
    "The brother is not mentioned: add him and say what life is like for him.",
    "Record what the parent said when told of the contact.",
)
REPLIES: dict[str, str] = {
    "referral": "Thank you. A social worker will assess. Please go on seeing the child and tell us of any change.",
    "strategy_discussion": "Thank you. We are acting today with the police and health. You may be asked to take part.",
    "early_help": "Thank you. The family has agreed to early help; a worker will ring within five working days.",
    "advice": "Thank you. We have given advice, as discussed, and do not plan to do more unless things change.",
    "no_further_action": "Thank you. We have looked into this and will take no further action. Please ring if worried.",
    "passed_to_allocated_worker": "Thank you. We have passed this to the worker who knows the family.",
    "linked_to_earlier_contact": "Thank you. We already had word of this, and have added what you told us.",
    "information_provided": "We have sent what we may share in answer to your request.",
    "closed_for_want_of_capacity": "Thank you. There is a need here, and at present nobody is free to meet it. We have "
    "told our director so. Please go on seeing the child, and ring us when anything changes.",
    "signposted": "Thank you. This is not for our service, and we have passed it to the right place.",
}
