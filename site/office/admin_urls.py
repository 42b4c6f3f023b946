"""Wagtail's addresses without those of its own sign-in: not closed but absent."""

from wagtail.admin import urls

OURS_INSTEAD = ("login/", "password_reset/")

urlpatterns = [each for each in urls.urlpatterns if str(each.pattern) not in OURS_INSTEAD]
