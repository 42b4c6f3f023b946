from typing import TYPE_CHECKING, Any

from django.core.exceptions import ValidationError
from django.db import models
from django.forms import Field
from recurrence.fields import RecurrenceField

from timetable import refusals, stored
from timetable.faults import BadRule
from timetable.rule_widget import RuleFormField
from timetable.rules import Rule


class RuleField(RecurrenceField):
    """Holds a `Rule`; in the database it is django-recurrence's text (see `stored`).

    Of its parent it keeps the column. The parent's attribute parses at each assignment and breaks deferred
    loading, its form shows a script that our content policy refuses.
    """

    description = "A rule of the timetable"

    if TYPE_CHECKING:

        def __get__(self, row: Any, model: Any = None) -> Any: ...
        def __set__(self, row: Any, rule: Rule) -> None: ...

    def __init__(self, verbose_name: Any = None, **kwargs: Any) -> None:
        """Its parent takes the first word for something else."""
        super().__init__(verbose_name=verbose_name, **kwargs)

    def contribute_to_class(self, cls: type[models.Model], name: str, **kwargs: Any) -> None:
        models.Field.contribute_to_class(self, cls, name, **kwargs)

    def from_db_value(self, value: str | None, *args: Any) -> Rule | None:
        return None if value is None else stored.read(value)

    def to_python(self, value: Any) -> Rule | None:
        if value is None or isinstance(value, Rule):
            return value
        try:
            return stored.read(str(value))
        except BadRule as bad:
            raise ValidationError(refusals.sentence(bad), code=bad.fault) from None

    def get_prep_value(self, value: Rule | None) -> str | None:
        return None if value is None else stored.written(value)

    def value_to_string(self, obj: models.Model) -> str | None:
        return self.get_prep_value(self.value_from_object(obj))

    def formfield(self, **kwargs: Any) -> Field | None:
        return models.Field.formfield(self, **{"form_class": RuleFormField, **kwargs})
