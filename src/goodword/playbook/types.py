"""For annotations in the rooms that may not import models."""

from goodword.playbook.built_in import Point
from goodword.playbook.can_do import No
from goodword.playbook.models import Reason
from goodword.playbook.queries import ListedChecklist

__all__ = ["ListedChecklist", "No", "Point", "Reason"]
