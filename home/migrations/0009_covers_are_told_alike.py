"""One sentence for the picture of every page."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('home', '0008_school_counts_itself'),
        ('pages', '0005_changes_of_counts'),
    ]

    operations = [
        migrations.AlterField(
            model_name='storypage',
            name='cover',
            field=models.ForeignKey(blank=True, help_text='Without one the page gets its own woven ornament.', null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='pages.image', verbose_name='picture'),
        ),
    ]
