"""People outside the base: how far reach goes beyond it, who becomes a customer, and who brings them."""

from __future__ import annotations

from typing import Any, Dict, Mapping, Optional

import numpy as np

from scvm.score_table import ScoreTable

#: How many of those who bring somebody the page shows.
MOST_BRINGING = 10


def outside(table: ScoreTable, summary: Mapping[str, Any], names: Mapping[str, str]) -> Optional[Dict[str, Any]]:
    """The section's figures; None where nobody outside is named."""
    found = summary.get("outside")
    if found is None:
        return None
    referrals = np.nan_to_num(np.array(table["open_referrals"], dtype=float))
    first = sorted(np.flatnonzero(referrals > 0), key=lambda row: (-referrals[row], table.ids[row]))[:MOST_BRINGING]
    bringing = [(table.ids[row], names.get(table.ids[row], table.ids[row]), int(referrals[row])) for row in first]
    return {"found": found, "bringing": bringing, "approaches": ("referral", "touch", "neither")}
