from pathlib import Path
from typing import Any

from django.core.files.storage import FileSystemStorage


class WholeFiles(FileSystemStorage):
    """Leaves no half file behind when the disk is full or the upload breaks off."""

    def _save(self, name: str, content: Any) -> str:
        new = not self.exists(name)
        try:
            return super()._save(name, content)  # type: ignore[misc] # the stubs do not know this hook
        except OSError:
            if new:
                Path(self.path(name)).unlink(missing_ok=True)
            raise
