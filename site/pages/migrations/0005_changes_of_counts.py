from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ("pages", "0004_content_change"),
    ]

    operations = [
        migrations.AddField(
            model_name="contentchange",
            name="of",
            field=models.CharField(db_default="", default="", max_length=20),
        ),
        migrations.AlterField(
            model_name="contentchange",
            name="transaction",
            field=models.BigIntegerField(),
        ),
        migrations.AddConstraint(
            model_name="contentchange",
            constraint=models.UniqueConstraint(fields=("transaction", "of"), name="content_change_is_one_a_transaction"),
        ),
    ]
