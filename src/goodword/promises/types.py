"""For annotations in the rooms that may not import models."""

from goodword.promises.models import NoticedPromise, PolicyTarget, Promise, ServicePolicy, StandStill

__all__ = ["NoticedPromise", "PolicyTarget", "Promise", "ServicePolicy", "StandStill"]
