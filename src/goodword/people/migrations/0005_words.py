"""What everybody is found by, for those whom we know already. Derived, so today's rules are the right ones."""

from django.db import migrations

from goodword.people.words import sort_name_of, words_of

BATCH = 1000


def index_everybody(apps, schema_editor):
    Customer = apps.get_model("people", "Customer")
    Identity = apps.get_model("people", "Identity")
    PersonWord = apps.get_model("people", "PersonWord")
    last = 0
    while batch := list(Customer.objects.filter(pk__gt=last).order_by("pk").only("pk", "name")[:BATCH]):
        ids, last = [one.pk for one in batch], batch[-1].pk
        addresses = {}
        for customer_id, value in Identity.objects.filter(customer_id__in=ids).values_list("customer_id", "value"):
            addresses.setdefault(customer_id, []).append(value)
        for one in batch:
            one.sort_name = sort_name_of(one.name)
        Customer.objects.bulk_update(batch, ["sort_name"], batch_size=200)
        PersonWord.objects.filter(customer_id__in=ids).delete()
        PersonWord.objects.bulk_create(
            [PersonWord(customer_id=one.pk, word=word)
             for one in batch for word in words_of([one.name], addresses.get(one.pk, ()))],
            batch_size=BATCH,
        )


class Migration(migrations.Migration):
    dependencies = [("people", "0004_people_and_companies")]
    operations = [migrations.RunPython(index_everybody, migrations.RunPython.noop, elidable=True)]
