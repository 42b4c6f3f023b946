"""What pages ask of editors, for the dashboard. Each line leads to the act that clears it."""

from collections.abc import Callable, Iterable
from datetime import date, datetime, time
from typing import Any

from django.contrib.auth.models import AbstractBaseUser
from django.db.models import Q, QuerySet
from django.urls import reverse
from django.utils.timezone import localdate, make_aware
from django.utils.translation import gettext_lazy as _
from wagtail.images.permissions import permission_policy as picture_policy
from wagtail.models import Page, TaskState, WorkflowState
from wagtail.permissions import page_permission_policy

from office.duties import Duty, Seen, look, oldest_few
from pages import consent, picture_places, translations, upkeep

Act = Callable[[Page], Any]


def editable(user: AbstractBaseUser) -> "QuerySet[Page]":
    return page_permission_policy.instances_user_has_any_permission_for(user, {"change", "publish"})


def handed_over() -> list[int]:
    """Pages that wait for somebody else's eyes."""
    busy = WorkflowState.objects.active().filter(object_id__isnull=False)
    return [int(key) for key in busy.values_list("object_id", flat=True)[:1000]]


def edit_url(page: Page) -> str:
    return reverse("wagtailadmin_pages:edit", args=[page.pk])


def oldest_of(
    user: AbstractBaseUser, pages: "QuerySet[Page]", *, since: str, act: Act, url: Act = edit_url
) -> Seen:
    """The oldest of what may be edited by this person; what has no date is not waiting yet."""
    mine = pages.filter(pk__in=editable(user).values("pk"), **{f"{since}__isnull": False})
    waiting = mine.select_related("locale").order_by(since, "pk")
    return oldest_few(waiting, lambda oldest: _duties(oldest, since=since, act=act, url=url))


def _duties(pages: Iterable[Page], *, since: str, act: Act, url: Act) -> list[Duty]:
    return [
        Duty(
            act=act(page),
            subject=f"{page.draft_title} ({page.locale})",
            url=url(page),
            since=getattr(page, since),
        )
        for page in pages
    ]


@look(
    "to_check",
    title=_("To check and publish"),
    counts=_("Pages that others have handed over for your yes or no."),
    page="wagtailadmin_reports:workflow_tasks",
    may="wagtail_localize.submit_translation",
)
def to_check(user: AbstractBaseUser, at: datetime) -> Seen:
    """Handed over by others: the page waits for this person's yes or no."""
    states = (
        TaskState.objects.reviewable_by(user).select_related("workflow_state").order_by("started_at", "pk")
    )
    return oldest_few(states, _handed_over)


def _handed_over(states: list[TaskState]) -> list[Duty]:
    pages = Page.objects.in_bulk([int(state.workflow_state.object_id) for state in states])
    found = [(state, pages.get(int(state.workflow_state.object_id))) for state in states]
    return [
        Duty(act=_("Check and publish"), subject=page.draft_title, url=edit_url(page), since=state.started_at)
        for state, page in found
        if page
    ]


@look(
    "drafts",
    title=_("Your drafts"),
    counts=_("Pages whose last draft is yours, neither published nor handed over."),
)
def drafts(user: AbstractBaseUser, at: datetime) -> Seen:
    """What this person has begun and nobody has published or handed over."""
    begun = Page.objects.filter(
        has_unpublished_changes=True, latest_revision__user=user, alias_of__isnull=True
    ).exclude(pk__in=handed_over())
    begun = begun.exclude(pk__in=translations.begun_among(Page.objects.all()).values("pk"))
    waiting = begun.filter(Q(go_live_at__isnull=True) | Q(go_live_at__lte=at))
    return oldest_of(
        user, waiting, since="latest_revision_created_at", act=lambda page: _("Finish the draft")
    )


@look(
    "untranslated",
    title=_("Not translated"),
    counts=_("Published originals that at least one language lacks."),
    page="page_reports:untranslated",
)
def untranslated(user: AbstractBaseUser, at: datetime) -> Seen:
    """For those who may ask for a translation; the work sheets themselves are drafts."""
    return oldest_of(
        user, upkeep.untranslated(), since="first_published_at", act=translate_into, url=translate_url
    )


def translate_into(page: Page) -> Any:
    return _("Translate into the languages it lacks")


def translate_url(page: Page) -> str:
    return reverse("wagtail_localize:submit_page_translation", args=[page.pk])


@look(
    "stale",
    title=_("Not looked at for long"),
    counts=_("Published pages that nobody has looked at for longer than they stay true."),
    page="page_reports:stale",
)
def stale(user: AbstractBaseUser, at: datetime) -> Seen:
    return oldest_of(user, upkeep.stale(at=at), since="stale_since", act=look_again)


def look_again(page: Page) -> Any:
    """A page that carries the day somebody last looked is fresh again when that day is."""
    if page.specific_class.fresh_since == "last_published_at":
        return _("See whether it is still true, then publish anew")
    return _("See whether it is still true, then write down today’s date and publish")


@look(
    "expiring",
    title=_("Going offline soon"),
    counts=_("Published pages that go offline within two weeks."),
    page="page_reports:expiring",
)
def expiring(user: AbstractBaseUser, at: datetime) -> Seen:
    return oldest_of(
        user,
        upkeep.expiring(at=at),
        since="last_published_at",
        act=lambda page: _("It goes offline soon: let it, or move the date"),
    )


@look(
    "broken_links",
    title=_("Links that lead nowhere"),
    counts=_("Published pages with at least one link to what is not there."),
    page="page_reports:broken_links",
)
def broken_links(user: AbstractBaseUser, at: datetime) -> Seen:
    return oldest_of(
        user,
        upkeep.with_broken_links(at=at),
        since="last_published_at",
        act=lambda page: _("Mend a link that leads nowhere"),
    )


@look(
    "consent_ending",
    title=_("Consent ending"),
    counts=_("Pictures of people whose consent ends within a month."),
    page="page_reports:consent_ending",
)
def consent_ending(user: AbstractBaseUser, at: datetime) -> Seen:
    """From the day on which it begins to be soon."""
    mine = picture_policy.instances_user_has_any_permission_for(user, {"change"})
    ending = picture_places.ending_soon(today=localdate(at)).filter(pk__in=mine.values("pk"))
    return oldest_few(ending, _ending)


def _ending(images: list[Any]) -> list[Duty]:
    return [
        Duty(
            act=_("Ask for consent again, or change the picture"),
            subject=image.title,
            url=reverse("wagtailimages:edit", args=[image.pk]),
            since=begins(image.consent_until - consent.ENDING_SOON),
        )
        for image in images
        if image.consent_until
    ]


def begins(day: date) -> datetime:
    return make_aware(datetime.combine(day, time.min))
