from django.utils.translation import gettext_lazy as _

from pages import findable
from school.models import SchoolPage

findable.register(SchoolPage, key="school", label=_("School"))
