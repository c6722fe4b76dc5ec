"""The mail server that e-mails leave by, from the environment. Read by the settings; knows no Django."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from frontdoor.site.postgres import Unusable

TO_FILES = "django.core.mail.backends.filebased.EmailBackend"
TO_A_SERVER = "django.core.mail.backends.smtp.EmailBackend"
PORTS = {"starttls": 587, "yes": 465, "no": 25}


@dataclass(frozen=True, kw_only=True)
class MailServer:
    """How mail is handed over. `tls` is a key of PORTS."""

    backend: str
    host: str
    port: int
    user: str
    password: str = field(repr=False)
    tls: str


def mail_server(told: Mapping[str, str]) -> MailServer:
    """Read how mail is handed over: to the server that is named, or to files where none is. Raises Unusable."""
    host, tls = told.get("FRONTDOOR_EMAIL_HOST", ""), told.get("FRONTDOOR_EMAIL_TLS", "starttls")
    if tls not in PORTS:
        raise Unusable(f"FRONTDOOR_EMAIL_TLS is {tls!r}: it must be starttls, yes or no.")
    port = told.get("FRONTDOOR_EMAIL_PORT") or str(PORTS[tls])
    if not port.isdecimal():
        raise Unusable(f"FRONTDOOR_EMAIL_PORT is {port!r}: it must be a number, such as {PORTS[tls]}.")
    return MailServer(
        backend=told.get("FRONTDOOR_EMAIL_BACKEND") or (TO_A_SERVER if host else TO_FILES),
        host=host,
        port=int(port),
        user=told.get("FRONTDOOR_EMAIL_USER", ""),
        password=told.get("FRONTDOOR_EMAIL_PASSWORD", ""),
        tls=tls,
    )
