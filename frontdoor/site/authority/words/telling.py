"""How each sort of referrer begins and ends, and says how they know."""

from __future__ import annotations

OPENINGS: dict[str, tuple[str, ...]] = {
    "6": (
        "Officers attended {line}.",
        "Police notification.",
        "Call to police from a third party.",
        "Public protection notice.",
    ),
    "2A": (
        "I am the safeguarding lead at school.",
        "School wishes to share a concern about {child}.",
        "Further to our telephone call this morning.",
        "{child} is one of our pupils.",
    ),
    "3": (
        "I am writing about this family, who are patients here.",
        "Health contact.",
        "Seen in clinic.",
        "Please note:",
    ),
    "1": (
        "I am ringing because I am worried.",
        "I do not want to cause trouble.",
        "I have thought about this for a while.",
        "Somebody needs to know about this.",
    ),
    "9": ("Caller would not give a name.", "Anonymous letter received.", "Caller was distressed and rang off early."),
    "other": (
        "We work with this family.",
        "Sharing information from our service.",
        "During a visit by our worker we learnt:",
        "This is a safeguarding concern.",
    ),
}
CLOSINGS: dict[str, tuple[str, ...]] = {
    "6": (
        "Shared for your consideration.",
        "Officer has recorded the voice of the child.",
        "No further police action.",
        "",
    ),
    "2A": (
        "Mum has been told that we are ringing.",
        "We will keep {child} in sight.",
        "Please ring back before 3.",
        "",
    ),
    "3": ("Copied to the GP.", "The health visitor has been told.", "We have no other concerns on file.", ""),
    "1": ("Please do not say who told you.", "I can be rung in the evenings.", "I hope you can help them.", ""),
    "9": ("No number was left.", "", "Caller says this has gone on for months."),
    "other": ("The family knows of this contact.", "We will go on visiting.", "Please tell us the outcome.", ""),
}
HOW_KNOWN: dict[str, tuple[str, ...]] = {
    "6": ("Attended the address", "Reported to us by telephone", "Seen on patrol", "From another force"),
    "2A": ("Seen by us in school", "Told by the child", "Told by another pupil", "Told by a parent at the gate"),
    "3": ("Seen in clinic", "Home visit", "Told by the parent", "From the hospital record"),
    "1": ("Saw it myself", "Told by the child", "Told by a neighbour", "Heard through the wall"),
    "9": ("Not said", "Saw it", "Heard talk of it"),
    "other": ("Told by the parent", "Home visit", "From our records", "Told by another agency"),
}
NEWS = (
    "To update you on this family:",
    "For the allocated worker, please.",
    "I understand there is a social worker.",
    "Further information about an open case.",
    "Could this be passed to the family's social worker?",
    "",
)
AGAIN = (
    "I have been in touch before and nothing has changed.",
    "This is a further concern since our last contact.",
    "We reported another matter recently and were told there would be no action.",
    "",
    "",
)
ECHOES = (
    "You may already have this from another agency.",
    "We have been told of an incident.",
    "This follows the notification we received.",
    "I believe the police have been in touch about the same matter.",
    "",
    "",
)
EDITS = (
    "UPDATE to earlier notification: date of birth corrected.",
    "Re-sent: our system shows that the first was not received.",
    "AMENDED: further child added to the report.",
    "Second copy, with crime number.",
    "",
)
UNCLEAR = (
    "Concerns about {child}. Please see attached.",
    "Ongoing concerns regarding this family. Not sure what else to do.",
    "Low-level worry, sharing for information only; mum not herself {day}.",
    "Please could somebody look at {child}'s situation. Things not right at home since {day}.",
    "Safeguarding concern following the conversation {day}. Details to follow.",
)
NO_WANTS = ("", "", "For information.", "Not stated.")


def voice(source_code: str) -> str:
    """Say which voice a source speaks in."""
    if source_code in ("6", "2A", "9"):
        return source_code
    if source_code[0] in "13":
        return source_code[0]
    return "other"
