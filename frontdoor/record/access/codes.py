"""The code of an authenticator app: the one before and the one after are taken too, and each only once (RFC 6238)."""

from __future__ import annotations

from typing import Final

from allauth.mfa.adapter import get_adapter
from allauth.mfa.base.forms import AuthenticateForm, ReauthenticateForm
from django.conf import settings
from django.core.cache import cache
from django.forms import Form

from frontdoor.record.access.models import Worker

PERIOD: Final = 30  # seconds that an app shows a code


class _TakenOnce(Form):
    """A code stays good for as long as it is taken, so it is remembered for that long: seen over a shoulder, no use."""

    user: Worker

    def clean_code(self) -> str:
        code = str(super().clean_code())  # type: ignore[misc]  # allauth's form, which stands after this one
        good_for = PERIOD * (2 * settings.MFA_TOTP_TOLERANCE + 1)
        if not cache.add(f"second-step.{self.user.pk}.{code.strip()}", "taken", timeout=good_for):
            raise get_adapter().validation_error("incorrect_code")
        return code


class SecondStep(_TakenOnce, AuthenticateForm):  # type: ignore[misc]  # allauth carries no types
    """The second step of signing in."""


class SecondStepAgain(_TakenOnce, ReauthenticateForm):  # type: ignore[misc]  # allauth carries no types
    """The second step before something that matters."""
