"""What we do to the record of people: the only writes of this step."""

from frontdoor.journey.children.actions.cautions import end_caution, record_caution
from frontdoor.journey.children.actions.counting import count_registers, has_registers_to_count
from frontdoor.journey.children.actions.episodes import close_episode, open_episode
from frontdoor.journey.children.actions.families import (
    end_fact,
    note_family_viewed,
    relate,
    relate_somebody_new,
    say_died,
    say_responsible,
    withdraw_death,
    withdraw_fact,
)
from frontdoor.journey.children.actions.filing import file_again, file_people, has_people_to_file
from frontdoor.journey.children.actions.homes import join_household, move_in, seal_address, start_household
from frontdoor.journey.children.actions.identities import (
    confirm_same,
    end_same,
    keep_apart,
    propose_same,
    say_not_same,
    withdraw_not_same,
)
from frontdoor.journey.children.actions.involvements import end_involvements, record_involvements
from frontdoor.journey.children.actions.pairs import find_pairs
from frontdoor.journey.children.actions.people import add_other_name, record_person
from frontdoor.journey.children.actions.questions import answer_about, ask_about

__all__ = [
    "add_other_name",
    "answer_about",
    "ask_about",
    "close_episode",
    "confirm_same",
    "count_registers",
    "end_caution",
    "end_fact",
    "end_involvements",
    "end_same",
    "file_again",
    "file_people",
    "find_pairs",
    "has_people_to_file",
    "has_registers_to_count",
    "join_household",
    "keep_apart",
    "move_in",
    "note_family_viewed",
    "open_episode",
    "propose_same",
    "record_caution",
    "record_involvements",
    "record_person",
    "relate",
    "relate_somebody_new",
    "say_died",
    "say_not_same",
    "say_responsible",
    "seal_address",
    "start_household",
    "withdraw_death",
    "withdraw_fact",
    "withdraw_not_same",
]
