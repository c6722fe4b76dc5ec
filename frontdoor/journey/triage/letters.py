"""What an e-mail to a referrer says: that there is a question, and where. Never about whom or what."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, kw_only=True)
class Letter:
    subject_line: str
    body: str


def there_is_a_question(*, receipt: str, address: str) -> Letter:
    """Write the note that a question waits: the receipt number and where to sign in, nothing else."""
    return Letter(
        subject_line=f"{receipt}: there is a question for you",
        body=(
            f"We need to ask you something about what you told us under the receipt number {receipt}.\n\n"
            f"Sign in to read and answer it: {address}/portal/{receipt}/\n\n"
            "This message says nothing else, so that it is safe to send. Please do not reply to it.\n"
        ),
    )
