"""Logs: lines for people by default, one JSON object a line by LOG_FORMAT=json."""

import logging
from datetime import UTC, datetime
from typing import Any

import orjson


class JsonFormatter(logging.Formatter):
    """One JSON object: moment, level, logger, message; status, path and method of a request; the error's trace."""

    def format(self, record: logging.LogRecord) -> str:
        """The line."""
        request = getattr(record, "request", None)
        entry = {
            "at": datetime.fromtimestamp(record.created, UTC).isoformat(),
            "level": record.levelname,
            "logger": record.name,
            "message": record.getMessage(),
            "status": getattr(record, "status_code", None),
            "method": getattr(request, "method", None),
            "path": getattr(request, "path", None),
            "error": self.formatException(record.exc_info) if record.exc_info else None,
        }
        return orjson.dumps({name: value for name, value in entry.items() if value is not None}).decode()


def logging_by(format: str, level: str) -> dict[str, Any]:  # noqa: A002
    """The LOGGING setting."""
    formatters = {
        "line": {"format": "{asctime} {levelname} {name} {message}", "style": "{"},
        "json": {"()": JsonFormatter},
    }
    return {
        "version": 1,
        "disable_existing_loggers": False,
        "formatters": formatters,
        "handlers": {"console": {"class": "logging.StreamHandler", "formatter": format}},
        "root": {"handlers": ["console"], "level": level},
    }
