"""The failures that end the command with exit code 2 and one line."""

from __future__ import annotations

import re


class Refused(Exception):
    """Nothing, or nothing more, was done; the message says why, and what to do."""


_SECRET = re.compile(r"([^\s:/?=\"'(]):(?!/)[^\s\"']*@")  # user:secret@host, whatever else is wrong with the URL
_NAMED_SECRET = re.compile(r"((?:password|passwd|pwd|secret|token)=)[^\s&\"']+", re.IGNORECASE)


def without_password(said: str) -> str:
    """A message in which nothing stands that may be the password of a database's URL."""
    return _NAMED_SECRET.sub(r"\1***", _SECRET.sub(r"\1:***@", said))
