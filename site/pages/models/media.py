import logging
import uuid
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.files.storage import Storage, storages
from django.db import models
from django.utils.text import slugify
from django.utils.translation import gettext_lazy as _
from taggit.managers import TaggableManager
from wagtail.documents.models import AbstractDocument
from wagtail.images.models import AbstractImage, AbstractRendition, SourceImageIOError, WagtailImageField

from pages import uploads

logger = logging.getLogger(__name__)

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

    admin_form_fields = (
        *("title", "file", "description", "credit", "collection"),
        *("focal_point_x", "focal_point_y", "focal_point_width", "focal_point_height"),
    )

    class Meta(AbstractImage.Meta):
        verbose_name = _("image")
        verbose_name_plural = _("images")
        permissions = [("choose_image", "Can choose image")]

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

    @property
    def filename(self) -> str:
        """What a reader's browser saves it as: its title. Its name on the disk says nothing to anybody."""
        name = slugify(self.title, allow_unicode=True)[:LONGEST_NAME] or "document"
        return f"{name}{Path(self.file.name or '').suffix}"

    class Meta(AbstractDocument.Meta):
        verbose_name = _("document")
        verbose_name_plural = _("documents")
        permissions = [("choose_document", "Can choose document")]
