"""What we ask about contacts and who is named in them."""

from frontdoor.journey.intake.models import Draft, NamedPerson
from frontdoor.journey.intake.queries.contacts import (
    EarlierContact,
    Levels,
    contacts_about,
    count_about,
    draft_of,
    first_due,
    has_draft,
    levels_in_force,
    receiving_facts,
    unfinished,
    visible_to,
)
from frontdoor.journey.intake.queries.naming import (
    VERDICTS,
    as_details,
    as_new_person,
    home_told_for,
    identified,
    identifying_facts,
    named_on,
    said_of,
    weight_of,
)
from frontdoor.journey.intake.queries.recognising import (
    Known,
    NamedWithPossibles,
    Recognised,
    possibles_for_told,
    who,
)
from frontdoor.journey.intake.queries.tellers import Teller, teller, tellers

__all__ = [
    "Draft",
    "VERDICTS",
    "NamedPerson",
    "named_on",
    "said_of",
    "EarlierContact",
    "Known",
    "Levels",
    "NamedWithPossibles",
    "Recognised",
    "Teller",
    "as_details",
    "as_new_person",
    "contacts_about",
    "count_about",
    "draft_of",
    "first_due",
    "has_draft",
    "home_told_for",
    "identified",
    "identifying_facts",
    "levels_in_force",
    "possibles_for_told",
    "receiving_facts",
    "teller",
    "tellers",
    "unfinished",
    "visible_to",
    "weight_of",
    "who",
]
