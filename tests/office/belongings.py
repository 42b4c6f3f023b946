"""One record of every kind that an address can name: other people's, so that only rights open them."""

from datetime import date, datetime, timedelta
from typing import Any

from django.apps import apps
from django.core.files.base import ContentFile
from django.utils import timezone
from wagtail.contrib.redirects.models import Redirect
from wagtail.documents import get_document_model
from wagtail.images import get_image_model
from wagtail.models import Collection, Locale, Page, Site, Task, UploadedFile, Workflow
from wagtail_localize.models import OverridableSegment, StringSegment, Translation

from donations import discrepancies
from donations.models import Campaign, Fund, LedgerEntry
from home.models import Category, NewsIndexPage, StoryPage
from letters.models import Letter
from office import groups
from office.models import Invitation, User
from pages.models import Announcement
from school.models import Draw, Likeness, Term
from tests.donations import planting
from tests.events import dates, pages
from tests.privacy.people import asked, inquiry
from tests.school import children
from tests.school.registering import registered
from timetable.models import Lending, Room

SNIPPETS = (
    "home.category", "home.tag", "home.service", "home.mention",
    "pages.announcement", "pages.menu", "pages.sitesettings", "timetable.room", "timetable.lending",
)  # fmt: skip


def everything() -> dict[str, Any]:
    """By the name of an argument; with a namespace or an address before it, where it means another there."""
    owner = User.objects.create_user("nobody-you-know", "nobody@example.org", "a long enough phrase")
    now = timezone.now()
    known = {**_pages(owner), **_translations(), **_files(owner), **_rest(owner, now)}
    return {
        **known,
        **_events(),
        **_school(now),
        **_registering(now),
        **_draw(now),
        **_gifts(now),
        **_snippets(now),
    }


def _registering(now: Any) -> dict[str, Any]:
    guardian = registered(at=now, email="someone@example.org")
    return {"school_phoned guardian_id": guardian.pk, "step": "birth", "child": 2}


def _pages(owner: User) -> dict[str, Any]:
    news = NewsIndexPage.objects.get(locale__language_code="be")
    live = StoryPage.objects.filter(locale__language_code="be", live=True).latest("date")
    draft = news.add_child(
        instance=StoryPage(
            title="Чужы чарнавік", slug="cuzy", lead="…", live=False, owner=owner, category=live.category
        )
    )
    revision = draft.save_revision(user=owner)
    state = draft.get_workflow().start(draft, owner)
    number = draft.pk
    return {
        "parent_page_id": news.pk,
        "page_id": number,
        "page_to_move_id": number,
        "destination_id": news.pk,
        "page_pk": Page.get_first_root_node().pk,
        "revision_id": revision.pk,
        "content_type_app_name": "home",
        "content_type_model_name": "storypage",
        "app_label": "home",
        "model_name": "storypage",
        "action_name": "approve",
        "task_state_id": state.current_task_state.pk,
        "task_id": state.current_task_state.task.pk,
        "workflow_state_id": state.pk,
        "workflow_pk": state.workflow.pk,
        "object_id": number,
        "session_id": 1,
        "wagtailadmin_pages:unpublish page_id": live.pk,
        "wagtailadmin_pages:lock page_id": live.pk,
        "wagtailadmin_pages:unlock page_id": live.pk,
        "approve_translation pk": number,
        "send_back_translation pk": number,
        "wagtailadmin_api:pages:find": f"/admin/api/main/pages/find/?id={number}",
        "wagtailadmin_pages:set_page_position page_to_move_id": live.pk,
        "wagtailadmin_pages:convert_alias page_id": live.create_alias(parent=news, update_slug="alias").pk,
        "wagtailadmin_pages:revisions_compare": f"/admin/pages/{number}/revisions/compare/earliest...latest/",
        "wagtailadmin_api:pages pk": number,
        "wagtailadmin_api:pages action_name": "delete",
        "wagtail_bulk_action": f"/admin/bulk/wagtailcore/page/delete/?id={number}",
        "wagtail_serve": "/be/",
        "pk": live.pk,
    }


def _translations() -> dict[str, Any]:
    segment = StringSegment.objects.select_related("source").first()
    translation = Translation.objects.filter(source=segment.source).first()
    target = translation.get_target_instance()
    picture = OverridableSegment.objects.create(
        source=segment.source, context=segment.context, order=99, data_json='"x"'
    )
    return {
        "translation_source_id": translation.source.pk,
        "translation_id": translation.pk,
        "string_segment_id": segment.pk,
        "overridable_segment_id": picture.pk,
        "wagtail_localize:convert_to_alias page_id": target.pk,
        "admin/localize/page/<int:page_id>/convert_to_alias/ page_id": target.pk,
        "wagtail_localize model_name": "category",
        "language": "pl",
        "mode": "x",
        "wagtail_localize:stop_translation": f"/admin/localize/translate/{translation.pk}/disable/?next=/be/",
    }


def _files(owner: User) -> dict[str, Any]:
    image = get_image_model().objects.first()
    document = get_document_model().objects.first()
    uploaded = [
        UploadedFile.objects.create(
            for_content_type=apps.get_model("contenttypes.ContentType").objects.get_for_model(model),
            file=ContentFile(b"x", name="x.bin"),
            uploaded_by_user=owner,
        ).pk
        for model in (get_image_model(), get_document_model())
    ]
    return {
        "image_id": image.pk,
        "document_id": document.pk,
        "doc_id": document.pk,
        "filter_spec": "max-100x100",
        "wagtailimages uploaded_file_id": uploaded[0],
        "wagtaildocs uploaded_file_id": uploaded[1],
        "wagtailimages_chooser pk": image.pk,
        "wagtaildocs_chooser pk": document.pk,
        "wagtailadmin_api:images pk": image.pk,
        "wagtailadmin_api:images:find": f"/admin/api/main/images/find/?id={image.pk}",
        "wagtailadmin_api:documents:find": f"/admin/api/main/documents/find/?id={document.pk}",
        "wagtailadmin_api:documents pk": document.pk,
        "wagtaildocs_serve": f"/documents/{document.pk}/{document.filename}",
        "collection_id": Collection.get_first_root_node().add_child(name="Чужая").pk,
        "wagtailadmin_collections pk": Collection.objects.get(name="Чужая").pk,
        "restriction_id": 0,
        "path": "nothing.jpg",
    }


def _rest(owner: User, now: Any) -> dict[str, Any]:
    question = inquiry(asked(), at=now)
    letter = Letter.objects.create(
        name="inquiry_answered", subject=question.pk, cause="somebody else's", created_at=now, state="stuck"
    )
    return {
        "inquiry_id": question.pk,
        "invitation_id": Invitation.objects.create(
            email="new@example.org", invited_by=owner, created_at=now
        ).pk,
        "person_id": owner.pk,
        "letter": letter.pk,
        "export name": "questions",
        "guide_image name": "be-dashboard.webp",
        "name": "nothing",
        "redirect_id": Redirect.objects.create(old_path="/stary", redirect_link="/be/").pk,
        "wagtailusers_users pk": owner.pk,
        "wagtailusers_groups pk": groups.of(groups.PRESS).pk,
        "wagtaillocales pk": Locale.objects.get(language_code="pl").pk,
        "wagtailsites pk": Site.objects.get().pk,
        "wagtailadmin_workflows pk": Workflow.objects.get().pk,
        "wagtailadmin_workflows:edit_task pk": Task.objects.get().pk,
        "wagtailadmin_workflows:enable_task pk": Task.objects.get().pk,
        "wagtailadmin_workflows:disable_task pk": Task.objects.get().pk,
        "wagtailadmin_workflows:add_task app_label": "wagtailcore",
        "wagtailadmin_workflows:add_task model_name": "groupapprovaltask",
        "app_name": "taggit",
        "wagtailadmin_tag_model_autocomplete model_name": "tag",
        "wagtailsettings app_name": "pages",
        "wagtailsettings model_name": "sitesettings",
        "uidb64": "x",
        "token": "x",
        "gift_thanks key": "x",
        "nth": 1,
        "ground": "linen",
        "topic": "cup",
        "seed": "x",
        "version": "x",
        "category": Category.objects.values_list("slug", flat=True).first(),
        "admin/^.*/$": "/admin/nowhere/",
    }


def _events() -> dict[str, Any]:
    room = Room.objects.create(name="Чужы", capacity=9)
    Lending.objects.create(room=room, initiative="Чужая ініцыятыва", rule=dates.FRIDAYS, minutes=60)
    soon = timezone.localtime().replace(tzinfo=None, microsecond=0) + timedelta(days=1)
    date = dates.date(start=soon)
    pages.known(date.activity)
    party = dates.sign_up(date, email="somebody@example.org", at=timezone.now())
    return {
        "activity_id": date.activity_id,
        "activity": date.activity_id,
        "date_id": date.pk,
        "booking_id": party.bookings.get().pk,
    }


def _school(now: Any) -> dict[str, Any]:
    group = children.group(Term.objects.first() or children.term(), name="Чужая")
    one, other = children.waiting(), children.waiting()
    pair = Likeness.objects.create(first=one, second=other, sign="contact", found_at=now)
    return {
        "application_id": one.pk,
        "likeness_id": pair.pk,
        "term_id": group.term_id,
        "group_id": group.pk,
        "meeting_id": group.meetings.get().pk,
    }


def _draw(now: datetime) -> dict[str, Any]:
    """Of a month long ago, signed."""
    then = now - timedelta(days=1)
    row = Draw.objects.create(
        round=date(2016, 9, 1), rules="1", source="Лато", source_at=then, named_at=then, listing="K7-M2P",
        listed_at=then - timedelta(days=1), first_value="7", first_at=now, value="7", valued_at=now,
        signed_at=now,
    )  # fmt: skip
    return {
        "draw_id": row.pk,
        "school_check_month month": "2016-09",
        "school_codes month": "2016-09",
        "school_result month": "2016-09",
        "number": 1,
        "school_program name": "draw",
    }


def _gifts(now: datetime) -> dict[str, Any]:
    monthly = planting.monthly("be", at=now)
    line = LedgerEntry.objects.create(
        kind="bank",
        remote_id="transfer 1",
        amount_minor=5_00,
        currency="pln",
        occurred_at=now,
        entered_at=now,
    )
    names = {f"name_{code}": f"Чужы {code}" for code in ("be", "ru", "pl", "en")}
    return {
        "gift_id": monthly.gifts.get().pk,
        "donor_id": monthly.donor_id,
        "monthly_id": monthly.pk,
        "difference_id": discrepancies.find(discrepancies.What.TWICE, "ch_1", at=now).pk,
        "fund_id": Fund.objects.create(slug="cuzy", **names).pk,
        "campaign_id": Campaign.objects.create(name="Чужая", goal_minor=1, opens_at=now).pk,
        "line_id": line.pk,
    }


def _snippets(now: Any) -> dict[str, Any]:
    texts = {f"text_{code}": "Увага" for code in ("be", "ru", "pl", "en")}
    Announcement.objects.create(**texts, starts_at=now, ends_at=now + timedelta(days=1))
    numbers = {name: apps.get_model(name)._default_manager.first().pk for name in SNIPPETS}
    return {
        f"{space}_{name.replace('.', '_')} pk": number
        for name, number in numbers.items()
        for space in ("wagtailsnippets", "wagtailsnippetchoosers")
    } | {"wagtail_localize pk": numbers["home.category"]}
