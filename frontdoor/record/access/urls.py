"""Signing in. Of the sign-in library's pages only those named here exist: whatever it adds one day stays closed."""

from __future__ import annotations

from allauth.account import views as account
from allauth.mfa.base import views as second_step
from allauth.mfa.recovery_codes import views as codes
from allauth.mfa.totp import views as totp
from django.urls import path

# Each borrowed page, and why it is open without one of our permissions.
BORROWED: dict[str, str] = {
    "account_login": "Somebody who is not signed in yet must be able to",
    "account_logout": "Whoever is signed in may leave",
    "account_inactive": "It says to somebody whose account is closed that it is",
    "account_reauthenticate": "It asks for the password again before a worker changes their second step",
    "mfa_index": "A worker's own second step",
    "mfa_authenticate": "The second step itself, before sign-in is complete",
    "mfa_reauthenticate": "It asks for the second step again before a worker changes it",
    "mfa_activate_totp": "A worker sets up their own second step",
    "mfa_deactivate_totp": "A worker ends their own second step",
    "mfa_view_recovery_codes": "A worker's own recovery codes",
    "mfa_generate_recovery_codes": "A worker's own recovery codes",
    "mfa_download_recovery_codes": "A worker's own recovery codes",
}

urlpatterns = [
    path("account/login/", account.login, name="account_login"),
    path("account/logout/", account.logout, name="account_logout"),
    path("account/inactive/", account.account_inactive, name="account_inactive"),
    path("account/reauthenticate/", account.reauthenticate, name="account_reauthenticate"),
    path("account/two-step/", second_step.index, name="mfa_index"),
    path("account/two-step/authenticate/", second_step.authenticate, name="mfa_authenticate"),
    path("account/two-step/reauthenticate/", second_step.reauthenticate, name="mfa_reauthenticate"),
    path("account/two-step/totp/activate/", totp.activate_totp, name="mfa_activate_totp"),
    path("account/two-step/totp/deactivate/", totp.deactivate_totp, name="mfa_deactivate_totp"),
    path("account/two-step/codes/", codes.view_recovery_codes, name="mfa_view_recovery_codes"),
    path("account/two-step/codes/generate/", codes.generate_recovery_codes, name="mfa_generate_recovery_codes"),
    path("account/two-step/codes/download/", codes.download_recovery_codes, name="mfa_download_recovery_codes"),
]
