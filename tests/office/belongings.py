"""One record of every kind that an address can name: other people's, so that only rights open them."""

from datetime import timedelta
from typing import Any

from django.apps import apps
from django.core.files.base import ContentFile
from django.utils import timezone
from wagtail.contrib.redirects.models import Redirect
from wagtail.documents import get_document_model
from wagtail.images import get_image_model
from wagtail.models import Collection, Locale, Page, Site, Task, UploadedFile, Workflow
from wagtail_localize.models import OverridableSegment, StringSegment, Translation

from home.models import Category, NewsIndexPage, StoryPage
from letters.models import Letter
from office import groups
from office.models import Invitation, User
from pages.models import Announcement
from tests.privacy.people import asked, inquiry

SNIPPETS = (
    "home.category", "home.tag", "home.service", "home.mention",
    "pages.announcement", "pages.menu", "pages.sitesettings",
)  # fmt: skip


def everything() -> dict[str, Any]:
    """By the name of an argument; with a namespace or an address before it, where it means another there."""
    owner = User.objects.create_user("nobody-you-know", "nobody@example.org", "a long enough phrase")
    now = timezone.now()
    return {**_pages(owner), **_translations(), **_files(owner), **_rest(owner, now), **_snippets(now)}


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
        "ground": "linen",
        "topic": "cup",
        "seed": "x",
        "version": "x",
        "category": Category.objects.values_list("slug", flat=True).first(),
        "admin/^.*/$": "/admin/nowhere/",
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
