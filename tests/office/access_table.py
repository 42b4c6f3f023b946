"""Who reaches which address of the site: one row for each, none without a row.

An address is known by its name, with its namespace; without a name, by its route. A row names the groups
that get in; accounts made on the server (superusers) get in wherever anybody does. The others get Wagtail's
own refusal, a sentence on the first page; where the record itself is none of their business, 404.
"""

from dataclasses import dataclass

from office.groups import ALL, EDITORS, EVENTS, FUNDRAISERS, MANAGERS, PRESS, SCHOOL, TRANSLATORS

IN, REFUSED, HIDDEN, SIGN_IN = "in", "refused", "not found", "asked to sign in"
STAFF = frozenset(work.key for work in ALL)
WRITERS = frozenset(work.key for work in (EDITORS, TRANSLATORS, MANAGERS))
PUBLISHERS = frozenset(work.key for work in (EDITORS, MANAGERS))
APPROVING = frozenset({EDITORS.key})
"""Those whose turn it is in the workflow that every site begins with."""
ANSWERING = frozenset(work.key for work in (PRESS, MANAGERS))
COORDINATING = frozenset(work.key for work in (EVENTS, MANAGERS))
SCHOOLING = frozenset(work.key for work in (SCHOOL, MANAGERS))
RAISING = frozenset(work.key for work in (FUNDRAISERS, MANAGERS))
MANAGING = frozenset({MANAGERS.key})
ON_THE_SERVER: frozenset[str] = frozenset()
"""Only accounts made on the server."""
NOBODY, EVERYBODY = "nobody", "everybody"
Who = frozenset[str] | str


@dataclass(frozen=True)
class Row:
    """Who gets in; what comes to them, to the rest of the staff, and to strangers."""

    who: Who
    others: str = REFUSED
    strangers: str = SIGN_IN
    inside: str = IN


def rows(
    namespace: str,
    who: Who,
    names: str,
    others: str = REFUSED,
    *,
    strangers: str = SIGN_IN,
    inside: str = IN,
) -> list[tuple[str, Row]]:
    prefix = f"{namespace}:" if namespace else ""
    return [(f"{prefix}{name}", Row(who, others, strangers, inside)) for name in names.split()]


LISTED = "list list_results history history_results"
CHOSEN = "choose choose_results chosen chosen_multiple"


def snippet(
    name: str, who: Who, *, deletes: Who, also: str = "", creates: Who | None = None
) -> list[tuple[str, Row]]:
    """`creates`: who does so in a chooser, which is for those who write pages; nothing means all of them."""
    space = f"wagtailsnippets_{name}"
    return [
        *rows(space, who, f"{LISTED} add edit usage {also}"),
        *rows(space, deletes, "delete"),
        *rows(f"wagtailsnippetchoosers_{name}", WRITERS, CHOSEN),
        *rows(f"wagtailsnippetchoosers_{name}", who if creates is None else creates, "create"),
    ]


FIRST_PAGE = [
    *rows("", EVERYBODY, "admin/jsi18n/ admin/localize/jsi18n/ wagtailadmin_sprite"),
    *rows("", EVERYBODY, "wagtailadmin_javascript_catalog"),
    *rows("", STAFF, "wagtailadmin_home wagtailadmin_account wagtailadmin_dismissibles"),
    *rows("", STAFF, "wagtailadmin_logout", inside=SIGN_IN),
    *rows("", STAFF, "guide guide_image wagtailadmin_editing_sessions:release"),
    *rows("", STAFF, "admin/test404/"),
    *rows("", NOBODY, "admin/^.*/$ wagtailadmin_error_test", HIDDEN),
]
OURS = [
    *rows("", ANSWERING, "inquiry_board"),
    *rows("", ANSWERING | COORDINATING | SCHOOLING | RAISING, "letters_overview letters_test"),
    *rows("", ANSWERING, "inquiry_one letters_again export", HIDDEN),
    *rows("", MANAGING, "journal journal_results journal_looked_at"),
    *rows("", STAFF, "timetable_preview"),
    *rows("", MANAGING, "health"),
    *rows("", WRITERS, "write_translation hand_over"),
    *rows("", APPROVING, "approve_translation send_back_translation"),
    *rows("page_reports", WRITERS, "untranslated untranslated_results stale stale_results"),
    *rows("page_reports", WRITERS, "without_cover without_cover_results expiring expiring_results"),
    *rows("page_reports", WRITERS, "broken_links broken_links_results consent_ending consent_ending_results"),
]
EVENTFUL = [
    *rows("", COORDINATING, "event_board event_calls event_wishes event_adrift event_rooms event_activities"),
    *rows("", COORDINATING, "event_activity_new"),
    *rows("", COORDINATING, "event_activity event_activity_change event_activity_pause", HIDDEN),
    *rows("", COORDINATING, "event_date event_date_change event_date_cancel event_booking", HIDDEN),
    *rows("", COORDINATING, "event_add_party event_write event_sheet", HIDDEN),
    *snippet("timetable_room", COORDINATING, deletes=COORDINATING, creates=MANAGING, also="copy"),
    *snippet("timetable_lending", COORDINATING, deletes=COORDINATING, creates=MANAGING, also="copy"),
]
AT_SCHOOL = [
    *rows("", SCHOOLING, "school_board school_calls school_children school_likenesses school_exceptions"),
    *rows("", SCHOOLING, "school_what_if school_kept_list school_teachers school_term_new"),
    *rows("", SCHOOLING, "school_child school_likeness school_term school_group school_group_new", HIDDEN),
    *rows("", SCHOOLING, "school_group_change school_offer_next school_write", HIDDEN),
    *rows("", SCHOOLING, "school_meeting_new school_meeting", HIDDEN),
]
REGISTERING = [*rows("", SCHOOLING, "school_phone school_phoned", HIDDEN)]
DRAWS = [
    *rows("", SCHOOLING, "school_draws school_draw_name"),
    *rows("", SCHOOLING, "school_draw", HIDDEN),
    *rows("", EVERYBODY, "school_check school_check_month school_codes school_result"),
    *rows("", EVERYBODY, "school_ledger school_order school_program"),
]
GIFTS = [
    *rows("", RAISING, "gift_board gift_ledger gift_ledger_results gift_list gift_list_results gift_find"),
    *rows("", RAISING, "gift_monthly gift_monthly_results gift_take_over gift_refunds gift_differences"),
    *rows("", RAISING, "gift_words gift_purposes gift_fund_new gift_campaign_new gift_transfers gift_calm"),
    *rows("", RAISING, "gift_story gift_donor gift_monthly_one gift_difference", HIDDEN),
    *rows("", RAISING, "gift_fund gift_campaign gift_transfer_line", HIDDEN),
]
PAGES = [
    *rows("", WRITERS, "wagtailadmin_explore_root wagtailadmin_explore wagtailadmin_explore_results"),
    *rows("", WRITERS, "all_pages:index all_pages:index_results all_pages:choose_parent"),
    *rows(
        "wagtailadmin_pages", WRITERS, "add preview_on_add type_use type_use_results choose_parent usage edit"
    ),
    *rows("wagtailadmin_pages", WRITERS, "preview_on_edit view_draft add_subpage search search_results copy"),
    *rows("wagtailadmin_pages", WRITERS, "revisions_index revisions_view revisions_revert revisions_compare"),
    *rows("wagtailadmin_pages", WRITERS, "workflow_history workflow_history_detail history history_results"),
    *rows("wagtailadmin_pages", WRITERS, "move move_confirm delete convert_alias"),
    *rows("wagtailadmin_pages", PUBLISHERS, "unpublish set_page_position set_privacy revisions_unschedule"),
    *rows("wagtailadmin_pages", APPROVING, "workflow_action collect_workflow_action_data workflow_preview"),
    *rows("wagtailadmin_pages", WRITERS, "confirm_workflow_cancellation"),
    *rows("wagtailadmin_pages", MANAGING, "lock unlock"),
    *rows(
        "", WRITERS, "wagtailadmin_choose_page wagtailadmin_choose_page_child wagtailadmin_choose_page_search"
    ),
    *rows("", WRITERS, "wagtailadmin_choose_page_chosen_multiple wagtailadmin_choose_page_external_link"),
    *rows("", WRITERS, "wagtailadmin_choose_page_email_link wagtailadmin_choose_page_phone_link"),
    *rows("", WRITERS, "wagtailadmin_choose_page_anchor_link"),
    *rows("", WRITERS, "wagtailadmin_block_preview", inside=HIDDEN),
    *rows("", WRITERS, "wagtailadmin_tag_autocomplete wagtailadmin_tag_model_autocomplete"),
    *rows("", WRITERS, "wagtail_bulk_action"),
    *rows("", WRITERS, "wagtailadmin_editing_sessions:ping", HIDDEN),
    *rows("wagtailadmin_api", WRITERS, "pages:listing pages:detail pages:find pages:action"),
    *rows("wagtailadmin_api", WRITERS, "documents:listing documents:detail documents:find"),
    *rows("wagtailadmin_api", WRITERS, "images:listing images:detail images:find"),
    *rows("wagtailadmin_reports", WRITERS, "workflow workflow_results workflow_tasks workflow_tasks_results"),
    *rows("wagtailadmin_reports", WRITERS, "aging_pages aging_pages_results page_types_usage"),
    *rows("wagtailadmin_reports", WRITERS, "page_types_usage_results site_history site_history_results"),
    *rows("wagtailadmin_reports", MANAGING, "locked_pages locked_pages_results"),
]
TRANSLATING = [
    *rows("", WRITERS, "admin/localize/update/<int:translation_source_id>/"),
    *rows("wagtail_localize", EVERYBODY, "javascript_catalog"),
    *rows("wagtail_localize", WRITERS, "submit_page_translation update_translations edit_string_translation"),
    *rows("wagtail_localize", WRITERS, "edit_override download_pofile upload_pofile preview_translation"),
    *rows("wagtail_localize", WRITERS, "stop_translation translations_report"),
    *rows("wagtail_localize", PUBLISHERS, "convert_to_alias"),
    *rows("", PUBLISHERS, "admin/localize/page/<int:page_id>/convert_to_alias/"),
    *rows(
        "wagtail_localize", WRITERS, "translations_report_results snippets_api_listing snippets_api_detail"
    ),
    *rows("wagtail_localize", WRITERS, "submit_snippet_translation", inside=HIDDEN),
    *rows("wagtail_localize", NOBODY, "machine_translate", HIDDEN),
    *rows("", WRITERS, "admin/localize/translate/<int:translation_id>/preview/<str:mode>/", inside=HIDDEN),
]
FILES = [
    *rows("wagtaildocs", WRITERS, "index index_results add edit add_multiple edit_multiple document_usage"),
    *rows("wagtaildocs", WRITERS, "delete delete_multiple"),
    *rows("wagtaildocs", NOBODY, "create_multiple_from_uploaded_document delete_upload_multiple"),
    *rows("wagtaildocs_chooser", WRITERS, f"{CHOSEN} create"),
    *rows("", WRITERS, "admin/images/<int:image_id>/"),
    *rows(
        "wagtailimages",
        WRITERS,
        "index index_results edit add image_usage add_multiple edit_multiple preview",
    ),
    *rows("wagtailimages", WRITERS, "delete delete_multiple"),
    *rows("wagtailimages", NOBODY, "create_multiple_from_uploaded_image delete_upload_multiple"),
    *rows("wagtailimages", NOBODY, "url_generator url_generator_output", HIDDEN),
    *rows("wagtailimages_chooser", WRITERS, f"{CHOSEN} create select_format"),
    *rows("wagtailadmin_collections", MANAGING, "index add edit set_privacy"),
    *rows("wagtailadmin_collections", MANAGING, "delete", HIDDEN),
]
WORDS = [
    *rows("", NOBODY, "wagtailsnippets:index"),
    *snippet("home_category", WRITERS, deletes=MANAGING, also="copy"),
    *snippet("home_tag", WRITERS, deletes=MANAGING, also="copy"),
    *snippet("home_service", PUBLISHERS, deletes=MANAGING, also="copy status"),
    *snippet("home_mention", PUBLISHERS, deletes=MANAGING, also="copy"),
    *snippet(
        "pages_announcement", PUBLISHERS, deletes=PUBLISHERS, also="copy preview_on_add preview_on_edit"
    ),
]
ONE_ROW = [
    row
    for name in ("pages_menu", "pages_sitesettings")
    for row in (
        *rows(f"wagtailsnippets_{name}", MANAGING, f"{LISTED} edit usage preview_on_edit"),
        *rows(f"wagtailsnippets_{name}", NOBODY, "add delete preview_on_add"),
        *rows(f"wagtailsnippetchoosers_{name}", WRITERS, CHOSEN),
        *rows(f"wagtailsnippetchoosers_{name}", ON_THE_SERVER, "create"),
    )
]
MANAGED = [
    *rows("", MANAGING, "staff_invite staff_withdraw staff_sign_in"),
    *rows("wagtailusers_users", MANAGING, "index index_results add edit delete usage"),
    *rows("wagtailusers_users", MANAGING, "history history_results"),
    *rows(
        "wagtailusers_groups", MANAGING, "index index_results add edit delete usage history history_results"
    ),
    *rows(
        "wagtailadmin_workflows", MANAGING, "index index_results add enable disable edit usage usage_results"
    ),
    *rows(
        "wagtailadmin_workflows", MANAGING, "remove add_task select_task_type task_index task_index_results"
    ),
    *rows("wagtailadmin_workflows", MANAGING, "edit_task disable_task enable_task task_chooser task_chosen"),
    *rows("wagtailadmin_workflows", MANAGING, "task_chooser_results task_chooser_create"),
    *rows("wagtailredirects", MANAGING, "index index_results add edit delete start_import process_import"),
    *rows("wagtailsettings", NOBODY, "edit preview_on_edit", HIDDEN),
    *rows("", NOBODY, "admin/settings/<slug:app_name>/<slug:model_name>/<int:pk>/", HIDDEN),
    *rows("", MANAGING, "admin/workflows/remove/<int:page_pk>/<int:workflow_pk>/"),
    *rows(
        "wagtaillocales",
        ON_THE_SERVER,
        "index index_results add edit delete history history_results usage copy",
    ),
    *rows(
        "wagtailsites",
        ON_THE_SERVER,
        "index index_results add edit delete history history_results usage copy",
    ),
]
STEPS = "by how far one has come"
SIGNING_IN = [
    *rows(
        "", STEPS, "account_login wagtailadmin_login wagtailcore_login mfa_login_webauthn mfa_authenticate"
    ),
    *rows("", STEPS, "account_logout account_inactive still_here join anew one_click show_again mfa_index"),
    *rows("", STEPS, "mfa_add_webauthn mfa_activate_totp mfa_view_recovery_codes stop_lost_key remove_key"),
    *rows("", STEPS, "mfa_generate_recovery_codes change_password sign_out_everywhere"),
]
"""What each of these answers at which step is told in tests/office/sign_in."""
READERS = [
    *rows("", EVERYBODY, "wagtaildocs_serve ornament brochure card sitemap robots.txt favicon.ico"),
    *rows(
        "", EVERYBODY, ".well-known/security.txt search suggestions manifest feed atom press_feed media_kit"
    ),
    *rows("", EVERYBODY, "category_feed category_atom keep ask inquiry_sent inquiry_erased"),
    *rows("", EVERYBODY, "mailbox leave new_link new_link_sent link wagtail_serve"),
    *rows("", EVERYBODY, "event_calendar sign_up wish wish_heard signed_up ticket"),
    *rows("", EVERYBODY, "my_booking_erased"),
    *rows("", EVERYBODY, "school_register school_register_step school_register_child"),
    *rows("", EVERYBODY, "school_register_check"),
    *rows("", EVERYBODY, "school_sent"),
    *rows("", EVERYBODY, "school_register_on", inside=HIDDEN),
    *rows("", EVERYBODY, "stripe_webhook donate gift_transfer"),
]
BY_LINK = [
    row
    for name in (
        *("inquiry", "inquiry_copy", "media", "mailbox_letter", "mailbox_as_sent", "invited", "my_calendar"),
        *("my_booking", "my_booking_copy", "my_booking_dates", "ticket_found"),
        *("sign_up_kept", "seat_answer", "no_reminders"),
        *("school_confirm",),
        *("school_family", "school_family_child", "school_days", "school_leave", "school_first_day"),
        *("school_contact", "school_others", "school_safe", "school_copy", "school_forget_me"),
        *("school_still", "school_contact_confirm", "school_join"),
        *(
            "gift_mend",
            "gift_thanks",
            "my_gifts",
            "gift_amount",
            "gift_rest",
            "gift_stop",
            "gift_method",
            "gift_more",
        ),
        *("gifts_safe", "gifts_copy", "gifts_erase"),
    )
    for row in rows("", NOBODY, name, HIDDEN, strangers=HIDDEN)
] + rows("", NOBODY, "wagtaildocs_authenticate_with_password", HIDDEN, strangers=HIDDEN)
"""Open to whoever has come by the link in a letter, or knows the name of a file: nothing else is there."""
EVERY_ROW = [
    *FIRST_PAGE, *OURS, *EVENTFUL, *AT_SCHOOL, *REGISTERING, *DRAWS, *GIFTS, *PAGES, *TRANSLATING, *FILES,
    *WORDS, *ONE_ROW, *MANAGED, *SIGNING_IN, *READERS, *BY_LINK,
]  # fmt: skip
TABLE = dict(EVERY_ROW)
