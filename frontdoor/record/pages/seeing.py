"""A form that remembers what stood beside it when it was written, so that nobody's words are put away unread."""

from __future__ import annotations

from django import forms

from frontdoor.record.pages.govforms import GovForm


class SeeingForm(GovForm):
    """A form that carries the number of what was on the page with it, 0 where nothing was."""

    def see(self, seen: int) -> None:
        """Remember what is beside the form as it is shown first."""
        self.fields["seen"] = forms.IntegerField(required=False, initial=seen, widget=forms.HiddenInput)

    def seeing(self, seen: int) -> None:
        """Say what is beside the form now that it is shown again, so that saving it again is knowing."""
        # By name: unpacking a request's fields would copy the lists that they are kept in.
        self.data = {**{name: self.data[name] for name in self.data}, "seen": str(seen)}
