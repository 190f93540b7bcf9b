"""What a person can do to put something right: keys, buttons, undo."""

from goodword.core.operations import Operation
from goodword.recovery.complaint_operations import COMPLAINT_OPERATIONS
from goodword.recovery.remedy_operations import REMEDY_OPERATIONS

OPERATIONS: list[Operation] = [*COMPLAINT_OPERATIONS, *REMEDY_OPERATIONS]
