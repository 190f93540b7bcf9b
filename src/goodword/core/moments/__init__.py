"""Moments as people type them: "tomorrow 3pm", "in 2 hours", "mañana a las 9", "el lunes". English and Spanish."""

from goodword.core.moments.reading import MORNING, read_moment

__all__ = ["MORNING", "read_moment"]
