from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('recovery', '0006_grievances'),
    ]

    operations = [
        migrations.AddIndex(
            model_name='remedy',
            index=models.Index(condition=models.Q(('state', 'settled')), fields=['reason', '-id'], name='remedy_settled_for'),
        ),
    ]
