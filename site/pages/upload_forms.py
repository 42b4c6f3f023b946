from django.core.files.base import File
from wagtail.documents.forms import BaseDocumentForm
from wagtail.images.forms import BaseImageForm

from pages import uploads


class ImageForm(BaseImageForm):
    def clean_file(self) -> "File[bytes] | None":
        file: File[bytes] | None = self.cleaned_data.get("file")
        return (
            uploads.clean_image(file, name=file.name or "") if file and "file" in self.changed_data else file
        )


class DocumentForm(BaseDocumentForm):
    def clean_file(self) -> "File[bytes] | None":
        file: File[bytes] | None = self.cleaned_data.get("file")
        return (
            uploads.clean_document(file, name=file.name or "")
            if file and "file" in self.changed_data
            else file
        )
