"""What is said in the office of places, children and calls."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from school.fitting import Unfit
from school.import_reading import Fault
from school.places import Idle

IDLE: dict[str, Any] = {
    Idle.CLOSED: _("the group is not open"),
    Idle.HELD_BACK: _("no new offers"),
    Idle.STAYING: _("pupils of the term before are asked first"),
    Idle.ENDING: _("the term is nearly over"),
    Idle.UNTOLD: _("families of the list that was taken in are not told yet"),
    Idle.NIGHT: _("offers go out from ten in the morning"),
    Idle.NOBODY: _("nobody waits whom it fits"),
}
"""Why a free place is offered to nobody."""
UNFIT: dict[str, Any] = {
    Unfit.TOO_YOUNG: _("too young on the first day of the term"),
    Unfit.TOO_OLD: _("too old on the first day of the term"),
    Unfit.DAYS: _("the days do not suit"),
    Unfit.LEVEL: _("another level"),
    "forgotten": _("erased"),
}
SAY: dict[str, Any] = {
    "school_confirm": _("They have registered: is it they, and do they want a place?"),
    "school_received": _("They have registered: is it they, and do they want a place?"),
    "school_verified": _("They are on the list. At the beginning of the month there is a draw."),
    "school_again": _("The child is on the list already."),
    "school_drawn": _("Their month is drawn: tell them their place in the list."),
    "school_offered": _("There is a place: do they take it?"),
    "school_reminder": _("They have not answered an offer yet: do they take the place?"),
    "school_accepted": _("The place is theirs: tell them when and where the first lesson is."),
    "school_declined": _("We have written down that they do not take the place."),
    "school_expired": _(
        "They have not answered in time. The child is paused and keeps its month and ticket."
    ),
    "school_revoked": _("The offer was our mistake. The child waits where it stood."),
    "school_still_waiting": _("Do they still wait?"),
    "school_new_term": _("Does the child stay for the next term?"),
    "school_left": _("The child has left the list or the school: tell them how long it may come back."),
    "school_outgrown": _(
        "The child is too old for every term to come and has left the list. Is the month of birth right? If "
        "not, correct it, and let the child wait again."
    ),
    "school_imported": _("Our list is on the site now: tell them the code and the place in the list."),
    "school_paused": _("The child is paused, and keeps its month and ticket."),
    "school_contact": _("They have given this number: is it right?"),
    "school_guardian": _("Somebody has said that they care for a child of ours: is it so?"),
    "school_message": _("A message of ours, word for word:"),
    "no_group_for_pupil": _("The child stays, but no group of the new term fits it: find one together."),
}
"""On the telephone, in place of the letter of that name."""
FAULTS: dict[str, Any] = {
    Fault.MISSING: _("nothing stands there"),
    Fault.LONG: _("that is too long"),
    Fault.DATE: _("that is no date: write 14.03.2026, or 03.2017 for a month"),
    Fault.FUTURE: _("that is in the future"),
    Fault.AGE: _("a child of such an age is not for the school: look at the year"),
    Fault.CONTACT: _("that is neither an e-mail nor a telephone"),
    Fault.LANGUAGE: _("write be, ru, pl or en"),
    Fault.DAYS: _("write “субота”, “аўторак” or both"),
    Fault.LEVEL: _("write “пачынае”, “размаўляе” or nothing"),
    Fault.SIBLING: _("write “так” or “не”"),
    Fault.STATE: _("write “вучань” or “чакае”"),
    Fault.NO_GROUP: _("a pupil has a group"),
    Fault.UNKNOWN_GROUP: _("there is no group of that name in the term"),
    Fault.TWICE: _("the same child stands in an earlier line"),
}
