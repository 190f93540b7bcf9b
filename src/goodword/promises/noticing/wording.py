"""Words listed with spaces between."""


def words(*lines: str) -> frozenset[str]:
    return frozenset(word for line in lines for word in line.split())
