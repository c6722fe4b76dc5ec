"""The three consent questions, and how well referrers have answered them over the years."""

from __future__ import annotations

from datetime import date
from random import Random

from frontdoor.site.authority import times
from frontdoor.site.authority.shapes import Consent

ASKED_BETTER_FROM = times.minute(date(2019, 4, 1))
NOT_STATED = Consent(
    lawful_basis="not_stated",
    lawful_basis_reason="",
    agreement="not_asked",
    agreement_reason="",
    openness="not_stated",
    openness_reason="",
)
TOLD = ("Spoke with mother before ringing.", "Parent told by telephone.", "Discussed at a home visit.")
NOT_TOLD = ("Could not reach the parent.", "We usually share and tell the family later.", "Not our practice.")
NOT_SAFE = ("Telling the adult could put the child at risk.", "Advice taken: do not tell before police have spoken.")
AGREED = ("Mother wants help.", "Parent agrees to early help.", "Young person and parent agree.")
DECLINED = ("Parent says that they can manage.", "Parent does not want social workers involved.")


def answer(rng: Random, source: str, level: int, at: int) -> Consent:
    """Answer the three questions as a source would about a worry of some level."""
    blank = 0.42 if at < ASKED_BETTER_FROM else 0.12
    if source in ("9", "10") or rng.random() < blank:
        return NOT_STATED
    if level >= 4 or (level == 3 and rng.random() < 0.45):
        return _safeguarding(rng)
    told = rng.random() < (0.5 if at < ASKED_BETTER_FROM else 0.78) - (0.3 if source[0] == "6" else 0)
    agreed = told and rng.random() < 0.7
    return Consent(
        lawful_basis="public_task",
        lawful_basis_reason="Promoting the child's welfare.",
        agreement="agreed" if agreed else ("declined" if told else "not_asked"),
        agreement_reason=rng.choice(AGREED) if agreed else (rng.choice(DECLINED) if told else ""),
        openness="told" if told else "not_told",
        openness_reason=rng.choice(TOLD if told else NOT_TOLD),
    )


def of_request() -> Consent:
    """Answer for somebody who asks for records in proceedings."""
    return Consent(
        lawful_basis="legal_duty",
        lawful_basis_reason="Court proceedings or statutory checks.",
        agreement="not_needed",
        agreement_reason="No service is asked for.",
        openness="told",
        openness_reason="The parties know of the checks.",
    )


def _safeguarding(rng: Random) -> Consent:
    safe = rng.random() < 0.45
    return Consent(
        lawful_basis="safeguarding",
        lawful_basis_reason="Risk of significant harm.",
        agreement="not_needed",
        agreement_reason="Not needed where there is a risk of harm.",
        openness="told" if safe else "not_safe",
        openness_reason=rng.choice(TOLD if safe else NOT_SAFE),
    )
