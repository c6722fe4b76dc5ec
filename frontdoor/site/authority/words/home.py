"""Stories of trouble in the home: abuse between adults, neglect, illness, drink and drugs, housing."""

from __future__ import annotations

from frontdoor.site.authority.words.shapes import Story

DOMESTIC_ABUSE = Story(
    facts=(
        (
            "a verbal argument between {home} and {man} {day} {clock} became physical and a neighbour rang 999",
            "{man} pushed {home} during an argument {day} {clock}; a neighbour heard shouting and called the police",
            "there was a fight at home {day} between {home} and {man}, and the police were called by next door",
        ),
        (
            "{man} came to the address {day} {clock} despite having been asked to stay away and kicked the front door",
            "{home} says {man} turned up {day} {clock}, would not leave and damaged the front door",
        ),
        (
            "{home} reported {day} that {man} has been checking her phone, keeping her bank card and following her",
            "{home} disclosed {day} that {man} controls the money, goes through her phone and follows her to the shops",
        ),
        (
            "{man} threw a plate at the kitchen wall {day} {clock} and {home} took the children upstairs",
            "plates were smashed in the kitchen by {man} {day} {clock} while the children were upstairs with {home}",
        ),
        (
            "{man} was arrested {day} {clock} on suspicion of assaulting {home} and has been bailed with conditions",
            "an assault on {home} was reported {day} {clock}; {man} was arrested and bailed not to go to the home",
        ),
        (
            "{home} rang {day} in tears to say that {man} had sent over forty threatening messages since they parted",
            "{home} has had more than forty threatening messages from {man} since the separation and rang {day} upset",
        ),
        (
            "{home} and {man} had both been drinking {day} {clock} and each alleges that the other slapped them first",
            "both adults, {home} and {man}, had been drinking {day} {clock} and each says the other hit out first",
        ),
    ),
    extras=(
        "{child} was in the next room and could hear what was said.",
        "{child} was woken by the noise and came to the top of the stairs.",
        "No injuries were seen. {home} did not want to make a statement.",
        "A risk assessment was completed with {home} and graded medium.",
        "The children appeared well and were in bed at the time.",
        "{home} has gone to stay with a relative for a few days.",
        "There have been earlier call-outs to this couple at another address.",
        "{home} minimised what happened and says it will not happen again.",
    ),
    impacts=(
        "Frightened; asked an adult if they had to go home.",
        "Heard the argument and tried to look after the younger ones.",
        "Not seen or spoken to by us.",
        "Quiet and tired the next morning.",
        "Says they worry about mum when they are not there.",
    ),
    wants=(
        "Please consider whether the children are safe and what support mum can have.",
        "For information and any action you think right.",
        "An assessment of the children's situation.",
    ),
)
NEGLECT = Story(
    facts=(
        (
            "{child} came in {day} in the same unwashed clothes as last week and asked for food before registration",
            "since {day} {child} has been arriving hungry and in dirty clothes that have not been changed for days",
        ),
        (
            "when we visited {day} there was very little food in the home, dog mess on the floor and no bedding",
            "a visit {day} found the home cold, animal mess indoors, hardly any food and no sheets on the beds",
        ),
        (
            "{child} was found {day} {clock} playing by the main road with no adult near",
            "a passer-by found {child} {day} {clock} beside the main road on their own",
        ),
        (
            "{child} has now missed four dental and eye appointments, the latest {day}, and is in pain with a tooth",
            "appointments for {child}'s teeth and eyes keep being missed, most recently {day}; {child} has toothache",
        ),
        (
            "head lice have gone untreated for two months and {child} had open sores when seen {day}",
            "{child} was seen {day} with sores from head lice that have not been treated for about two months",
        ),
        (
            "{home} did not collect {child} {day} until {clock} and could not be reached on any number we hold",
            "nobody came for {child} {day}; {home} could not be reached and arrived {clock}",
        ),
    ),
    extras=(
        "We have offered uniform and a breakfast place and nothing has changed.",
        "{home} says that money has been short since the benefit was reviewed.",
        "Attendance since September is below 80 per cent.",
        "The younger sibling was in a heavy, wet nappy.",
        "{home} was polite but did not seem to see the problem.",
        "We first noticed this about six weeks ago and it is getting worse.",
    ),
    impacts=(
        "Hungry, tired and left out by other children.",
        "In pain and missing lessons.",
        "Has lost weight since our last check.",
        "Looks after younger siblings in the mornings.",
        "Embarrassed about clothes and smell.",
    ),
    wants=(
        "An assessment of the home and of the care these children get.",
        "Help for the family before it gets worse.",
        "Advice on whether this meets your threshold.",
    ),
)
PARENT_MENTAL_HEALTH = Story(
    facts=(
        (
            "{home} told us {day} that she has stopped taking her medication and has not slept for several nights",
            "{home} has stopped her prescribed medication and, when seen {day}, had not slept for days",
        ),
        (
            "{home} attended {day} {clock} after an overdose and was kept in overnight",
            "{home} took an overdose {day} and stayed in hospital overnight",
        ),
        (
            "{home} said {day} that there are cameras in the walls and has kept {child} at home for safety",
            "{child} has been kept at home since {day} because {home} believes that the house is being watched",
        ),
        (
            "{home} said {day} that she feels nothing for the baby and is afraid of being alone with the children",
            "{home} disclosed {day} that she is not bonding with the baby and dreads being left with the children",
        ),
        (
            "{home} has not left bed since {day} and {child} has been making the meals",
            "{child} told an adult that {home} has been in bed since {day} and that they do the cooking",
        ),
    ),
    extras=(
        "There is a grandmother nearby who helps when she can.",
        "The crisis team has been told and will visit this week.",
        "{home} is open about how she feels and wants help.",
        "There was an admission two years ago.",
        "No thoughts of harming the children were disclosed.",
    ),
    impacts=(
        "Missing school to look after a parent.",
        "Worried that mum will go away.",
        "Meals and bedtimes are not regular.",
        "Not known yet.",
    ),
    wants=(
        "Support for the children while their parent is unwell.",
        "Please contact the family and let us know who is working with them.",
        "A joint visit with our service.",
    ),
)
SUBSTANCE_MISUSE = Story(
    facts=(
        (
            "{home} collected {child} {day} {clock} smelling of alcohol and unsteady",
            "{day} {clock} {home} came for {child} and was unsteady on her feet and smelt of drink",
        ),
        (
            "a search of the home {day} {clock} found cannabis plants in a bedroom and {man} was arrested",
            "{man} was arrested {day} after cannabis was found growing in one of the bedrooms",
        ),
        (
            "{home} missed the last two scripts and tested positive for cocaine {day}",
            "{home}'s test {day} was positive for cocaine and two prescriptions have not been collected",
        ),
        (
            "callers come to the address at all hours, last {day} {clock}, and needles were seen on the stairs",
            "needles were seen on the stairs {day}, and there are visitors at the address all night",
        ),
        (
            "{home} was found asleep on the sofa {day} {clock} and could not be roused while {child} was in the room",
            "{child} could not wake {home} {day} {clock}; she was asleep on the sofa after drinking",
        ),
    ),
    extras=(
        "{home} says it was a one-off after a bereavement.",
        "We understand that {man} has been sleeping at the address.",
        "{home} has agreed to a new key worker.",
        "The children were taken to an aunt for the night.",
        "This is the third time this term.",
    ),
    impacts=(
        "Scared when a parent will not wake.",
        "Keeps out of the way when there are visitors.",
        "Late or absent most Mondays.",
        "Not spoken to alone.",
    ),
    wants=(
        "An assessment of the children's safety at home.",
        "Information sharing; we are working with the parent.",
        "A professionals' meeting.",
    ),
)
HOUSING = Story(
    facts=(
        (
            "the family has been given notice to leave by {day} and has nowhere to go",
            "{home} has to be out of the property by {day} and has found nowhere else",
        ),
        (
            "there is black mould in both bedrooms and {child} was treated for a chest infection {day}",
            "{child} had another chest infection {day}; the bedrooms have black mould",
        ),
        (
            "the gas and electricity have been off since {day} and the family is cooking on a camping stove",
            "a camping stove is being used indoors because the meters have been empty since {day}",
        ),
        (
            "seven people were found {day} to be living in a two-bedroomed flat with the children on the floor",
            "the flat has two bedrooms and seven people, the children sleeping on the floor when we called {day}",
        ),
    ),
    extras=(
        "Rent arrears stand at over two thousand pounds.",
        "{home} has no recourse to public funds.",
        "A food parcel was given.",
        "The landlord has been written to twice.",
    ),
    impacts=(
        "Cold at night and often ill.",
        "Nowhere to do homework.",
        "Anxious about moving school.",
        "Not known yet.",
    ),
    wants=("Help with housing and money.", "Advice about what support there is.", "Please assess as a family in need."),
)
STORIES = {
    "domestic_abuse": DOMESTIC_ABUSE,
    "neglect": NEGLECT,
    "parent_mental_health": PARENT_MENTAL_HEALTH,
    "substance_misuse": SUBSTANCE_MISUSE,
    "housing": HOUSING,
}
