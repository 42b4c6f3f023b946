"""The way through the form: seven questions, a page each; two more for each further child.

What was answered lies in a draft, right or wrong: so each answer is judged again whenever it is needed, and
whoever comes back goes on at the first page that lacks one.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Any

from django.http import QueryDict
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from school import register_forms as forms
from school.register_forms import Question
from school.registered import MOST_CHILDREN, Family, NewChild

CHILDREN = "children"
NAME, BIRTH, DAYS = "name", "birth", "days"
OF_A_CHILD: dict[str, type[Question]] = {NAME: forms.ChildForm, BIRTH: forms.BirthForm}
OF_A_FAMILY: dict[str, type[Question]] = {
    "you": forms.YouForm,
    "contact": forms.ContactForm,
    "language": forms.LanguageForm,
    DAYS: forms.DaysForm,
    "sibling": forms.SiblingForm,
}
QUESTIONS = len(OF_A_CHILD) + len(OF_A_FAMILY)
NAMES: dict[str, str | Promise] = {
    NAME: _("The child’s name"),
    BIRTH: _("Born"),
    "you": _("Your name"),
    "contact": _("Contact"),
    "language": _("Language"),
    DAYS: _("Days"),
    "sibling": _("A brother or sister at the school"),
}
Typed = Mapping[str, Sequence[str]]


@dataclass(frozen=True)
class Page:
    step: str
    child: int = 1

    @property
    def form(self) -> type[Question]:
        return OF_A_CHILD.get(self.step) or OF_A_FAMILY[self.step]

    @property
    def name(self) -> str | Promise:
        return NAMES[self.step]

    @property
    def url(self) -> str:
        if self == FIRST:
            return reverse("school_register")
        if self.step in OF_A_CHILD and self.child > 1:
            return reverse("school_register_child", args=[self.child, self.step])
        return reverse("school_register_step", args=[self.step])

    @property
    def is_removable(self) -> bool:
        return self.child > 1 and self.step == NAME

    def key(self, field: str) -> str:
        """Under which the draft keeps a field."""
        return f"{field} {self.child}" if self.step in OF_A_CHILD else field


FIRST = Page(NAME)


class Walk:
    """One family’s answers so far. `term` is the first day of the term ages are judged by."""

    def __init__(self, typed: Typed, *, today: date, term: date | None) -> None:
        self.typed = dict(typed)
        self.around: dict[str, Any] = {"today": today, "term": term}

    @property
    def children(self) -> int:
        said = "".join(self.typed.get(CHILDREN, ()))
        return min(int(said), MOST_CHILDREN) if said.isdecimal() and int(said) else 1

    def pages(self) -> Iterator[Page]:
        yield from (Page(step) for step in [*OF_A_CHILD, *OF_A_FAMILY])
        yield from (Page(step, nth) for nth in range(2, self.children + 1) for step in OF_A_CHILD)

    def find(self, step: str, child: int) -> Page | None:
        return next((page for page in self.pages() if (page.step, page.child) == (step, child)), None)

    def form(self, page: Page) -> Question:
        """With what was answered; bound only if something was."""
        data = QueryDict(mutable=True)
        for field in page.form.base_fields:
            if values := self.typed.get(page.key(field)):
                data.setlist(field, list(values))
        return page.form(data or None, **self.around)

    def shown(self, page: Page) -> dict[str, Any]:
        """What stands in the fields before anybody has touched them."""
        kept = {field: self.typed.get(page.key(field)) for field in page.form.base_fields}
        return {field: values if page.step == DAYS else values[0] for field, values in kept.items() if values}

    @cached_property
    def first_missing(self) -> Page | None:
        return next((page for page in self.pages() if not self.form(page).is_valid()), None)

    def answer(self, page: Page, typed: Typed) -> None:
        for field in page.form.base_fields:
            self.typed[page.key(field)] = list(typed.get(field, ()))
        self._judge_anew()

    @property
    def may_add(self) -> bool:
        return self.children < MOST_CHILDREN

    def add_child(self) -> Page | None:
        """The page to go on with; None when there are as many as can be registered in one go."""
        if not self.may_add:
            return None
        self.typed[CHILDREN] = [str(self.children + 1)]
        self._judge_anew()
        return Page(NAME, self.children)

    def remove_child(self, child: int) -> None:
        """Those after it move up."""
        for nth in range(child, self.children + 1):
            for step, form in OF_A_CHILD.items():
                for field in form.base_fields:
                    later = self.typed.pop(Page(step, nth + 1).key(field), [])
                    self.typed[Page(step, nth).key(field)] = later
        self.typed[CHILDREN] = [str(self.children - 1)]
        self._judge_anew()

    def _judge_anew(self) -> None:
        self.__dict__.pop("first_missing", None)

    def before(self, page: Page) -> Page | None:
        pages = list(self.pages())
        at = pages.index(page)
        return pages[at - 1] if at else None

    def said(self, page: Page) -> dict[str, Any]:
        form = self.form(page)
        form.is_valid()
        return form.cleaned_data

    def family(self, *, together: bool) -> Family:
        """Once nothing is missing."""
        said = {key: value for step in OF_A_FAMILY for key, value in self.said(Page(step)).items()}
        email, phone = forms.contact_of(said)
        return Family(
            children=tuple(self._child(nth) for nth in range(1, self.children + 1)),
            name=said["you"],
            language=said["language"],
            days=tuple(said["days"]),
            email=email,
            phone=phone,
            says_sibling=said["sibling"],
            together=together and self.children > 1,
        )

    def _child(self, nth: int) -> NewChild:
        born = self.said(Page(BIRTH, nth))
        return NewChild(
            name=self.said(Page(NAME, nth))["name"], born_year=born["year"], born_month=born["month"]
        )
