from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _

from home.reading import words_of
from pages.page_form import PageForm


class ApprovalForm(PageForm):
    """Says beside the fields why a plain page cannot be published yet; as a draft it is always taken."""

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean()
        self._refuse_to_lose_the_kind(cleaned.get("kind", ""))
        return cleaned

    def _refuse_to_lose_the_kind(self, kind: str) -> None:
        if kind and self.instance.pk and self.instance.is_legal and kind not in self.instance.LEGAL:
            self.add_error("kind", _("The law asks for this page: it cannot become an ordinary one."))

    def _post_clean(self) -> None:
        """Only now does the page hold what the form says."""
        super()._post_clean()
        if "action-publish" in self.data and not self.errors:
            for field, sentence in self._faults().items():
                self.add_error(field, sentence)

    def _faults(self) -> dict[str, str]:
        from home import approval  # noqa: PLC0415 - the rule needs the model, which needs this form

        words = f"{self.cleaned_data['lead']} {words_of(self.cleaned_data['body'])}"
        statement = approval.of_page(self.instance, words=words)
        return approval.faults(statement, today=timezone.localdate())
