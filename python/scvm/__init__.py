"""scvm: Social Customer Value Management.

Turns what a CRM knows about its customers into one explained score card per customer.
"""

from __future__ import annotations

from scvm._core import __version__
from scvm.errors import Error, ErrorCode

__all__ = ["Error", "ErrorCode", "__version__"]
