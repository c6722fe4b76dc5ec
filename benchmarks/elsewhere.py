"""Contacts of another authority, with other habits than the demonstration's: other words, outcomes, ids and dates.

Its truth follows the same six classes. Episodes open on the day of the contact, outcomes are in this authority's own
words and often say little, a tenth of the rows has no id, and most reports are short. The same seed gives the same
files.
"""

from __future__ import annotations

import csv
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from pathlib import Path
from random import Random

START = datetime(2023, 4, 1)  # noqa: DTZ001  (local time, as files hold it)
FIRST = [
    "Aria",
    "Ben",
    "Cara",
    "Dev",
    "Elsie",
    "Finn",
    "Gia",
    "Hugo",
    "Ines",
    "Jude",
    "Kit",
    "Lena",
    "Max",
    "Nell",
    "Omar",
    "Pia",
    "Quin",
    "Rosa",
    "Sol",
    "Tess",
    "Uma",
    "Vic",
    "Wren",
    "Zed",
]
ENDS = ["ly", "son", "bert", "ine", "ette", "ton", "mond", "dra", "lin", "ick"]
LAST = [
    "Ash",
    "Birch",
    "Coal",
    "Dale",
    "Eden",
    "Firth",
    "Gale",
    "Holt",
    "Ings",
    "Jolly",
    "Kerr",
    "Lunt",
    "Mead",
    "Nash",
    "Oram",
    "Pike",
    "Quill",
    "Rudd",
    "Stead",
    "Thorn",
]
LAST_ENDS = ["well", "wood", "field", "worth", "man", "by", "ley", "ham", "croft", "shaw", "mere", "bridge"]
ROADS = ["Station", "Mill", "Church", "Bridge", "Spring", "Grange", "Kiln", "Quarry", "Weir", "Forge"]
SENDERS = (
    *(("6", "Ridings Constabulary"), ("6", "Ridings Constabulary"), ("2A", "Mill Lane Primary"), ("2A", "Kiln High")),
    *(
        ("3E", "Weir Infirmary"),
        ("3A", "Quarry Surgery"),
        ("1A", ""),
        ("9", ""),
        ("4", "Grange Homes"),
        ("8", "Safe Harbour"),
    ),
)
WHAT = (
    "{who} seen with {mark} to {part}; said {cause}",
    "{who} disclosed {cause} and has {mark} on {part}",
    "Verbal altercation between parents {where}, {who} present, {cause} alleged",
    "{adult} under the influence {where} while caring for {who}; {cause}",
    "{who} arrived hungry and unkempt; {adult} {cause}",
    "{who} missing from home, found {where}; {cause}",
    "{adult} struggling with low mood {where}, {who} left with {mark}",
    "{who} shared worrying messages from {adult}; {cause}",
)
PARTS = ["cheek", "arm", "thigh", "ear", "wrist", "neck", "shin", "back", "forehead", "shoulder"]
MARKS = ["bruising", "a graze", "red marks", "a burn", "swelling", "a bite mark", "scratches", "a cut"]
CAUSES = [
    "fell down stairs",
    "hit by sibling",
    "argument over money",
    "row about a phone",
    "pushed into door",
    "kept off school",
    "no food in",
    "locked out overnight",
    "threatened with belt",
    "ex partner turned up",
    "drinking since morning",
    "refused medication",
    "fight with neighbours",
    "dispute about contact",
    "grandparent unwell",
    "power cut off",
]
PLACES = [
    "at home",
    "in the car park",
    "outside school",
    "at the shop",
    "on the bus",
    "at the park",
    "in the flat",
    "by the river",
]
ADULTS = ["mother", "father", "step-father", "mother's partner", "uncle", "grandmother"]
REQUESTS = (
    "CAFCASS safeguarding letter required. Please advise if {who} is known to your service.",
    "Section 7 welfare report directed by court, any previous involvement please.",
    "LA checks for connected persons assessment re {who}. No concerns held.",
    "Request for information from neighbouring authority: case history and chronology for {who}.",
)
MISTAKES = (
    "Family reside in another authority's area, forwarded to you in error.",
    "Caller wanted school admissions appeal advice.",
    "Vulnerable adult, no children in household. Please pass to adult social care.",
    "Query about council tax, no safeguarding concerns raised.",
)
ENDED = (("NFA", 5), ("Advice & guidance", 3), ("Early Help Hub", 2), ("Contact progressed to referral", 3))


@dataclass(slots=True)
class Child:
    id: str
    first: str
    last: str
    born: str
    home: str
    postcode: str
    open_from: datetime | None = None
    open_until: datetime | None = None
    ended: list[datetime] = field(default_factory=list)

    def is_open(self, at: datetime) -> bool:
        return self.open_from is not None and self.open_from < at and (self.open_until is None or at < self.open_until)


@dataclass(slots=True)
class Happening:
    words: str
    at: datetime
    told: dict[str, datetime]
    kids: list[Child]
    sender: tuple[str, str]
    reference: str


Said = tuple[tuple[str, str], str, str, datetime]


@dataclass(kw_only=True)
class Out:
    """Where rows go: contacts, the truth, and the episodes so far."""

    tell: Callable[[Sequence[object]], object]
    truth: Callable[[Sequence[object]], object]
    episodes: list[tuple[str, str, str, str]]


def write(folder: Path, *, contacts: int, seed: int, days: int = 365) -> None:
    """Write contacts.csv, people.csv, episodes.csv and truth/truth.csv of so many contacts."""
    (folder / "truth").mkdir(parents=True, exist_ok=True)
    chance = Random(seed)
    kids = _children(chance, max(60, contacts * 365 // days))
    episodes: list[tuple[str, str, str, str]] = []
    for kid in chance.sample(kids, len(kids) // 25):
        kid.open_from = START - timedelta(days=chance.randrange(1, 200))
        kid.open_until = START + timedelta(days=chance.randrange(10, 400))
        episodes.append((kid.id, f"{kid.open_from:%d/%m/%Y}", f"{kid.open_until:%d/%m/%Y}", "CIN"))
    with (
        (folder / "contacts.csv").open("w", newline="") as one,
        (folder / "truth/truth.csv").open("w", newline="") as two,
    ):
        told, truth = csv.writer(one), csv.writer(two)
        told.writerow(CONTACTS)
        truth.writerow(("contact_id", "row", "child_id", "demand_class"))
        _history(chance, kids, (contacts, days), Out(tell=told.writerow, truth=truth.writerow, episodes=episodes))
    with (folder / "people.csv").open("w", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(("child_id", "first_name", "last_name", "date_of_birth", "address", "postcode", "family_id"))
        writer.writerows((k.id, k.first, k.last, k.born, k.home, k.postcode, k.home) for k in kids)
    with (folder / "episodes.csv").open("w", newline="") as file:
        csv.writer(file).writerows([("child_id", "opened_on", "closed_on", "kind"), *episodes])


CONTACTS = (
    *("contact_id", "received_at", "source_code", "agency", "reference", "child_id", "first_name", "last_name"),
    *("date_of_birth", "address", "postcode", "concern", "outcome", "decided_at"),
)


def _children(chance: Random, count: int) -> list[Child]:
    kids: list[Child] = []
    while len(kids) < count:
        last = chance.choice(LAST) + chance.choice(LAST_ENDS)
        home = f"{chance.randrange(1, 220)} {chance.choice(ROADS)} {chance.choice(('Road', 'Lane', 'Street', 'Row'))}"
        postcode = (
            f"RD{chance.randrange(1, 9)} {chance.randrange(1, 9)}{chance.choice('ABDEF')}{chance.choice('GHJLN')}"
        )
        for place in range(chance.choice((1, 1, 2, 2, 3))):
            first = chance.choice(FIRST) + (chance.choice(ENDS) if chance.random() < 0.6 else "")
            born = START - timedelta(days=chance.randrange(200, 5900) + place * 400)
            kids.append(Child(f"{700000 + len(kids)}", first, last, f"{born:%d/%m/%Y}", home, postcode))
    return kids


def _history(chance: Random, kids: list[Child], size: tuple[int, int], out: Out) -> None:
    """Let contacts come in, in order: reports again that are due first, then fresh ones."""
    contacts, days = size
    step = timedelta(days=days) / contacts
    due: list[tuple[datetime, Happening, bool]] = []
    lately: list[Child] = []
    for number in range(contacts):
        at = (START + step * number).replace(second=0, microsecond=0)
        late = next((one for one in due[:40] if one[0] <= at), None)
        if late:
            due.remove(late)
            _tell(chance, number, at, late[1], late[2], out)
            continue
        roll = chance.random()
        if roll < 0.05 or roll > 0.96:
            _aside(chance, number, at, chance.choice(kids), "information_request" if roll < 0.05 else "not_for_us", out)
            continue
        kid = (
            lately[-1 - chance.randrange(min(len(lately), max(400, contacts // 12)))]
            if lately and chance.random() < 0.2
            else kids[int(chance.random() ** 1.7 * len(kids))]
        )
        family = [each for each in kids[max(0, int(kid.id) - 700003) : int(kid.id) - 699997] if each.home == kid.home]
        named = family if chance.random() < 0.35 else [kid]
        happening = _happen(chance, at, named)
        _tell(chance, number, at, happening, False, out)
        lately.append(kid)
        if chance.random() < 0.11:
            due.append((at + timedelta(hours=chance.expovariate(1 / 20) + 0.2), happening, chance.random() < 0.4))
            due.sort(key=lambda one: one[0])


def _happen(chance: Random, at: datetime, kids: list[Child]) -> Happening:
    sender = chance.choice(SENDERS)
    words = chance.choice(WHAT).format(
        who="{who}",
        mark=chance.choice(MARKS),
        part=chance.choice(PARTS),
        cause=chance.choice(CAUSES),
        where=chance.choice(PLACES),
        adult=chance.choice(ADULTS),
    )
    reference = f"INC-{chance.randrange(10**6):06d}" if sender[0] == "6" else ""
    return Happening(words, at - timedelta(hours=chance.randrange(1, 30)), {}, kids, sender, reference)


def _tell(chance: Random, number: int, at: datetime, told: Happening, resent: bool, out: Out) -> None:
    again = bool(told.told)
    sender = told.sender if resent or not again else chance.choice([one for one in SENDERS if one != told.sender])
    reference = told.reference if sender == told.sender else ""
    when = f"{told.at:%d %B}" if chance.random() < 0.5 else f"{told.at:%d.%m.%y} {told.at:%H:%M}"
    ending = chance.choice(("", "", " Please call back.", " Parents aware.", " Seeking advice."))
    rows = []
    for kid in told.kids:
        first = told.told.setdefault(kid.id, at)
        if first < at and at - first <= timedelta(days=7):
            true = "duplicate"
        elif kid.is_open(at):
            true = "open_case"
        else:
            back = any(at - timedelta(days=90) <= ended < at for ended in kid.ended[-5:])
            true = "repeat" if back else "new"
        rows.append((kid, true))
    names = " & ".join(kid.first for kid, _ in rows)
    words = f"{told.words.format(who=names)} ({when}).{ending}"
    decided = at + timedelta(hours=chance.randrange(2, 30))
    _write(chance, number, at, rows, (sender, reference, words, decided), out)


def _aside(chance: Random, number: int, at: datetime, kid: Child, kind: str, out: Out) -> None:
    request = kind == "information_request"
    words = chance.choice(REQUESTS if request else MISTAKES).format(who=kid.first)
    sender = chance.choice((("7", "Cafcass"), ("5C", "Neighbouring Council"))) if request else chance.choice(SENDERS)
    _write(chance, number, at, [(kid, kind)], (sender, "", words, at + timedelta(hours=20)), out)


def _write(chance: Random, number: int, at: datetime, rows: list[tuple[Child, str]], said: Said, out: Out) -> None:
    (source, agency), reference, words, decided = said
    for row, (kid, true) in enumerate(rows, start=1):
        outcome = {
            "information_request": "Info request responded to",
            "not_for_us": chance.choice(("NFA", "Signposted")),
            "open_case": chance.choice(("Existing case - SW informed", "NFA")),
            "duplicate": chance.choice(("Duplicate", "NFA", "NFA")),
        }.get(true) or chance.choices([name for name, _ in ENDED], [weight for _, weight in ENDED])[0]
        if outcome.startswith("Contact progressed"):
            kid.open_from, kid.open_until = decided, decided + timedelta(days=chance.randrange(20, 250))
            out.episodes.append((kid.id, f"{at:%d/%m/%Y}", f"{kid.open_until:%d/%m/%Y}", "CIN"))
        elif true not in ("information_request", "not_for_us") and outcome in (
            "NFA",
            "Advice & guidance",
            "Early Help Hub",
        ):
            kid.ended.append(decided)
        first = kid.first if chance.random() < 0.95 else kid.first[:-2] + kid.first[-2:][::-1]
        known = "" if chance.random() < 0.1 or true == "not_for_us" else kid.id
        out.tell(
            (number + 1, f"{at:%d/%m/%Y %H:%M}", source, agency, reference, known, first, kid.last, kid.born)
            + (kid.home, kid.postcode, words, outcome, f"{decided:%d/%m/%Y %H:%M}")
        )
        out.truth((number + 1, row, kid.id, true))
