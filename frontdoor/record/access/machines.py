"""Machines that may speak for an agency: knowing one by its key."""

from __future__ import annotations

from hashlib import sha256

from frontdoor.record.access.models import Machine


def machine_with(key: str) -> Machine | None:
    """Find the machine whose key this is, if it has not been ended."""
    return Machine.objects.filter(key_hash=hash_of(key), ended_at__isnull=True).first()


def hash_of(key: str) -> bytes:
    """Hash a key. It is long and random, so that no slow hash is needed."""
    return sha256(key.encode("utf-8", "surrogatepass")).digest()
