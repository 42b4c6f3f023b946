"""What readers see of draws, so that the page cache knows when pages about them are not true any more."""

from pages.page_cache import triggers
from school.models import Draw, Override

triggers.ALSO_SEEN += [Draw, Override]
