"""Where e-mails go, from the environment."""

from __future__ import annotations

import pytest

from frontdoor.site.mail import TO_A_SERVER, TO_FILES, mail_server
from frontdoor.site.postgres import Unusable


def test_without_a_server_mail_is_written_to_files() -> None:
    assert mail_server({}).backend == TO_FILES


@pytest.mark.parametrize(("tls", "port"), [("", 587), ("starttls", 587), ("yes", 465), ("no", 25)])
def test_a_server_is_reached_at_the_usual_port_of_how_it_is_sealed(tls: str, port: int) -> None:
    told = {"FRONTDOOR_EMAIL_HOST": "mail.example", **({"FRONTDOOR_EMAIL_TLS": tls} if tls else {})}
    found = mail_server(told)
    assert (found.backend, found.host, found.port) == (TO_A_SERVER, "mail.example", port)


def test_what_is_told_is_used_and_the_password_is_not_shown() -> None:
    told = {"HOST": "mail.example", "PORT": "2525", "USER": "door", "PASSWORD": "hush", "BACKEND": "another"}
    found = mail_server({f"FRONTDOOR_EMAIL_{key}": value for key, value in told.items()})
    assert (found.backend, found.port, found.user, found.password) == ("another", 2525, "door", "hush")
    assert "hush" not in repr(found)


@pytest.mark.parametrize(("name", "value"), [("TLS", "perhaps"), ("PORT", "smtp")])
def test_what_cannot_be_understood_is_refused_in_words(name: str, value: str) -> None:
    with pytest.raises(Unusable, match=f"FRONTDOOR_EMAIL_{name} is"):
        mail_server({f"FRONTDOOR_EMAIL_{name}": value})
