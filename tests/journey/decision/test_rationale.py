from __future__ import annotations

import pytest

from frontdoor.journey.decision.rationale import BLANK, GATE_ONLY, SHORT, reasons_against

GATE_WORDINGS = [
    "Does not meet threshold",
    "Threshold not met.",
    "Sub-threshold. NFA.",
    "Below threshold for statutory services, NFA",
    "The information shared does not reach the criteria for a statutory service at this point in time.",
    "Threshold is not satisfied for s.17 or s.47 involvement, so the contact will be closed with no further action.",
    "Criteria not fulfilled - close.",
    "This does not meet the threshold for Children's Social Care and no further action is required at this time.",
    "Having reviewed the information provided the case falls below the level required for assessment under section 17",
    "N.F.A.",
    "Contact screened by manager. Concerns do not warrant statutory involvement. No further action.",
    "Child does not meet the criteria for a service. Family advised. Case closed.",
    "doesn’t meet threshold, doesn’t meet threshold, doesn’t meet threshold, doesn’t meet threshold",
]
RATIONALES = [
    "Kai has moved to his grandmother's, sees his teacher daily and feels safe; his stepfather may not come near.",
    "Mum asked for help with Ayla's sleep and money. School and the health visitor are visiting weekly, and she agrees "
    "that the family worker calls on Thursday. Threshold for section 17 is not met because her needs are being met.",
    "Bruising on a baby who cannot yet move, with two accounts from the parents, and a brother with an old fracture.",
]


@pytest.mark.parametrize("text", GATE_WORDINGS)
def test_threshold_not_met_is_no_rationale_in_any_wording(text: str) -> None:
    assert reasons_against(text, is_about_need=True) == [GATE_ONLY]
    assert reasons_against(text, is_about_need=False) == [GATE_ONLY]


@pytest.mark.parametrize("text", RATIONALES)
def test_what_was_found_is_a_rationale_even_if_it_speaks_of_thresholds(text: str) -> None:
    assert reasons_against(text, is_about_need=True) == []


@pytest.mark.parametrize("text", ["", "  \n "])
def test_nothing_is_no_rationale(text: str) -> None:
    assert reasons_against(text, is_about_need=True) == [BLANK]


@pytest.mark.parametrize("text", ["ok", "No concerns", "Family known to us, all fine as before"])
def test_a_few_words_are_no_rationale_for_a_decision_about_need(text: str) -> None:
    assert reasons_against(text, is_about_need=True) == [SHORT]


def test_a_duplicate_may_be_explained_in_a_few_words() -> None:
    assert reasons_against("Same incident, re-sent by the police", is_about_need=False) == []
    assert reasons_against("dup", is_about_need=False) == [SHORT]
