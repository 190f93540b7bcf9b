"""What is about one engine only is collected on that engine."""

from tests import engines

collect_ignore = [] if engines.engine() == "postgres" else ["test_live_reader.py"]
