"""Times in words and the moments that they name, in English and Spanish."""

from goodword.promises.noticing.times.scanning import TimeWords, find_times
from goodword.promises.noticing.times.when import Context, Reading, When, joined, read

__all__ = ["Context", "Reading", "TimeWords", "When", "find_times", "joined", "read"]
