"""A contact being taken, as a page's fields: what is kept of them in the draft, and the contact that they tell."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time
from typing import cast

from django import forms

from frontdoor.journey.intake import queries
from frontdoor.journey.intake.forms import (
    ADULTS,
    AGENCY,
    CHILDREN,
    CONCERNS,
    AdultRow,
    ChildRow,
    ConversationForm,
    PersonRow,
    Rows,
)
from frontdoor.journey.intake.rules import NAME_A_CHILD, FieldReason
from frontdoor.journey.intake.told import Told, ToldPerson
from frontdoor.journey.intake.typed_rows import LONGEST_POSTCODE, Home, Understood, person_told
from frontdoor.library.clocks import LONDON
from frontdoor.record.policy.editions import Concern, Level

ROW_FIELD = re.compile(r"(children|adults)-([0-9]{1,2})-([a-z_]+)")
CONCERN_FIELD = re.compile(rf"{CONCERNS}-([a-z0-9_]{{1,40}})")
COUNTS = frozenset({f"{CHILDREN}-TOTAL_FORMS", f"{ADULTS}-TOTAL_FORMS"})
SHOWN_AS: Mapping[str, str] = {
    "source_code": "kind",
    "agency_id": "sought",
    "professional_id": "sought",
    "received_at": "received_on",
}


@dataclass(frozen=True, kw_only=True)
class PageRows:
    """Both kinds of people together, for the list of errors at the head of the page."""

    forms: Sequence[PersonRow]

    @property
    def total_error_count(self) -> int:
        return sum(len(row.errors) for row in self.forms)


@dataclass(frozen=True, kw_only=True)
class Conversation:
    """The form and its people. With data it is checked; with what was typed before, it is only shown."""

    form: ConversationForm
    children: Rows
    adults: Rows

    @property
    def rows(self) -> PageRows:
        return PageRows(forms=[*self.children.forms, *self.adults.forms])

    @property
    def is_danger(self) -> bool:
        return bool(self.form["is_in_danger_now"].value() == "yes")

    def is_valid(self) -> bool:
        are_valid = [self.form.is_valid(), self.children.is_valid(), self.adults.is_valid()]
        return all([*are_valid, self._names_a_child()])

    def _names_a_child(self) -> bool:
        """Say so at once when no child is named: whoever is in a hurry must not be refused twice."""
        if any(_row_says_something(row) for row in self.children.forms):
            return True
        self.children.forms[0].add_error("first_name", NAME_A_CHILD)
        return False

    def people(self) -> dict[int, ToldPerson]:
        """Say who is named, by the row they are named in; adults follow the children."""
        home = Home(address=_said(self.form, "home_address"), postcode=self._postcode())
        return {
            place: person_told(type(row), _understood(row), _said(row, "lives_there"), home)
            for place, row in enumerate(self.rows.forms)
            if _row_says_something(row)
        }

    def _postcode(self) -> str:
        if self.form.is_bound and self.form.is_valid():
            return str(self.form.cleaned_data["home_postcode"])
        return _said(self.form, "home_postcode")[:LONGEST_POSTCODE]

    def told(self, *, began_at: datetime) -> Told:
        """Put the answers together as a contact. Ask only once they are valid."""
        given = self.form.cleaned_data
        chosen = self.form.chosen
        is_danger = given["is_in_danger_now"] == "yes"
        return Told(
            channel=given["channel"] or "phone",
            source_code=_source(given, chosen.source_code if chosen else ""),
            received_at=_received_at(given["received_on"], given["received_time"], began_at=began_at),
            # In danger nobody is asked twice: the danger is what has happened.
            what_happened=given["what_happened"] or (given["danger"] if is_danger else ""),
            people=tuple(self.people().values()),
            agency_id=chosen.agency_id if chosen else None,
            professional_id=chosen.professional_id if chosen else None,
            teller_name=given["teller_name"] or (chosen.name if chosen else ""),
            teller_role=given["teller_role"] or (chosen.role if chosen else ""),
            teller_phone=given["teller_phone"] or (chosen.phone if chosen else ""),
            teller_email=given["teller_email"] or (chosen.email if chosen else ""),
            agency_reference=given["agency_reference"],
            how_known=given["how_known"] or "not_known",
            wants=given["wants"],
            is_in_danger_now=is_danger,
            danger=given["danger"],
            sharing_basis=given["sharing_basis"] or "not_known",
            family_agreement=given["family_agreement"] or "not_known",
            family_told=given["family_told"] or "not_known",
            consent_note=given["consent_note"],
            level_stated="" if given["level_stated"] == "not_said" else given["level_stated"],
            concerns=tuple(given.get(CONCERNS, ())),
        )

    def take_reasons(self, reasons: Iterable[FieldReason]) -> None:
        """Put each reason not to receive beside the field that it is about."""
        named = [row for row in self.rows.forms if _row_says_something(row)]
        for reason in reasons:
            where, _, rest = reason.field.partition(".")
            if where != "people":
                field = SHOWN_AS.get(where, where)
                self.form.add_error(field, reason.text)
            else:
                _put_beside(named or self.children.forms, rest or "0.first_name", reason.text)


def checked(
    data: Mapping[str, str], *, authority_id: int, levels: Sequence[Level], concerns: Sequence[Concern] = ()
) -> Conversation:
    """Read what was sent, to be checked."""
    return Conversation(
        form=ConversationForm(data, authority_id=authority_id, levels=levels, concerns=concerns),
        children=Rows(ChildRow, CHILDREN, data=data, least=1),
        adults=Rows(AdultRow, ADULTS, data=data),
    )


def shown(
    typed: Mapping[str, str],
    *,
    authority_id: int,
    levels: Sequence[Level],
    concerns: Sequence[Concern] = (),
    add: str = "",
) -> Conversation:
    """Show what was typed, as it was typed, without checking it; `add` another child or adult."""
    return Conversation(
        form=ConversationForm(authority_id=authority_id, levels=levels, concerns=concerns, initial=typed),
        children=Rows(ChildRow, CHILDREN, initial=typed, least=1, more=int(add == "child")),
        adults=Rows(AdultRow, ADULTS, initial=typed, more=int(add == "adult")),
    )


def kept(data: Mapping[str, str]) -> dict[str, str]:
    """Pick out what a draft keeps of what a page sends: its own fields and no others."""
    return {name: str(value) for name, value in data.items() if _is_kept(name)}


def label_of(name: str, names: Mapping[str, str]) -> str:
    """Say what a field is called on the page, for somebody who must choose between two versions of it.

    `names` are those of the concerns that may be ticked.
    """
    row, field = ROW_FIELD.fullmatch(name), _field_of(name)
    label = str(field.label) if field else name
    about = CONCERN_FIELD.fullmatch(name)
    if about is not None:
        return f"{label} {names.get(about[1], about[1].replace('_', ' '))}"
    if row is None:
        return label
    return f"{'Child' if row[1] == CHILDREN else 'Adult'} {int(row[2]) + 1}: {label}"


def _field_of(name: str) -> forms.Field | None:
    row = ROW_FIELD.fullmatch(name)
    if row is None:
        return ConversationForm.base_fields.get(CONCERNS if CONCERN_FIELD.fullmatch(name) else name)
    return (ChildRow if row[1] == CHILDREN else AdultRow).base_fields.get(row[3])


def _is_kept(name: str) -> bool:
    row = ROW_FIELD.fullmatch(name)
    if row is not None:
        return row[3] in (ChildRow if row[1] == CHILDREN else AdultRow).base_fields
    if name == "page" or name in COUNTS or CONCERN_FIELD.fullmatch(name):
        return True
    return name in ConversationForm.base_fields


def _row_says_something(row: PersonRow) -> bool:
    return any(_said(row, name) for name in row.fields)


def _said(form: PersonRow | ConversationForm, name: str) -> str:
    """Give what was typed in a field, checked or not."""
    value = form[name].value()
    return "" if value in (None, False) else str(value).strip()


def _understood(row: PersonRow) -> Understood:
    if row.is_bound:
        row.is_valid()
        return Understood(row.cleaned_data)
    checked_row = type(row)({name: _said(row, name) for name in row.fields})
    checked_row.is_valid()
    return Understood(checked_row.cleaned_data)


def _put_beside(rows: Sequence[PersonRow], rest: str, text: str) -> None:
    place, _, field = rest.partition(".")
    row = rows[min(int(place), len(rows) - 1)]
    row.add_error(field if field in row.fields else "first_name", text)


def _source(given: Mapping[str, str], of_agency: str) -> str:
    if given["kind"] != AGENCY:
        return given["kind"]
    return of_agency or given["unlisted_source"]


def _received_at(on: date | None, clock: str, *, began_at: datetime) -> datetime:
    """Give when it reached us: as said, else when its taking began. A day alone counts from its first minute."""
    if on is None:
        return began_at
    return datetime.combine(on, time.fromisoformat(clock) if clock else time(), LONDON)


@dataclass(frozen=True, kw_only=True)
class Difference:
    """A field that another window has saved with other words: what it holds, and that in words for a person."""

    name: str
    label: str
    theirs: str
    words: str


def differences(
    mine: Mapping[str, str], theirs: Mapping[str, str], *, authority_id: int, concerns: Sequence[Concern] = ()
) -> list[Difference]:
    """List what another window says otherwise."""
    called = {one.code: one.name for one in concerns}
    names = sorted((mine.keys() | theirs.keys()) - COUNTS - {"page"})
    return [
        Difference(
            name=name,
            label=label_of(name, called),
            theirs=theirs.get(name, ""),
            words=_in_words(name, theirs.get(name, ""), authority_id=authority_id),
        )
        for name in names
        if mine.get(name, "") != theirs.get(name, "")
    ]


def _in_words(name: str, value: str, *, authority_id: int) -> str:
    """Say what a field holds as the page would: the answer's words, not its code."""
    field = _field_of(name)
    if isinstance(field, forms.BooleanField | forms.MultipleChoiceField):
        return "Yes" if value else "No"
    if name == "teller" and value:
        found = queries.teller(value, authority_id=authority_id)
        return ", ".join(filter(None, (found.name, found.agency_name))) if found else ""
    if isinstance(field, forms.ChoiceField):
        answers = dict(cast(Iterable[tuple[str, str]], field.choices))
        return str(answers.get(value, value.replace("_", " ")))
    return value


def with_another(typed: Mapping[str, str], kind: str) -> dict[str, str]:
    """Make room for another child or adult."""
    prefix, least = (CHILDREN, 1) if kind == "child" else (ADULTS, 0)
    rows = Rows(ChildRow if kind == "child" else AdultRow, prefix, initial=typed, least=least, more=1)
    return {**typed, f"{prefix}-TOTAL_FORMS": str(len(rows.forms))}


def without(typed: Mapping[str, str], row: str) -> dict[str, str]:
    """Take a row such as "children-1" away, and let those after it move up."""
    prefix, _, place = row.partition("-")
    counted = f"{prefix}-TOTAL_FORMS"
    if counted not in COUNTS or not place.isdigit():
        return dict(typed)
    left = {counted: str(max(0, int(typed.get(counted) or 0) - 1))}
    for name, value in typed.items():
        part = ROW_FIELD.fullmatch(name)
        if part is None or part[1] != prefix:
            left.setdefault(name, value)
        elif int(part[2]) != int(place):
            left[f"{prefix}-{int(part[2]) - int(int(part[2]) > int(place))}-{part[3]}"] = value
    return left


def place_after(do: str, typed: Mapping[str, str]) -> str:
    """Say where on the page to go on after a button was pressed."""
    if do in ("add_child", "add_adult"):
        prefix = CHILDREN if do == "add_child" else ADULTS
        return f"#id_{prefix}-{int(typed[f'{prefix}-TOTAL_FORMS']) - 1}-first_name"
    return {"danger": "#id_danger", "find": "#id_sought"}.get(do, "")


def gist(fields: Mapping[str, str]) -> str:
    """Say in a few words what an unfinished contact is about, for whoever is taking it."""
    told = fields.get("what_happened") or fields.get("danger") or ""
    names = " ".join(fields.get(f"{CHILDREN}-0-{part}", "") for part in ("first_name", "last_name")).strip()
    words = " ".join(told.split()[:8])
    return ": ".join(part for part in (names, words) if part) or "Nothing typed yet"
