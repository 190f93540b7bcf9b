"""The form as somebody fills it in."""

from typing import Any


def typed(kind: str, **further: Any) -> dict[str, Any]:
    return {"kind": kind, "key": "k1", "currency": "USD", "said": "We are sorry.", **further}
