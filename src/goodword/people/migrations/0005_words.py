"""What everybody is found by, for those whom we know already. Derived, so today's rules are the right ones."""

from django.db import migrations

from goodword.people.words import sort_name_of, words_of

BATCH = 1000


def index_everybody(apps, schema_editor):
    Customer = apps.get_model("people", "Customer")
    Identity = apps.get_model("people", "Identity")
    PersonWord = apps.get_model("people", "PersonWord")
    has_words, last = PersonWord.objects.exists(), 0
    with schema_editor.connection.cursor() as cursor:
        while batch := list(Customer.objects.filter(pk__gt=last).order_by("pk").values_list("pk", "name")[:BATCH]):
            first, last = batch[0][0], batch[-1][0]
            if has_words:
                PersonWord.objects.filter(customer__gte=first, customer__lte=last).delete()
            addresses = {}
            of_batch = Identity.objects.filter(customer__gte=first, customer__lte=last)
            for customer_id, value in of_batch.values_list("customer_id", "value"):
                addresses.setdefault(customer_id, []).append(value)
            cursor.executemany(
                "UPDATE people_customer SET sort_name = %s WHERE id = %s",
                [(sort_name_of(name), pk) for pk, name in batch],
            )
            cursor.executemany(
                "INSERT INTO people_personword (customer_id, word) VALUES (%s, %s)",
                [(pk, word) for pk, name in batch for word in words_of([name], addresses.get(pk, ()))],
            )


class Migration(migrations.Migration):
    dependencies = [("people", "0004_people_and_companies")]
    operations = [migrations.RunPython(index_everybody, migrations.RunPython.noop, elidable=True)]
