"""For annotations in the rooms that may not import models."""

from goodword.listening.models import Asking, CheckBackSettings, Response

__all__ = ["Asking", "CheckBackSettings", "Response"]
