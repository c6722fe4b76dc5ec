"""How many fields and clicks a typical amber contact takes from opening to recommendation, beside Hackney's MASH forms.

Ours is counted by the browser journey as it runs. Hackney's are counted from their published source
(LBHackney-IT/lbh-social-care-frontend, components/MashForms, as stored in public copies), where a contact passes
four forms; what is thought and written goes into a document elsewhere, so opening it is a click. Free text is
counted on neither side.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path

from tests.journeys.counted import CLICK, HOME, POINT, THINK

GOAL = 14


@dataclass(frozen=True, kw_only=True)
class Form:
    """One form as its source has it: the choices it asks for, its buttons, and links to a document to write in."""

    name: str
    fields: int
    buttons: int
    documents: int


HACKNEY = (
    Form(name="Work on contact: urgent?", fields=1, buttons=1, documents=1),
    Form(name="Initial decision: decision, category, urgent?", fields=3, buttons=1, documents=1),
    Form(name="Screening decision: decision, urgent?", fields=2, buttons=1, documents=1),
    Form(name="Final decision: decision, category, urgent?", fields=3, buttons=1, documents=1),
)
OPENED_AGAIN = len(HACKNEY) - 1  # each form ends at the list, from which the next is opened


def run() -> None:
    """Run the journey that counts, and print both."""
    ours = _count_ours()
    fields = sum(form.fields for form in HACKNEY)
    clicks = sum(form.buttons + form.documents for form in HACKNEY) + OPENED_AGAIN
    theirs = (fields + clicks) * (THINK + POINT + CLICK) + len(HACKNEY) * 2 * HOME
    print(f"load {os.getloadavg()[0]:.1f}; a typical amber contact, opening to recommendation, free text not counted")
    print(f"{'':14}{'fields':>8}{'clicks':>8}{'both':>8}{'seconds':>10}")
    print(f"{'Front Door':14}{ours['fields']:>8}{ours['clicks']:>8}{ours['interactions']:>8}{ours['seconds']:>10.1f}")
    print(f"{'Hackney MASH':14}{fields:>8}{clicks:>8}{fields + clicks:>8}{theirs:>10.1f}")
    print(
        "Hackney's choices are preselected (no further action, not urgent, the list's first category); who leaves them"
    )
    print(
        f"so presses {clicks} times. None of ours is. Theirs ask for no class, history, picture, child's day or level."
    )
    met = "met" if ours["interactions"] <= GOAL else "not met"
    print(f"goal: at most {GOAL} interactions: {met}; ratio {ours['interactions'] / (fields + clicks):.2f}")


def _count_ours() -> dict[str, float]:
    with tempfile.TemporaryDirectory() as folder:
        place = Path(folder) / "counted.json"
        words = [sys.executable, "-m", "pytest", "-q", "tests/journeys/test_interactions.py"]
        subprocess.run(words, env={**os.environ, "FRONTDOOR_COUNTED": str(place)}, check=True)
        counted: dict[str, float] = json.loads(place.read_text(encoding="utf-8"))
    return counted
