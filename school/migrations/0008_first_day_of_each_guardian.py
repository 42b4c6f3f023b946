"""What a grown-up tells for the first day is hers, and no other grown-up's of the child. Nothing was told before
this."""

import django.db.models.deletion
from django.db import migrations, models

NAMES = {"firstday": "first_day", "health": "health"}


def of_a_grown_up(name):
    return models.OneToOneField(
        on_delete=django.db.models.deletion.CASCADE, related_name=name, to="school.care"
    )


class Migration(migrations.Migration):
    dependencies = [("school", "0007_exceptions_wait_and_lines_say_less")]

    operations = [
        *(migrations.RemoveField(model, "application") for model in NAMES),
        *(migrations.AddField(model, "care", of_a_grown_up(name)) for model, name in NAMES.items()),
    ]
