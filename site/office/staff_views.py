"""What managers do with the accounts of others: inviting, and opening ways back in."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods, require_POST
from wagtail.admin.auth import permission_required
from wagtail.users.views.groups import GroupViewSet
from wagtail.users.views.users import IndexView, UserViewSet

from office.fresh import needs_fresh_sign_in
from office.models import Invitation, LostKey, User
from office.people import MAY_HELP, MAY_INVITE, language_of, managers, may_touch, name_of, signed_in
from office.sign_in import anew, factors, invitations
from office.sign_in.forms import InviteForm

PAGES = require_http_methods(["GET", "HEAD", "POST"])


@PAGES
@permission_required(MAY_INVITE)
@needs_fresh_sign_in
def invite(request: HttpRequest) -> HttpResponseBase:
    by, at = signed_in(request), timezone.now()
    form = InviteForm(request.POST or None, initial={"language": language_of(by)})
    if form.is_valid():
        given = {name: form.cleaned_data[name] for name in ("email", "groups", "language")}
        invitations.invite(**given, by=by, at=at)
        messages.success(request, _now("The invitation is on its way. Its link opens for seven days."))
        return redirect("staff_invite")
    waiting = invitations.waiting(at=at).prefetch_related("groups")
    told = {"form": form, "waiting": waiting, "life": Invitation.LIFE}
    return render(request, "office/staff/invite.html", told)


@require_POST
@permission_required(MAY_INVITE)
@needs_fresh_sign_in
def withdraw(request: HttpRequest, invitation_id: UUID) -> HttpResponseBase:
    invitation = get_object_or_404(Invitation, pk=invitation_id)
    invitations.withdraw(invitation, by=signed_in(request), at=timezone.now())
    messages.success(request, _now("The invitation is taken back; its link does not open any more."))
    return redirect("staff_invite")


@PAGES
@permission_required(MAY_HELP)
@needs_fresh_sign_in
def sign_in_of(request: HttpRequest, person_id: int) -> HttpResponseBase:
    person = get_object_or_404(User, pk=person_id, is_active=True)
    if request.method == "POST":
        try:
            messages.success(request, act(request.POST.get("do", ""), person, by=signed_in(request)))
        except anew.Refused as refusal:
            messages.error(request, str(refusal))
        return redirect("staff_sign_in", person.pk)
    return render(request, "office/staff/sign_in.html", _page_of(person, reader=signed_in(request)))


def act(do: str, person: User, *, by: User) -> str:
    """Gives what to tell; an act that somebody else was quicker at says the same."""
    at, lost = timezone.now(), LostKey.objects.filter(person=person).select_related("person").first()
    if do != "stop" and not may_touch(by, person):
        raise anew.Refused(_("This account was made on the server, and is helped there."))
    if do in ("password", "lost") and not person.email:
        raise anew.Refused(_("This account has no e-mail: write one into it first."))
    if do == "password":
        anew.send_password_link(person, by=by, at=at)
        return _now("The link for a new password is on its way.")
    if do == "lost":
        anew.ask(person, by=by, at=at)
        return _now("Asked. All managers and the person get a letter.")
    if do == "approve" and lost:
        anew.approve(lost, by=by, at=at)
        return _now("Done. The link to begin anew is on its way.")
    if do == "stop" and lost:
        anew.stop(lost, by=by, at=at)
        return _now("Stopped. Nothing has changed.")
    raise anew.Refused(_("There is nothing of this kind to decide any more."))


def _page_of(person: User, *, reader: User) -> dict[str, Any]:
    lost = LostKey.objects.filter(person=person).select_related("asked_by").first()
    has_factor, may_help = factors.has_one(person), may_touch(reader, person)
    return {
        "person": person,
        "name": name_of(person),
        "has_factor": has_factor,
        "may_help": may_help,
        "may_ask": may_help and has_factor,
        "is_own": person == reader,
        "lost": lost,
        "asker": name_of(lost.asked_by) if lost else "",
        "until": lost.asked_at + anew.DAY if lost else None,
        "may_approve": may_help and lost is not None and reader not in (lost.asked_by, person),
        "others": managers().exclude(pk=reader.pk).count(),
    }


class StaffIndex(IndexView):
    page_title = _("Staff")
    add_item_label = _("Invite somebody")


class StaffViewSet(UserViewSet):
    menu_label = _("Staff")
    index_view_class = StaffIndex

    @property
    def add_view(self) -> Any:
        """Under the address where Wagtail makes accounts."""
        return invite


class GroupsOfStaff(GroupViewSet):
    """What a group may do is changed by whoever has just shown who she is (accounts: `rights`)."""

    @property
    def add_view(self) -> Any:
        return needs_fresh_sign_in(super().add_view)

    @property
    def edit_view(self) -> Any:
        return needs_fresh_sign_in(super().edit_view)

    @property
    def delete_view(self) -> Any:
        return needs_fresh_sign_in(super().delete_view)
