from django.db import migrations


class Migration(migrations.Migration):
    """Nothing: the urgent wording came with the migration before this one."""

    dependencies = [("conversations", "0004_letters_out")]

    operations: list[migrations.operations.base.Operation] = []
