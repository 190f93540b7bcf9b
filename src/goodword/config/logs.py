"""How the log reads: one line per happening, key=value, to standard error."""

import sys
from typing import Any

# structlog would import rich, with all that it colours, for a renderer that we do not use.
sys.modules.setdefault("rich", None)  # type: ignore[arg-type]
import structlog  # noqa: E402

from goodword.config.failures import tell_failure  # noqa: E402

if sys.modules["rich"] is None:
    del sys.modules["rich"]


def logging_of(level: str) -> dict[str, Any]:
    """Django's LOGGING for a level such as `info`; plain `logging` and structlog calls come out alike."""
    stamps: list[Any] = [
        structlog.stdlib.add_log_level,
        structlog.stdlib.add_logger_name,
        structlog.processors.TimeStamper(fmt="iso", utc=True),
        structlog.stdlib.ExtraAdder(),
    ]
    structlog.configure(
        processors=[
            structlog.contextvars.merge_contextvars,
            *stamps,
            structlog.stdlib.ProcessorFormatter.wrap_for_formatter,
        ],
        logger_factory=structlog.stdlib.LoggerFactory(),
        cache_logger_on_first_use=True,
    )
    return {
        "version": 1,
        "disable_existing_loggers": False,
        "formatters": {
            "keys": {
                "()": structlog.stdlib.ProcessorFormatter,
                "foreign_pre_chain": stamps,
                "processors": [
                    structlog.stdlib.ProcessorFormatter.remove_processors_meta,
                    tell_failure,
                    structlog.processors.LogfmtRenderer(
                        key_order=["timestamp", "level", "event", "logger"], bool_as_flag=False
                    ),
                ],
            },
        },
        "handlers": {"stderr": {"class": "logging.StreamHandler", "formatter": "keys"}},
        "root": {"handlers": ["stderr"], "level": level.upper()},
        "loggers": {
            "django": {"level": "WARNING"},
            # Django says a refused request again at warning; the request line already has its status.
            "django.request": {"level": "ERROR"},
            "uvicorn": {"level": "WARNING"},
        },
    }
