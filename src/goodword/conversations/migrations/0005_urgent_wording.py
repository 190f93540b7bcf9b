import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

import goodword.core.clock


class Migration(migrations.Migration):
    dependencies = [
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
        ("conversations", "0004_letters_out"),
    ]

    operations = [
        migrations.AddField(
            model_name="mailbox",
            name="alerted",
            field=models.ManyToManyField(blank=True, related_name="+", to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name="conversation",
            name="urgent_since",
            field=models.DateTimeField(null=True),
        ),
        migrations.CreateModel(
            name="UrgentMark",
            fields=[
                (
                    "message",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        primary_key=True,
                        related_name="urgent_mark",
                        serialize=False,
                        to="conversations.message",
                    ),
                ),
                ("kinds", models.JSONField(default=list)),
                ("words", models.JSONField(default=list)),
                ("at", models.DateTimeField()),
                (
                    "conversation",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="urgent_marks",
                        to="conversations.conversation",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="UrgentPhrase",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("language", models.CharField(max_length=8)),
                ("words", models.CharField(max_length=120)),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("heart", "Chest pain"),
                            ("stroke", "Signs of a stroke"),
                            ("breathing", "Trouble breathing"),
                            ("reaction", "A bad reaction"),
                            ("overdose", "Too much of a medicine"),
                            ("collapse", "Collapse or bleeding"),
                            ("self-harm", "Self-harm"),
                            ("violence", "Violence"),
                        ],
                        max_length=12,
                    ),
                ),
                ("is_active", models.BooleanField(default=True)),
                ("changed_at", models.DateTimeField(default=goodword.core.clock.now)),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("language", "words"), name="urgent_phrase_once"),
                ],
            },
        ),
    ]
