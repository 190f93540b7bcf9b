"""E-mail addresses as identities."""


def normalize_address(address: str) -> str:
    """Lower case, without surrounding space. Dots and plus signs stay: they differ with many providers."""
    return address.strip().lower()[:320]


def name_from_address(address: str) -> str:
    """What to call somebody we know by address alone: "odile.hartwell@…" is "Odile Hartwell"."""
    words = address.partition("@")[0].partition("+")[0].replace(".", " ").replace("_", " ").split()
    return " ".join(word.capitalize() for word in words) or address
