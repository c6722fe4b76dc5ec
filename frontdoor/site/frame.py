"""What stands around every page: the service, the authority, who is signed in and the navigation by job."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from django.http import HttpRequest
from django.urls import reverse

from frontdoor.record.access.models import Worker
from frontdoor.record.access.roles import Permission

DOORS: tuple[tuple[str, str, Permission], ...] = (
    ("Board", "worklist:board", Permission.BOARD_SEE),
    ("My work", "worklist:my_work", Permission.WORK_SEE),
    ("Take a contact", "intake:take", Permission.CONTACT_TAKE),
    ("Oversight", "decision:oversight_queue", Permission.OUTCOME_OVERSEE),
    ("Duplicates", "worklist:pairs", Permission.PERSON_JOIN),
    ("Insight", "insight:demand", Permission.INSIGHT_SEE),
    ("Staffing", "staffing:workload", Permission.WORKLOAD_SEE),
    ("Quality", "quality:samples", Permission.SAMPLE_SEE),
    ("What we told you", "portal:replies", Permission.REPLY_SEE),
    ("Policy", "arrangements:policy", Permission.POLICY_SEE),
    ("Settings", "settings", Permission.SETTINGS_SEE),
)


@dataclass(frozen=True, kw_only=True)
class Door:
    name: str
    url: str
    is_current: bool


def frame(request: HttpRequest) -> Mapping[str, object]:
    """Build the frame's values for the signed-in worker; nothing about anybody else."""
    worker = getattr(request, "user", None)
    if not isinstance(worker, Worker):
        return {"navigation": ()}
    return {
        "worker": worker,
        "authority": worker.authority,
        "may_search": worker.may(Permission.PERSON_SEARCH),
        "navigation": [_door(name, view, request.path) for name, view, needed in DOORS if worker.may(needed)],
    }


def first_door(worker: Worker) -> str:
    """Find the first page that a worker's role may open."""
    return next((reverse(view) for _, view, needed in DOORS if worker.may(needed)), reverse("mfa_index"))


def _door(name: str, view: str, path: str) -> Door:
    url = reverse(view)
    return Door(name=name, url=url, is_current=path.startswith(url))
