from django.db import connection
from procrastinate.contrib.django import app


def left(status: str = "doing", *, silent: float | None) -> int:
    """A job in the hands of a worker that has been silent for so many seconds, or is forgotten."""
    job = app.configure_task("letter", allow_unknown=True).defer(id=7)
    with connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO procrastinate_workers (last_heartbeat) VALUES (now() - %s * interval '1 second')"
            " RETURNING id",
            [silent or 0],
        )
        worker = cursor.fetchone()[0] if silent is not None else None
        cursor.execute(
            "UPDATE procrastinate_jobs SET worker_id = %s, status = 'doing' WHERE id = %s", [worker, job]
        )
        if status != "doing":
            cursor.execute("UPDATE procrastinate_jobs SET status = %s WHERE id = %s", [status, job])
    return job
