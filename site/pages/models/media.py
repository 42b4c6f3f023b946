import logging
import uuid
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.files.storage import Storage, storages
from django.db import models
from django.utils import timezone
from django.utils.text import slugify
from django.utils.translation import gettext_lazy as _
from taggit.managers import TaggableManager
from wagtail.documents.models import AbstractDocument
from wagtail.images.models import AbstractImage, AbstractRendition, SourceImageIOError, WagtailImageField

from pages import consent, uploads
from pages.pictures import ornament_url

logger = logging.getLogger(__name__)

COVER_WIDTH, COVER_HEIGHT = 768, 480
LONGEST_NAME = 80
"""In letters: of two bytes each they still fit into what file systems take."""


def uploader() -> models.ForeignKey[Any, Any]:
    """As in Wagtail's own models, whose reverse names would clash with ours."""
    field: models.ForeignKey[Any, Any] = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("uploaded by"),
        null=True,
        blank=True,
        editable=False,
        on_delete=models.SET_NULL,
        related_name="+",
    )
    field.wagtail_reference_index_ignore = True  # type: ignore[attr-defined]
    return field


def originals() -> Storage:
    """Outside the public folder: readers get copies made for them, never the file an editor sent."""
    return storages["originals"]


def random_name(_instance: models.Model, filename: str) -> str:
    """A file's own name can hold a person's name; its ending is all we keep."""
    return f"{uuid.uuid4().hex}.{filename.rpartition('.')[2].lower()}"


class CleanImageField(WagtailImageField):
    """Stores no picture that has not been re-encoded, whichever way it comes in.

    The form cleans too, to be able to answer with a sentence; this is for the code that has no form.
    """

    def pre_save(self, model_instance: models.Model, add: bool) -> Any:
        file = getattr(model_instance, self.attname)
        if file and not file._committed and not isinstance(file.file, uploads.CleanFile):
            setattr(model_instance, self.attname, uploads.clean_image(file.file, name=file.name))
        return super().pre_save(model_instance, add)


class Image(AbstractImage):
    file = CleanImageField(
        verbose_name=_("file"),
        upload_to=random_name,
        storage=originals,
        width_field="width",
        height_field="height",
    )
    uploaded_by_user = uploader()
    tags = TaggableManager(help_text=None, blank=True, verbose_name=_("tags"), related_name="pages_images")
    credit = models.CharField(
        _("credit"), max_length=120, blank=True, help_text=_("Who took the picture, as it should be named.")
    )

    people = models.CharField(
        _("people in it"),
        max_length=10,
        blank=True,
        choices=consent.People.choices,
        help_text=_(
            "Backs, hands and crowds far away are nobody. A face, a tattoo, a name badge are somebody."
        ),
    )
    shown = models.CharField(
        _("who is shown"),
        max_length=80,
        blank=True,
        help_text=_("A role, never a surname: “two volunteers”, “a mother with a son”."),
    )
    consent_given_on = models.DateField(
        _("consent given on"), null=True, blank=True, help_text=_("For a child, by a parent.")
    )
    consent_until = models.DateField(
        _("consent valid until"),
        null=True,
        blank=True,
        help_text=_("Its last day. Empty: until it is revoked."),
    )
    consent_revoked_on = models.DateField(
        _("consent revoked on"),
        null=True,
        blank=True,
        help_text=_("From this day readers do not see the picture, whichever pages it stands in."),
    )
    consent_paper = models.CharField(
        _("where the paper is"), max_length=80, blank=True, help_text=_("For example: red folder, number 17.")
    )

    admin_form_fields = (
        *("title", "file", "description", "credit", "people", "shown"),
        *("consent_given_on", "consent_until", "consent_revoked_on", "consent_paper", "collection"),
        *("focal_point_x", "focal_point_y", "focal_point_width", "focal_point_height"),
    )

    class Meta(AbstractImage.Meta):
        verbose_name = _("image")
        verbose_name_plural = _("images")
        permissions = [("choose_image", "Can choose image")]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(consent_until__isnull=True)
                | models.Q(consent_given_on__isnull=False, consent_until__gte=models.F("consent_given_on")),
                name="consent_ends_after_it_was_given",
            ),
            models.CheckConstraint(
                condition=models.Q(consent_revoked_on__isnull=True)
                | models.Q(
                    consent_given_on__isnull=False, consent_revoked_on__gte=models.F("consent_given_on")
                ),
                name="consent_is_revoked_after_it_was_given",
            ),
        ]

    def clean(self) -> None:
        super().clean()
        given = self.consent_given_on
        early = {
            "consent_until": _("Consent cannot end before the day it was given."),
            "consent_revoked_on": _("Consent cannot be revoked before the day it was given."),
        }
        wrong = {
            name: sentence
            for name, sentence in early.items()
            if (day := getattr(self, name)) and (given is None or day < given)
        }
        if wrong:
            raise ValidationError(wrong)

    @property
    def is_withheld(self) -> bool:
        """Whether readers must not see it today; templates leave out what belongs to it."""
        return consent.is_withheld(self, today=timezone.localdate())

    def get_rendition(self, filter: Any) -> Any:  # noqa: A002 - Wagtail's name for it
        return Rendition.stand_in(self, filter) if self.is_withheld else super().get_rendition(filter)

    def get_renditions(self, *filters: Any) -> Any:
        """Behind every template and every list: from a picture that is withheld no copy is made or named."""
        if self.is_withheld:
            stand_ins = [Rendition.stand_in(self, each) for each in filters]
            return {each.filter_spec: each for each in stand_ins}
        return super().get_renditions(*filters)

    def generate_rendition_file(self, *args: Any, **kwargs: Any) -> Any:
        """A damaged file is, for the page that shows it, as good as a lost one: an empty place, no crash."""
        try:
            return super().generate_rendition_file(*args, **kwargs)
        except OSError as error:
            logger.warning("The file of picture %s is lost or damaged", self.pk)
            raise SourceImageIOError(str(error)) from error

    @property
    def default_alt_text(self) -> str:
        """What the editor wrote, or nothing: a file's name helps nobody who cannot see the picture."""
        return str(self.description)


class Rendition(AbstractRendition):
    image = models.ForeignKey(Image, on_delete=models.CASCADE, related_name="renditions")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["image", "filter_spec", "focal_point_key"], name="one_rendition_each"
            ),
        ]

    @classmethod
    def stand_in(cls, image: Image, wanted: Any) -> "Rendition":
        """Drawn cloth in the place of a picture that is withheld; nothing of it is stored or said."""
        spec = wanted if isinstance(wanted, str) else wanted.spec
        return cls(image=image, filter_spec=spec, width=COVER_WIDTH, height=COVER_HEIGHT)

    @staticmethod
    def construct_cache_key(image: Image, filter_cache_key: str, filter_spec: str) -> str:
        """A copy remembered from before a consent ended is not found by the next one: its file is gone."""
        known = AbstractRendition.construct_cache_key(image, filter_cache_key, filter_spec)
        return f"{known}-{image.consent_given_on}-{image.consent_until}-{image.consent_revoked_on}"

    @property
    def url(self) -> str:
        return super().url if self.file else ornament_url(f"picture {self.image_id}")

    @property
    def alt(self) -> str:
        return super().alt if self.file else ""

    def img_tag(self, extra_attributes: Any = None) -> Any:
        extra = extra_attributes or {}
        return super().img_tag(extra if self.file else {**extra, "alt": ""})


class CleanDocumentField(models.FileField):
    """As CleanImageField: no document reaches the disk unchecked."""

    def pre_save(self, model_instance: models.Model, add: bool) -> Any:
        file = getattr(model_instance, self.attname)
        if file and not file._committed and not isinstance(file.file, uploads.CleanFile):
            setattr(model_instance, self.attname, uploads.clean_document(file.file, name=file.name))
        return super().pre_save(model_instance, add)


class Document(AbstractDocument):
    file = CleanDocumentField(verbose_name=_("file"), upload_to=random_name, storage=originals)
    uploaded_by_user = uploader()
    tags = TaggableManager(help_text=None, blank=True, verbose_name=_("tags"), related_name="pages_documents")

    admin_form_fields = ("title", "file", "collection")

    def clean(self) -> None:
        """Without a file there is nothing to say of its ending: the form has said why it is not there."""
        if self.file:
            super().clean()

    def save(self, *args: Any, **kwargs: Any) -> None:
        """However it comes in, readers are told how heavy it is."""
        super().save(*args, **kwargs)
        if self.file and self.file_size is None:
            self.get_file_size()

    @property
    def filename(self) -> str:
        """What a reader's browser saves it as: its title. Its name on the disk says nothing to anybody."""
        name = slugify(self.title, allow_unicode=True)[:LONGEST_NAME] or "document"
        return f"{name}{Path(self.file.name or '').suffix}"

    class Meta(AbstractDocument.Meta):
        verbose_name = _("document")
        verbose_name_plural = _("documents")
        permissions = [("choose_document", "Can choose document")]
