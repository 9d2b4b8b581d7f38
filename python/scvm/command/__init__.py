"""The command ``scvm``: ``python -m scvm``."""

from scvm.command.verbs import main

__all__ = ["main"]
