"""Who it is about: people, the homes they live in, who is related to whom, and the time a child is open to us."""

from frontdoor.journey.children.models.cautions import Caution, CautionKind
from frontdoor.journey.children.models.commonness import Commonness
from frontdoor.journey.children.models.episodes import Episode
from frontdoor.journey.children.models.families import (
    Basis,
    Holds,
    HowKnown,
    ParentalResponsibility,
    Relationship,
    RelationshipKind,
)
from frontdoor.journey.children.models.homes import Address, Household, Membership, Seal, SealedAddress, TimeThere
from frontdoor.journey.children.models.identities import (
    Answer,
    JoinedRecord,
    NotSame,
    PairQuestion,
    PossiblePair,
    SamePerson,
    SeparateIdentities,
)
from frontdoor.journey.children.models.index import MatchCard, MatchKey
from frontdoor.journey.children.models.involvements import Involvement
from frontdoor.journey.children.models.people import OtherName, Person, Sex

__all__ = [
    "Address",
    "Answer",
    "Basis",
    "Caution",
    "CautionKind",
    "Commonness",
    "Episode",
    "Holds",
    "Household",
    "HowKnown",
    "Involvement",
    "JoinedRecord",
    "MatchCard",
    "MatchKey",
    "Membership",
    "NotSame",
    "OtherName",
    "PairQuestion",
    "ParentalResponsibility",
    "Person",
    "PossiblePair",
    "Relationship",
    "RelationshipKind",
    "SamePerson",
    "Seal",
    "SealedAddress",
    "SeparateIdentities",
    "Sex",
    "TimeThere",
]
