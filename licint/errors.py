"""What can go wrong, and what to do about it.

LicintError
├── UsageError        a wrong argument, path or option value
├── ConfigError       licint.toml or [tool.licint] is invalid
├── KnowledgeError    a file under rules/ is invalid
└── SourceError       a release could not be read
"""


class LicintError(Exception):
    """An error to show to a user: one line of what, one line of what to do. Exit code 2."""

    def __init__(self, message: str, help: str | None = None) -> None:
        super().__init__(message)
        self.message = message
        self.help = help


class UsageError(LicintError):
    """A wrong argument, path or option value. Raised by cli/ and sources/."""


class ConfigError(LicintError):
    """The configuration is invalid. Raised by config.py."""


class KnowledgeError(LicintError):
    """A file under rules/ is invalid. Raised by knowledge/."""


class SourceError(LicintError):
    """A release could not be read. Raised by sources/."""
