"""How the log reads: one line per happening, key=value, to standard error."""

from typing import Any

import structlog


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
                    structlog.processors.format_exc_info,
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
