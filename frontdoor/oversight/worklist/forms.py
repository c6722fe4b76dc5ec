"""What may be asked of the looking pages."""

from __future__ import annotations

from typing import ClassVar

from django import forms
from django.db import models

from frontdoor.record.pages.govforms import GovForm, PlainText


class WhyUnseal(models.TextChoices):
    """Why a sealed address is read. A code, because the ledger keeps no free text."""

    VISIT = "visit", "To visit the child, or to send somebody to them now"
    SEND = "send", "To send a letter or papers to the home"
    TELL_POLICE = "tell_police", "To tell the police or an ambulance where the child is"
    CHECK = "check", "To check that the address is right, or is still sealed from the right people"


class SearchForm(GovForm):
    """The header's one box."""

    words = PlainText(label="Name, date of birth or reference", max_length=200)


class UnsealForm(GovForm):
    """Nothing is chosen beforehand."""

    compact: ClassVar[bool] = True

    reason = forms.ChoiceField(label="Why do you need it?", choices=[("", "Choose a reason"), *WhyUnseal.choices])
