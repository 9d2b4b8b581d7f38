"""The failures that end the command with exit code 2 and one line."""

from __future__ import annotations


class Refused(Exception):
    """Nothing, or nothing more, was done; the message says why, and what to do."""
