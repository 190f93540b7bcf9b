from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("email", "0004_signing_in_and_domains"),
    ]

    operations = [
        migrations.AddField(
            model_name="connection",
            name="receiving_failing_since",
            field=models.DateTimeField(null=True),
        ),
        migrations.AddField(
            model_name="connection",
            name="sending_failing_since",
            field=models.DateTimeField(null=True),
        ),
        migrations.AddField(
            model_name="connection",
            name="looked_at",
            field=models.DateTimeField(null=True),
        ),
        migrations.AddIndex(
            model_name="receivedmail",
            index=models.Index(fields=["mailbox", "-received_at"], name="mail_of_mailbox"),
        ),
    ]
