"""The changes that are marked on the charts."""

from __future__ import annotations

from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST

from frontdoor.oversight.insight import actions
from frontdoor.oversight.insight.forms import ChangeForm
from frontdoor.oversight.insight.queries import changes as marked
from frontdoor.record.access.guard import Asked, needs
from frontdoor.record.access.refusals import Refused
from frontdoor.record.access.roles import Permission


@needs(Permission.CHANGE_MARK)
@require_http_methods(["GET", "POST"])
def changes(request: Asked) -> HttpResponse:
    """Show the changes that stand on the charts, and mark another."""
    form = ChangeForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        told = form.cleaned_data
        try:
            actions.mark_change(from_on=told["from_on"], words=told["words"], by=request.user, at=timezone.now())
        except Refused as refusal:
            for reason in refusal.reasons:
                form.add_error(None, reason)
        else:
            return redirect("insight:changes")
    standing = marked.standing(request.user.authority_id)
    return render(request, "insight/changes.html", {"form": form, "changes": standing})


@needs(Permission.CHANGE_MARK)
@require_POST
def withdraw(request: Asked, change_id: int) -> HttpResponse:
    """Take a change off the charts."""
    marker = marked.named(request.user.authority_id, change_id)
    if marker is None:
        raise Http404
    actions.withdraw_change(marker=marker, by=request.user, at=timezone.now())
    return redirect("insight:changes")
