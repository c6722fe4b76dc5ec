"""The house's forms: what is drawn, what is refused, and in which words."""

from __future__ import annotations

import contextlib
import datetime
import re

import pytest
from django import forms
from django.core.files.uploadedfile import SimpleUploadedFile
from django.forms import formset_factory
from django.template.loader import render_to_string
from hypothesis import given
from hypothesis import strategies as st

from frontdoor.record.pages import dates, govforms


class CallForm(govforms.GovForm):
    caller = govforms.PlainText(label="Your name", help_text="The person on the phone")
    what_happened = govforms.PlainText(many_lines=True, max_length=40)
    source = forms.ChoiceField(choices=[("", "Choose"), ("school", "School")])
    told = forms.ChoiceField(
        label="Do the family know",
        widget=forms.RadioSelect(attrs={"class": "govuk-radios--inline"}),
        choices=[("yes", "Yes"), ("no", "No")],
    )
    wants = forms.MultipleChoiceField(
        widget=forms.CheckboxSelectMultiple, choices=[("advice", "Advice"), ("help", "Help")]
    )
    born = govforms.GovDateField(label="Date of birth", latest=datetime.date(2018, 7, 24))
    paper = forms.FileField(required=False)
    is_unnamed = forms.BooleanField(label="Asks to stay unnamed", required=False)


class CompactForm(CallForm):
    compact = True


class OneBoxForm(govforms.GovForm):
    seen_on = govforms.GovDateField(label="Last seen", widget=govforms.DateBox())


GOOD = {
    "caller": "D. Farrow",
    "what_happened": "A bruise",
    "source": "school",
    "told": "no",
    "wants": ["advice"],
    "born_day": "3",
    "born_month": "7",
    "born_year": "2015",
}


def call(**changes: object) -> CallForm:
    return CallForm({**GOOD, **changes})


def error_of(name: str, **changes: object) -> str:
    form = call(**changes)
    assert not form.is_valid()
    return str(form.errors[name][0])


def test_a_whole_form_is_taken() -> None:
    form = CallForm(GOOD, {"paper": SimpleUploadedFile("note.txt", b"words")})
    assert form.is_valid(), form.errors
    assert form.cleaned_data["born"] == datetime.date(2015, 7, 3)


def test_every_error_in_the_summary_links_to_a_control_on_the_page() -> None:
    form = CallForm({})
    page = str(form)
    summary = render_to_string("govuk/error_summary.html", {"form": form})
    targets = re.findall(r'href="#([^"]+)"', summary)
    assert len(targets) == len(form.errors) == 6
    for target in targets:
        assert re.search(rf'<(input|select|textarea)[^>]* id="{target}"', page), target


def test_an_error_of_the_whole_form_is_said_in_the_summary_and_above_the_fields() -> None:
    form = call()
    form.is_valid()
    form.add_error(None, "A contact needs at least one child")
    assert "A contact needs at least one child" in render_to_string("govuk/error_summary.html", {"form": form})
    assert str(form).startswith('<p class="govuk-error-message">')


def test_errors_of_repeated_rows_are_in_the_summary() -> None:
    rows = formset_factory(OneBoxForm, min_num=1, extra=0)(
        {"form-TOTAL_FORMS": "1", "form-INITIAL_FORMS": "0", "form-0-seen_on": "31/2/2018"}
    )
    summary = render_to_string("govuk/error_summary.html", {"form": call(), "formset": rows})
    assert 'href="#id_form-0-seen_on"' in summary


def test_hints_and_errors_are_tied_to_their_control() -> None:
    page = str(call(caller=""))
    control = re.search(r'<input[^>]*id="id_caller"[^>]*>', page)
    assert control is not None
    assert 'aria-describedby="id_caller_helptext id_caller_error"' in control[0]
    assert 'aria-invalid="true"' in control[0]
    assert 'id="id_caller_helptext"' in page
    assert 'id="id_caller_error"' in page


def test_nothing_is_preselected() -> None:
    page = str(CallForm())
    assert " checked" not in page
    assert not re.search(r'<option value="[^"]+" selected', page)


def test_the_browser_keeps_no_copy_and_cuts_nothing() -> None:
    page = str(CallForm())
    text_controls = re.findall(r'<(?:textarea|input[^>]*type="text")[^>]*>', page)
    assert len(text_controls) == 5
    assert all('autocomplete="off"' in control for control in text_controls)
    assert "maxlength=" not in page.replace("data-maxlength=", "")
    assert 'spellcheck="true"' in page


def test_a_form_may_ask_for_the_browsers_help() -> None:
    class SignIn(forms.Form):
        password = forms.CharField(widget=forms.PasswordInput(attrs={"autocomplete": "current-password"}))

    page = str(SignIn())
    assert 'autocomplete="current-password"' in page
    assert "govuk-input" in page


def test_a_long_text_counts_its_characters() -> None:
    page = str(CallForm())
    assert 'data-maxlength="40"' in page
    assert 'id="id_what_happened-info"' in page
    assert re.search(r'<textarea[^>]*aria-describedby="id_what_happened-info"', page)


def test_a_compact_form_is_drawn_closer() -> None:
    assert "fd-field--compact" not in str(CallForm())
    page = str(CompactForm())
    assert page.count("fd-field--compact") == len(CompactForm.base_fields)
    assert "govuk-radios--small govuk-radios--inline" in page


def test_there_is_no_inline_style_or_script() -> None:
    page = str(CompactForm({}))
    assert "style=" not in page
    assert not re.search(r"<script|\son[a-z]+=", page)


def test_what_was_typed_is_escaped() -> None:
    form = call(caller="<b>Kai</b>", born_day="<i>")
    assert "<b>" not in str(form)
    assert "<i>" not in str(form) + render_to_string("govuk/error_summary.html", {"form": form})


@pytest.mark.parametrize(
    ("name", "changes", "words"),
    [
        ("caller", {"caller": ""}, "Fill in “Your name”"),
        ("what_happened", {"what_happened": ""}, "Fill in “What happened”"),
        ("told", {"told": ""}, "Choose an answer for “Do the family know”"),
        ("what_happened", {"what_happened": "x" * 43}, "“What happened” is too long by 3. The limit is 40 characters."),
        (
            "what_happened",
            {"what_happened": "he said\x00 no"},
            "“What happened” holds a character that cannot be kept, after “he said”. "
            "Delete it and type that part again.",
        ),
        (
            "caller",
            {"caller": "a\nb\x07"},
            "“Your name” holds a character that cannot be kept, after “a b”. Delete it and type that part again.",
        ),
        ("born", {"born_day": "", "born_month": "", "born_year": ""}, "Fill in “Date of birth”"),
        ("born", {"born_month": ""}, "“Date of birth” must include a month"),
        ("born", {"born_month": "", "born_year": ""}, "“Date of birth” must include a month and a year"),
        ("born", {"born_day": "31", "born_month": "2"}, "“Date of birth” must be a real date, for example 3/7/2015"),
        ("born", {"born_day": "three"}, "“Date of birth” must be a real date, for example 3/7/2015"),
        ("born", {"born_year": "15"}, "“Date of birth” must have a year of four figures, for example 2015"),
        ("born", {"born_year": "1815"}, "“Date of birth” must be on or after 1 January 1900"),
        ("born", {"born_year": "2019"}, "“Date of birth” must be on or before 24 July 2018"),
    ],
)
def test_errors_name_the_field_and_say_what_to_do(name: str, changes: dict[str, object], words: str) -> None:
    assert error_of(name, **changes) == words


def test_a_form_may_have_its_own_words_for_a_missing_answer() -> None:
    class OwnWords(govforms.GovForm):
        reason = govforms.PlainText(error_messages={"required": "Say why you changed it"})

    assert OwnWords({}).errors["reason"] == ["Say why you changed it"]


@pytest.mark.parametrize(
    "words",
    ["3/7/2015", "03/07/2015", "3-7-2015", "3.7.2015", "3 July 2015", "3 jul 2015", "2015-07-03", " 3 / 7 / 2015 "],
)
def test_a_whole_date_is_read_from_one_box_or_from_the_first_of_three(words: str) -> None:
    expected = datetime.date(2015, 7, 3)
    assert OneBoxForm({"seen_on": words}).fields["seen_on"].clean(words) == expected
    form = call(born_day=words, born_month="", born_year="")
    assert form.is_valid(), form.errors
    assert form.cleaned_data["born"] == expected


def test_a_date_is_read_without_its_parts() -> None:
    form = CallForm({**{name: value for name, value in GOOD.items() if "born" not in name}, "born": "3/7/2015"})
    assert form.is_valid(), form.errors
    assert form.cleaned_data["born"] == datetime.date(2015, 7, 3)


def test_a_refused_date_is_shown_as_it_was_typed() -> None:
    page = str(call(born_day="31", born_month="2")["born"])
    assert re.findall(r'value="([^"]*)"', page) == ["31", "2", "2015"]
    assert 'value="31/2/2018"' in str(OneBoxForm({"seen_on": "31/2/2018"}))


def test_a_known_date_is_shown_day_first() -> None:
    page = str(CallForm(initial={"born": datetime.date(2015, 7, 3)})["born"])
    assert re.findall(r'value="([^"]*)"', page) == ["3", "7", "2015"]
    assert 'value="3/7/2015"' in str(OneBoxForm(initial={"seen_on": datetime.date(2015, 7, 3)}))


def test_a_date_left_alone_has_not_changed() -> None:
    born = datetime.date(2015, 7, 3)
    assert "born" not in CallForm(GOOD, initial={"born": born}).changed_data
    assert "born" in CallForm({**GOOD, "born_day": "4"}, initial={"born": born}).changed_data


@given(st.dates(min_value=datetime.date(1900, 1, 1), max_value=datetime.date(2100, 12, 31)))
def test_every_date_written_is_read_back(day: datetime.date) -> None:
    assert dates.date_from(dates.spoken(day)) == day
    assert dates.date_from(day.isoformat()) == day
    assert dates.date_from(f"{day.day}/{day.month}/{day.year}") == day


@given(st.text(max_size=30))
def test_no_words_make_the_date_reader_fall_over(words: str) -> None:
    with contextlib.suppress(dates.DateError):
        assert dates.date_from(words).year > 0


@given(st.text(alphabet=st.characters(exclude_categories=["Cs", "Cc"]), min_size=1, max_size=200))
def test_text_in_any_script_is_kept_as_typed(words: str) -> None:
    field = govforms.PlainText(label="Words", required=False)
    assert field.clean(words) == words.strip()


@given(st.text(max_size=50), st.sampled_from("\x00\x01\x07\x0b\x0c\x1b\x7f\x85\ud800"))
def test_an_unseen_character_is_never_kept(words: str, unseen: str) -> None:
    field = govforms.PlainText(label="Words", many_lines=True)
    with pytest.raises(forms.ValidationError):
        field.clean(f"a{words}{unseen}{words}b")


def test_line_ends_count_as_one_character() -> None:
    field = govforms.PlainText(label="Words", many_lines=True, max_length=5)
    assert field.clean("ab\r\ncd") == "ab\ncd"
