"""Our judgement comes before Wagtail's own look at a file, which a hostile picture can bring down."""

from pathlib import Path
from typing import Any

from django.forms import FileField
from wagtail.admin.forms.account import AvatarPreferencesForm
from wagtail.admin.views.account import AvatarSettingsPanel
from wagtail.documents.fields import WagtailDocumentField
from wagtail.documents.forms import BaseDocumentForm
from wagtail.images.fields import WagtailImageField
from wagtail.images.forms import BaseImageForm

from pages import picture_places, uploads


class PhotoField(WagtailImageField):
    def to_python(self, data: Any) -> Any:
        return super().to_python(uploads.clean_image(data, name=data.name) if data else data)


class PaperField(WagtailDocumentField):
    def to_python(self, data: Any) -> Any:
        return super().to_python(uploads.clean_document(data, name=data.name) if data else data)


def same(field: FileField, kind: type[FileField]) -> FileField:
    """A field of another kind in the place of the one Wagtail has put into a form."""
    return kind(label=field.label, required=field.required, widget=field.widget)


class ImageForm(BaseImageForm):
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if "file" in self.fields:
            self.fields["file"] = same(self.fields["file"], PhotoField)
        # Many pictures sent at once are described one by one afterwards; until then none is published.
        if not self.is_bound or self.add_prefix("people") in self.data:
            self.fields["people"].required = True

    def save(self, commit: bool = True) -> Any:
        image = super().save(commit)
        if image.pk and image.is_withheld:
            picture_places.take_back_copies(type(image).objects.filter(pk=image.pk))
        return image


class DocumentForm(BaseDocumentForm):
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if "file" in self.fields:
            self.fields["file"] = same(self.fields["file"], PaperField)


class PortraitForm(AvatarPreferencesForm):
    """Of a colleague, for the office: without what a camera has noted, and without the name of its file."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["avatar"] = same(self.fields["avatar"], PhotoField)

    def clean_avatar(self) -> Any:
        file = super().clean_avatar()
        if file is not self._original_avatar:
            file.name = f"portrait{Path(file.name).suffix}"
        return file


def clean_portraits() -> None:
    AvatarSettingsPanel.form_class = PortraitForm
