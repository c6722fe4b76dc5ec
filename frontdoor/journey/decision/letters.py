"""What an e-mail to a referrer says: that there is something to read, and where. Never about whom or what."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, kw_only=True)
class Letter:
    subject_line: str
    body: str


def there_is_an_answer(*, receipt: str, address: str) -> Letter:
    """Write the note that a reply is waiting: the receipt number and where to sign in, nothing else."""
    return Letter(
        subject_line=f"{receipt}: there is an answer to read",
        body=(
            f"There is an answer to what you told us under the receipt number {receipt}.\n\n"
            f"Sign in to read it: {address}/portal/\n\n"
            "This message says nothing else, so that it is safe to send. Please do not reply to it.\n"
        ),
    )
