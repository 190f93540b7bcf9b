"""The first rows of several lists together: each is read by an index of its own, where no index serves them all."""

from collections.abc import Iterator, Sequence
from typing import Any

from django.core.exceptions import EmptyResultSet
from django.db.models import BigIntegerField, F, Func, QuerySet, Subquery


class Topmost(Func):
    """The keys of the first `size` rows of the parts, for `pk__in`; what stands in several of them counts once."""

    output_field = BigIntegerField()

    def __init__(self, parts: Sequence[QuerySet[Any]], order: Sequence[str], size: int) -> None:
        columns = {f"place{at}": F(column.lstrip("-")) for at, column in enumerate(order)}
        tops = [part.order_by(*order).values(number=F("pk"), **columns)[:size] for part in parts]
        self.places = ", ".join(f"{at} DESC" if name.startswith("-") else str(at) for at, name in enumerate(order, 2))
        self.size = size
        super().__init__(*(Subquery(top) for top in tops))

    def as_sql(self, compiler: Any, connection: Any, **extra: Any) -> Any:  # type: ignore[override] # noqa: ARG002
        """Raises EmptyResultSet when no part can hold anything."""
        tops = list(self._possible(compiler))
        if not tops:
            raise EmptyResultSet
        together = " UNION ".join(f"SELECT * FROM {sql} top" for sql, _params in tops)  # noqa: S608 (compiled)
        sql = f"(SELECT number FROM ({together} ORDER BY {self.places} LIMIT {self.size}) first)"  # noqa: S608
        return sql, [param for _sql, params in tops for param in params]

    def _possible(self, compiler: Any) -> Iterator[tuple[str, Sequence[Any]]]:
        for part in self.get_source_expressions():
            try:
                yield compiler.compile(part)
            except EmptyResultSet:
                continue
