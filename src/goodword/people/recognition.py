"""Who of the people at an address writes. Pure, and never a guess: where it is not clear, an agent is asked."""

from collections.abc import Sequence
from dataclasses import dataclass

from goodword.people.addresses import name_from_address
from goodword.people.names import as_remembered, is_same_name, name_words


@dataclass(frozen=True, slots=True)
class Known:
    """Somebody at the address: `names` are those that an agent said to be this person, `always` says that all are."""

    customer_id: int
    name: str
    names: Sequence[str] = ()
    always: bool = False
    is_unsure: bool = False

    def is_called(self, name: str) -> bool:
        return as_remembered(name) in self.names or is_same_name(name, self.name)


@dataclass(frozen=True, slots=True)
class Writer:
    """Who writes: somebody known, or (`customer_id` None) somebody new; `is_unsure` if an agent should say who."""

    customer_id: int | None = None
    is_unsure: bool = False


def is_name(name: str, address: str) -> bool:
    """Whether the mail names a person at all: its address again, or what an address is made of, is no name."""
    if "@" in name or not name_words(name):
        return False
    return as_remembered(name) != as_remembered(address.partition("@")[0])


def who_writes(*, address: str, name: str, known: Sequence[Known], thread: Sequence[int] = ()) -> Writer:
    """The writer of a mail from this address. `thread`: whose conversations the mail continues, the nearest first.

    First the thread decides (its customer, if they have the address), then the name. Somebody with another name than
    everybody at the address is somebody new, and so is the nameless writer at an address of several: an agent says who.
    """
    if not known:
        return Writer()
    named = name if is_name(name, address) else ""
    sure = [one for one in known if not one.is_unsure]
    called = _called(named, sure)
    for customer_id in thread:
        here = next((one for one in known if one.customer_id == customer_id), None)
        if here is not None:
            other = called if called and not here.is_called(named) and not here.always else here
            return Writer(other.customer_id, other.is_unsure)
    return _by_name(named, address, known, sure, called)


def _by_name(named: str, address: str, known: Sequence[Known], sure: Sequence[Known], called: Known | None) -> Writer:
    always = [one for one in sure if one.always]
    if called is not None:
        return Writer(called.customer_id)
    if len(always) == 1:
        return Writer(always[0].customer_id)
    only = sure[0] if len(sure) == 1 else None
    if only and (not named or only.name == name_from_address(address)):
        return Writer(only.customer_id)
    asked = [one for one in known if one.is_unsure]
    for one in asked:
        if as_remembered(named or name_from_address(address)) == as_remembered(one.name):
            return Writer(one.customer_id, is_unsure=True)
    return Writer(is_unsure=True)


def _called(named: str, people: Sequence[Known]) -> Known | None:
    """The only one of them who is called so; of several, the only one whose whole name it is."""
    if not named:
        return None
    called = [one for one in people if one.is_called(named)]
    if len(called) > 1:
        called = [one for one in called if as_remembered(named) in {as_remembered(one.name), *one.names}]
    return called[0] if len(called) == 1 else None
