from typing import Any

from django.contrib import messages
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from wagtail.images.permissions import permission_policy
from wagtail.images.views.images import EditView

from pages import consent, picture_places


class EditImageView(EditView):
    """Says where the picture stands; when consent is revoked, stays to show what is left to do."""

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        image, user = self.object, self.request.user
        return {
            **super().get_context_data(**kwargs),
            "consent_state": consent.state(image, today=timezone.localdate()),
            "places": picture_places.places(image),
            "can_delete": permission_policy.user_has_permission_for_instance(user, "delete", image),
        }

    def get_success_url(self) -> str:
        if not self.object.is_withheld or not picture_places.places(self.object):
            return super().get_success_url()
        messages.warning(
            self.request, _("Readers no longer see this picture. Pages that hold it are listed below.")
        )
        return reverse("wagtailimages:edit", args=[self.object.pk])
