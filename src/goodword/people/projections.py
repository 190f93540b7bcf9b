"""What people are found by, kept beside them: to be reckoned wherever a name, an address or a company changes."""

from collections.abc import Collection, Iterable, Sequence

from goodword.people.models import Company, Customer, IdentityKind, PersonWord
from goodword.people.words import words_of

_BATCH = 1000


def index_people(customer_ids: Iterable[int]) -> None:
    """Reckon the words of these customers anew."""
    ids = sorted(set(customer_ids))
    for start in range(0, len(ids), _BATCH):
        _index(ids[start : start + _BATCH])


def index_company(company_id: int) -> None:
    """The company has another name: its people are found by it."""
    index_people(Customer.objects.filter(company_id=company_id).values_list("pk", flat=True))


def index_new(customer: Customer, addresses: Collection[str] = (), numbers: Collection[str] = ()) -> None:
    """Somebody was just met: nothing of theirs is indexed yet."""
    names = [customer.name, customer.company.name if customer.company_id and customer.company else ""]
    _add({customer.pk: words_of(names, addresses, numbers)})


def _index(ids: Sequence[int]) -> None:
    rows = Customer.objects.filter(pk__in=ids).prefetch_related("identities")
    found = list(rows)
    companies = {one.company_id for one in found if one.company_id}
    names = dict(Company.objects.filter(pk__in=companies).values_list("pk", "name")) if companies else {}
    wanted = {one.pk: set(_words(one, names.get(one.company_id or 0, ""))) for one in found}
    kept: dict[int, set[str]] = {pk: set() for pk in ids}
    stale = []
    for pk, customer_id, word in PersonWord.objects.filter(customer_id__in=ids).values_list(
        "pk", "customer_id", "word"
    ):
        if word in wanted.get(customer_id, ()):
            kept[customer_id].add(word)
        else:
            stale.append(pk)
    for start in range(0, len(stale), _BATCH):
        PersonWord.objects.filter(pk__in=stale[start : start + _BATCH]).delete()
    _add({pk: words - kept[pk] for pk, words in wanted.items()})


def _words(customer: Customer, company: str) -> list[str]:
    identities = list(customer.identities.all())
    addresses = [one.value for one in identities if one.kind == IdentityKind.EMAIL]
    numbers = [one.value for one in identities if one.kind == IdentityKind.PHONE]
    return words_of([customer.name, company], addresses, numbers)


def _add(words: dict[int, Collection[str]]) -> None:
    rows = [PersonWord(customer_id=pk, word=word) for pk, of_one in words.items() for word in sorted(of_one)]
    PersonWord.objects.bulk_create(rows, batch_size=_BATCH)
