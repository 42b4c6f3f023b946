"""The worker’s part in draws: it names what nobody has named, publishes lists when their month is over, and
tells families."""

from django.utils import timezone
from procrastinate.contrib.django import app


@app.periodic(cron="*/10 * * * *")
@app.task(queueing_lock="prepare_draws", pass_context=False)
def prepare_draws(timestamp: int) -> None:
    from school import drawing  # noqa: PLC0415 - drawing asks for jobs

    at = timezone.now()
    drawing.name_by_default(at=at)
    drawing.publish(at=at)


@app.task(name="tell_of_draw", pass_context=False)
def tell_of_draw(draw: int) -> None:
    from school import drawing  # noqa: PLC0415 - drawing asks for jobs

    drawing.tell(draw_id=draw, at=timezone.now())
