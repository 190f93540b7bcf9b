"""Names of keys for the eye, before the browser knows its machine."""

_SIGNS = {"Mod": "Ctrl", "Enter": "↵", "Shift": "⇧", "ArrowDown": "↓", "ArrowUp": "↑", "Escape": "Esc"}


def key_names(keys: str) -> str:
    """ "Mod+Enter" as "Ctrl ↵", "g i" as "G I"."""
    parts = keys.replace("+", " ").split()
    return " ".join(_SIGNS.get(part, part.upper() if len(part) == 1 else part) for part in parts)
