"""The invention's own codes in the words of the tables."""

from __future__ import annotations

from frontdoor.site.authority import shapes

NET = frozenset({"new", "repeat"})
LEVELS = {1: "universal", 2: "early_help", 3: "child_in_need", 4: "significant_harm"}
BASES = {
    "not_stated": "not_known",
    "public_task": "public_task",
    "legal_duty": "legal_duty",
    "safeguarding": "safeguarding",
}
AGREEMENTS = {"not_asked": "not_sought", "agreed": "agreed", "declined": "refused", "not_needed": "not_needed"}
TOLD = {"not_stated": "not_known", "told": "told", "not_told": "not_told", "not_safe": "risk_to_child"}
SAW, CHILD, FAMILY, RECORDS = "saw", "child_said", "family_said", "records"
HEARD = (
    (("saw", "heard it", "attended", "observed", "visit", "seen"), SAW),
    (("child said", "young person", "child told", "disclos"), CHILD),
    (("mother", "father", "parent", "family", "relative"), FAMILY),
    (("record", "proceeding", "report", "log"), RECORDS),
)


def level(number: int | None) -> str:
    """Give the policy's code of a level, blank where none was given."""
    return "" if number is None else LEVELS[number]


def consent(said: shapes.Consent) -> tuple[str, str, str, str]:
    """Give the three answers as codes, and the reasons as one note."""
    reasons = (said.lawful_basis_reason, said.agreement_reason, said.openness_reason)
    note = " ".join(dict.fromkeys(reason for reason in reasons if reason))
    return BASES[said.lawful_basis], AGREEMENTS[said.agreement], TOLD[said.openness], note


def how_known(words: str) -> str:
    """Give the code for how the referrer knows."""
    lower = words.lower()
    for signs, code in HEARD:
        if any(sign in lower for sign in signs):
            return code
    return "another_said" if words else "not_known"


def first_sentences(done: shapes.Handling) -> str:
    """Give what a worker wrote that they know: the rationale without its last sentence."""
    rationale = next((child.rationale for child in done.children if child.rationale), "")
    sentences = rationale.split(". ")
    return (
        ". ".join(sentences[:-1]).rstrip(".") + "." if len(sentences) > 1 else rationale or "Nothing more is recorded."
    )
