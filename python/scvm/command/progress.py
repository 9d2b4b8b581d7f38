"""Progress, for whoever waits at a terminal."""

from __future__ import annotations

import sys
from typing import Any, Optional

from tqdm import tqdm

_quiet = False


def be_quiet(quiet: bool) -> None:
    """Shows no bars at all from here on, or shows them again."""
    global _quiet
    _quiet = quiet


def progress(total: Optional[int], what: str, unit: str = " rows") -> Any:
    """A bar that shows itself after one second, and only on a terminal: `with progress(…) as bar: bar.update(n)`."""
    return tqdm(total=total, desc=what, unit=unit, unit_scale=True, delay=1, disable=_quiet or None, leave=False)


def note(said: str) -> None:
    """Says a line beside the result, on the error output."""
    if not _quiet:
        print(said, file=sys.stderr)
