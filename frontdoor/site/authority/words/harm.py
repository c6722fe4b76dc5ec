"""Stories of harm done, or feared, to a child: told plainly and without detail."""

from __future__ import annotations

from frontdoor.site.authority.words.shapes import Story

PHYSICAL_ABUSE = Story(
    facts=(
        (
            "{child} had a bruise to the left cheek {day} and said that {man} had done it",
            "a mark was seen on {child}'s cheek {day}; {child} said {man} had caused it",
        ),
        (
            "{child} told a member of staff {day} that {home} hits them with a slipper when they are naughty",
            "{child} disclosed {day} being hit with a slipper at home by {home}",
        ),
        (
            "{child} was brought in {day} {clock} with an arm injury and the account given has changed twice",
            "{child} attended {day} {clock}; {home} gave two different accounts of how the arm was hurt",
        ),
        (
            "a small bruise was seen on the baby's ear {day} and {home} could not say how it came about",
            "{home} could give no explanation for a bruise to the ear seen {day}",
        ),
        (
            "{man} was seen {day} {clock} dragging {child} along the pavement by the arm and shouting",
            "a member of the public saw {man} pull {child} along the street by one arm {day} {clock}",
        ),
        (
            "{child} said {day} that {man} grabbed them round the neck of their jumper and there were scratches",
            "scratches to {child}'s neck were noted {day}; {child} says {man} grabbed their jumper",
        ),
    ),
    extras=(
        "{child} asked us not to tell anybody.",
        "A body map has been completed.",
        "{home} has not been told that we are making this contact.",
        "{child} said that it had happened before.",
        "{home} says it was an accident in rough play.",
        "The mark is about the size of a coin and is fading.",
    ),
    impacts=(
        "Did not want to go home.",
        "Flinched when an adult came near.",
        "Says it hurts to write.",
        "Cheerful and did not seem worried.",
    ),
    wants=(
        "Please advise today, before the end of school.",
        "A strategy discussion.",
        "Please see the child.",
    ),
)
EMOTIONAL_ABUSE = Story(
    facts=(
        (
            "{home} was heard {day} telling {child} that they were not wanted and would be put in care",
            "{child} reported {day} that {home} says they are not wanted and will go into care",
        ),
        (
            "{child} is made to eat alone in their room and said {day} that nobody has spoken to them for a week",
            "{child} told us {day} that they eat alone upstairs and that nobody at home talks to them",
        ),
        (
            "{child} was sent in {day} with a note saying that they are a liar and must not be believed",
            "a note from {home} came with {child} {day} saying not to believe anything the child says",
        ),
        (
            "since the parents parted {child} is asked to spy on each and said {day} that they cannot stand it",
            "{child} was distressed {day} about having to carry messages and report back between the parents",
        ),
    ),
    extras=(
        "The other children in the home are treated differently.",
        "There are private proceedings between the parents.",
        "{home} says that {child} lies and steals.",
        "This has been building up since the summer.",
    ),
    impacts=(
        "Low in mood and self-worth.",
        "Cries easily.",
        "Says it is their own fault.",
        "Stays in the library at break.",
    ),
    wants=("Somebody independent to speak with the child.", "An assessment.", "Advice on what we should do next."),
)
SEXUAL_HARM = Story(
    facts=(
        (
            "{child} made a disclosure {day} about a relative that suggests sexual harm; no questions were asked",
            "{child} said something {day} that worried us about a relative, and we asked no questions",
        ),
        (
            "{child} has shown sexualised behaviour towards another pupil, most recently {day}",
            "behaviour beyond what we would expect at this age was seen from {child} towards another pupil {day}",
        ),
        (
            "we have learnt {day} that {man}, who has a conviction for an offence against a child, visits the home",
            "{man} is known to us for an offence against a child and was found {day} to be visiting this family",
        ),
        (
            "an older pupil touched {child} {day} on the way home; the family has been told",
            "{child} reported being touched by an older pupil on the way home {day}",
        ),
    ),
    extras=(
        "The exact words were written down at the time.",
        "The relative does not live in the home.",
        "The police have been told.",
        "{home} was supportive and has kept them apart.",
    ),
    impacts=(
        "Withdrawn since.",
        "Anxious about being at home.",
        "Not spoken to further, as advised.",
        "Trouble sleeping.",
    ),
    wants=(
        "A strategy discussion today.",
        "Please advise before we speak to the parents.",
        "Please check what is known.",
    ),
)
EXPLOITATION = Story(
    facts=(
        (
            "{child} was found {day} {clock} in a car with two older males and could not say how they knew them",
            "{day} {clock} {child} was in a car with two adult males whose names they did not know",
        ),
        (
            "{child} has new trainers and two telephones and was seen {day} near the station with known dealers",
            "{child} was seen {day} by the station with people linked to dealing and has unexplained new things",
        ),
        (
            "{child} was stopped {day} {clock} in another town with cash and a train ticket they had not bought",
            "officers in another town found {child} {day} {clock} with cash and a ticket paid for by someone else",
        ),
        (
            "{child} told a friend {day} that they owe money and have to work it off",
            "a friend reported {day} that {child} has a debt and is being made to work for older youths",
        ),
    ),
    extras=(
        "{home} is frightened of reprisals.",
        "{child} says they are just friends.",
        "A screening tool was completed and is attached.",
        "Another young person known to you was present.",
    ),
    impacts=("Not attending school; out late.", "Says they can look after themselves.", "Frightened to go into town."),
    wants=("Consideration at the exploitation panel.", "A strategy discussion.", "Please allocate a worker."),
)
ONLINE_HARM = Story(
    facts=(
        (
            "{child} sent pictures to somebody met on a game and was told {day} to send more or they would be shared",
            "someone {child} met through a game threatened {day} to share pictures unless more were sent",
        ),
        (
            "pictures of {child} have been passed round the year group since {day}",
            "since {day} other pupils have been sharing pictures of {child}",
        ),
        (
            "{child} has been talking online to an adult who asked {day} to meet at the seafront",
            "an adult stranger asked {child} online {day} to meet them at the seafront",
        ),
    ),
    extras=("The telephone has been handed to the police.", "{home} had no idea.", "The account has been reported."),
    impacts=("Ashamed and not eating.", "Will not come to school.", "Worried who has seen it."),
    wants=("Advice for the family and school.", "An assessment.", "Please link with the police enquiry."),
)
UNBORN = Story(
    facts=(
        (
            "{home} booked late, {day}, and an older child of hers was removed in another area",
            "booking took place {day} at a late stage; {home} has had an older child removed elsewhere",
        ),
        (
            "{home} disclosed at an appointment {day} that {man} has been violent during this pregnancy",
            "{home} told us {day} that {man} has been violent to her since she became pregnant",
        ),
        (
            "{home} has missed three antenatal appointments, the last {day}, and is using heroin on top of her script",
            "antenatal care has been missed three times, most recently {day}, and {home} is using on top of her script",
        ),
        (
            "{home} is a care leaver, expecting a first baby, and was told {day} that she must leave her placement",
            "{home}, a care leaver who is expecting a baby, heard {day} that her placement will end",
        ),
    ),
    extras=(
        "The baby's father is not named.",
        "{home} has a supportive sister.",
        "She has bought most of what the baby will need.",
        "Scans show the baby growing well.",
    ),
    impacts=("Unborn; risk from stress and missed care.", "Unborn; exposed to substances.", "Not born yet."),
    wants=("A pre-birth assessment.", "Early planning before the birth.", "A pre-birth planning meeting."),
)
STORIES = {
    "physical_abuse": PHYSICAL_ABUSE,
    "emotional_abuse": EMOTIONAL_ABUSE,
    "sexual_harm": SEXUAL_HARM,
    "exploitation": EXPLOITATION,
    "online_harm": ONLINE_HARM,
    "unborn": UNBORN,
}
