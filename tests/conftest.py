"""What every test may lean on."""

import os
import tempfile

os.environ.setdefault("GOODWORD_DATA", tempfile.mkdtemp(prefix="goodword-tests-"))
