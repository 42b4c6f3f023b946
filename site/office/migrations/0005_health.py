from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('office', '0004_sign_in'),
    ]

    operations = [
        migrations.CreateModel(
            name='Health',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('since', models.DateTimeField(null=True)),
                ('seen_at', models.DateTimeField(null=True)),
                ('told_at', models.DateTimeField(null=True)),
            ],
            options={
                'verbose_name': 'health of the site',
                'verbose_name_plural': 'health of the site',
                'default_permissions': ('view',),
                'constraints': [models.CheckConstraint(condition=models.Q(('pk', 1)), name='health_is_one_row')],
            },
        ),
    ]
