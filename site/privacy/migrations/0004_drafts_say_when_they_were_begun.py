"""Those that are there are over within a day: for them it is today."""

import django.utils.timezone
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('privacy', '0003_drafts'),
    ]

    operations = [
        migrations.AddField(
            model_name='draft',
            name='begun_at',
            field=models.DateTimeField(default=django.utils.timezone.now),
            preserve_default=False,
        ),
    ]
