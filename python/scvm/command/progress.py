"""Progress, for whoever waits at a terminal."""

from __future__ import annotations

from typing import Any

from tqdm import tqdm


def progress(total: int, what: str, unit: str = " rows") -> Any:
    """A bar that shows itself after one second, and only on a terminal: `with progress(…) as bar: bar.update(n)`."""
    return tqdm(total=total, desc=what, unit=unit, unit_scale=True, delay=1, disable=None, leave=False)
