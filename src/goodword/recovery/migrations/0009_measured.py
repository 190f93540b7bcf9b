from django.db import migrations, models

_OF_COMPLAINTS = [
    'said_at', 'withdrawn_at', 'reason', 'responded_at', 'closed_at', 'stage', 'result', 'severity', 'is_safety',
    'customer', 'conversation', 'id',
]
_OF_REMEDIES = ['given_at', 'state', 'kind', 'reason', 'currency', 'amount_minor', 'conversation', 'id']


class Migration(migrations.Migration):

    dependencies = [('recovery', '0008_noticed_complaints')]

    operations = [
        migrations.AddIndex(
            model_name='complaint', index=models.Index(fields=_OF_COMPLAINTS, name='complaint_measured'),
        ),
        migrations.AddIndex(
            model_name='remedy',
            index=models.Index(
                condition=models.Q(('given_at__isnull', False)), fields=_OF_REMEDIES, name='remedy_measured'
            ),
        ),
    ]
