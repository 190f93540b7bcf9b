from django.db import migrations

from goodword.core.db.append_only import append_only


class Migration(migrations.Migration):
    """What stands in the ledger stands there for good."""

    dependencies = [("recovery", "0001_initial")]

    operations = [
        append_only("recovery_ledgertransaction"),
        append_only("recovery_ledgerentry"),
    ]
