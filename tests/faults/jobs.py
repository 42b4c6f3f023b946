import time
from pathlib import Path

from procrastinate.contrib.django import app


@app.task(name="held", queue="held")
def held(folder: str) -> None:
    """Notes its beginning, waits as long as there is a file `hold`, and notes its end."""
    with Path(folder, "notes").open("a", buffering=1) as notes:
        notes.write("begun\n")
        while Path(folder, "hold").exists():
            time.sleep(0.02)
        notes.write("done\n")
