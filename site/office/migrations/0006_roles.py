"""The groups themselves are made, and given their rights, when `migrate` is done: see office/groups.py."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('auth', '0012_alter_user_first_name_max_length'),
        ('office', '0005_health'),
    ]

    operations = [
        migrations.CreateModel(
            name='Role',
            fields=[
                ('key', models.SlugField(primary_key=True, serialize=False)),
                ('given', models.JSONField(default=list)),
                ('group', models.OneToOneField(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='role', to='auth.group')),
            ],
            options={
                'verbose_name': 'role',
                'verbose_name_plural': 'roles',
                'default_permissions': (),
            },
        ),
        migrations.AddField(
            model_name='journalentry',
            name='number',
            field=models.PositiveIntegerField(null=True, verbose_name='how many'),
        ),
    ]
