"""How many learn and wait is counted, no longer typed. The columns stay for the release before this one, which
names them in its queries; the next release drops them."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("home", "0007_covers_of_guides"),
    ]

    operations = [
        *[
            migrations.AlterField(
                model_name="homepage",
                name=name,
                field=models.PositiveSmallIntegerField(default=0, db_default=0),
            )
            for name in ("learning", "waiting")
        ],
        migrations.AlterField(
            model_name="homepage",
            name="count_title",
            field=models.CharField(blank=True, max_length=120, default="", db_default=""),
        ),
        migrations.SeparateDatabaseAndState(
            state_operations=[
                migrations.RemoveField(model_name="homepage", name=name)
                for name in ("count_title", "learning", "waiting")
            ]
        ),
        migrations.AlterField(
            model_name="homepage",
            name="count_text",
            field=models.TextField(
                blank=True,
                help_text="How many children learn and wait is told above it, as it is this day.",
                max_length=500,
                verbose_name="about the school",
            ),
        ),
    ]
