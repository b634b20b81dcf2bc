"""Activities: mine, one, and what is done with them."""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from core.rules import Finding, Refused
from core.words import asked_words
from documents.serving import document_response
from engagements import actions, permissions
from engagements.actions.drafts import EDITABLE
from engagements.enums import ActivityState
from engagements.forms import ReturnForm
from engagements.models import Activity
from engagements.querysets import REPORTED
from engagements.selectors import activities as selectors
from engagements.selectors import follow_ups
from engagements.selectors.engagement_list import Page
from engagements.selectors.engagement_parts import ACTIVITY_COLOR
from engagements.states import ACTIVITY
from engagements.views.lookup import activity_or_404, page_number, page_query

TABS = ("", "draft", "awaiting_confirmation", "reported", "returned", "accepted")


@require_safe
def activity_list(request: HttpRequest) -> HttpResponse:
    """What I have sent and what came of it, and everything I may see."""
    state = request.GET.get("state", "")
    state, number = state if state in TABS else "", page_number(request)
    words = asked_words(request)
    lines, more = selectors.page_of(request.user, state=state, words=words, number=number)
    context = {
        "mine": selectors.reported_by(request.user) if number == 1 and not state and not words else [],
        "lines": lines,
        "page": Page([], number, more, "", page_query=page_query(state=state, q=words)),
        "state": state,
        "words": words,
        "tabs": [(tab, ActivityState(tab).label if tab else _("Alla")) for tab in TABS],
        "may_report": bool(request.user.powers.own_units),
    }
    return render(request, "engagements/activity_list.html", context)


@require_safe
def activity_detail(request: HttpRequest, pk: int) -> HttpResponse:
    activity = activity_or_404(request, pk)
    if activity.engagement.is_confidential:
        actions.note_reading(engagement=activity.engagement, by=request.user)
    said = follow_ups.of_activity(activity)
    context = {
        "activity": activity,
        "color": ACTIVITY_COLOR[ActivityState(activity.state)],
        "attendances": list(activity.attendances.select_related("body")),
        "attachments": list(activity.attachments.select_related("document")),
        "aims": list(activity.aims.all()),
        "possible": _possible(request, activity),
        "follow_up": said,
        "earlier": follow_ups.earlier(said),
        "form": ReturnForm(),
    }
    return render(request, "engagements/activity_detail.html", context)


def _possible(request: HttpRequest, activity: Activity) -> dict[str, bool]:
    person = request.user
    edits = permissions.may_edit_activity.allows(person, activity)
    return {
        "edit": edits and activity.state in EDITABLE,
        "follow_up": activity.state in REPORTED and permissions.may_follow_up.allows(person, activity),
        "discard": edits and ACTIVITY.allows(activity, "discard"),
        "confirm": ACTIVITY.allows(activity, "confirm") and permissions.may_confirm_activity.allows(person, activity),
        "accept": ACTIVITY.allows(activity, "accept") and permissions.may_handle_activity.allows(person, activity),
        "return": ACTIVITY.allows(activity, "return") and permissions.may_return_activity.allows(person, activity),
    }


@require_POST
def activity_submit(request: HttpRequest, pk: int) -> HttpResponse:
    activity = activity_or_404(request, pk)
    sent = actions.submit(activity=activity, by=request.user)
    messages.success(request, _("Tack! Aktiviteten är inskickad: %(state)s.") % {"state": sent.get_state_display()})
    return redirect(sent)


@require_POST
def activity_confirm(request: HttpRequest, pk: int) -> HttpResponse:
    activity = actions.confirm(activity=activity_or_404(request, pk), by=request.user)
    messages.success(request, _("Aktiviteten är bekräftad och har nått den samordnande enheten."))
    return redirect(activity)


@require_POST
def activity_accept(request: HttpRequest, pk: int) -> HttpResponse:
    activity = actions.accept(activity=activity_or_404(request, pk), by=request.user)
    messages.success(request, _("”%(title)s” är godkänd.") % {"title": activity.title})
    return redirect(_back(request, activity))


@require_POST
def activity_return(request: HttpRequest, pk: int) -> HttpResponse:
    activity = activity_or_404(request, pk)
    form = ReturnForm(request.POST)
    if not form.is_valid():
        raise Refused([Finding("activity.reason", str(form.fields["reason"].error_messages["required"]))])
    actions.return_activity(activity=activity, reason=form.cleaned_data["reason"], by=request.user)
    messages.success(request, _("”%(title)s” är återsänd.") % {"title": activity.title})
    return redirect(_back(request, activity))


def _back(request: HttpRequest, activity: Activity) -> str:
    """To the inbox when that is where the button was."""
    return reverse("engagements:inbox") if request.POST.get("from") == "inbox" else activity.get_absolute_url()


@require_POST
def activity_discard(request: HttpRequest, pk: int) -> HttpResponse:
    activity = actions.discard(activity=activity_or_404(request, pk), by=request.user)
    return redirect("engagements:activity_discarded", activity.pk)


@require_safe
def activity_discarded(request: HttpRequest, pk: int) -> HttpResponse:
    """The draft is gone, and can be taken back."""
    return render(request, "engagements/activity_discarded.html", {"activity": _discarded_or_404(request, pk)})


@require_POST
def activity_restore(request: HttpRequest, pk: int) -> HttpResponse:
    activity = actions.restore(activity=_discarded_or_404(request, pk), by=request.user)
    messages.success(request, _("Utkastet är tillbaka."))
    return redirect("engagements:activity_edit", activity.pk)


def _discarded_or_404(request: HttpRequest, pk: int) -> Activity:
    activity = selectors.discarded(request.user, pk)
    if activity is None:
        raise Http404
    return activity


@require_safe
def attachment(request: HttpRequest, pk: int, attachment_pk: int) -> HttpResponse:
    activity = activity_or_404(request, pk)
    found = activity.attachments.select_related("document").filter(pk=attachment_pk).first()
    if found is None:
        raise Http404
    if activity.engagement.is_confidential:
        actions.note_reading(engagement=activity.engagement, by=request.user)
    return document_response(found.document)
