"""For annotations in the rooms that may not import models."""

from goodword.promises.models import PolicyTarget, Promise, ServicePolicy, StandStill

__all__ = ["PolicyTarget", "Promise", "ServicePolicy", "StandStill"]
