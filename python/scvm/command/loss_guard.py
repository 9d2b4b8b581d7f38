"""Nothing is wiped by accident: a run that would take the scores of most people away writes nothing."""

from __future__ import annotations

from typing import Any, Dict, Iterator, List, Optional, Set, Tuple

from scvm.command.account import counted
from scvm.command.fields import SCORES
from scvm.command.file_target import FileTarget
from scvm.command.ownership import Ownership
from scvm.command.sql_target import SqlTarget
from scvm.command.staging import Staging

#: What a customer may lose, as bits: the part of the scores that gives it, and what people call it.
_WHAT = {1: ("", "scores"), 2: ("survey", "a group"), 4: ("value", "a lifetime value")}


class LossGuard:
    """Counts who was scored last time and would be scored now; fewer than half is a loss."""

    def __init__(self, target: Any, ownership: Ownership, staging: Staging) -> None:
        self._staging = staging
        self._label = target.label
        self._owned = sum(bit for bit, (part, _) in _WHAT.items() if part in ownership.parts)
        self._watched = [bit for bit, (part, _) in _WHAT.items() if not part or bit & self._owned]
        self._before = dict.fromkeys(self._watched, 0)
        self._now = dict.fromkeys(self._watched, 0)
        self._fields: Set[str] = set()
        staging.add_scored_before(self._scored_before(target))

    def _scored_before(self, target: "SqlTarget | FileTarget") -> Iterator[Tuple[str, int]]:
        for row in target.scored():
            self._fields = self._fields or set(row)
            what = self._bits(row)
            if what:
                for bit in self._watched:
                    self._before[bit] += bool(what & bit)
                yield str(row["id"]), what

    def see(self, row: Dict[str, Any]) -> None:
        """Takes a customer's new scores."""
        if any(self._before.values()):
            what = self._staging.scored_before(row["id"]) & self._bits({name: row[name] for name in self._fields})
            for bit in self._watched:
                self._now[bit] += bool(what & bit)

    def _bits(self, row: Dict[str, Any]) -> int:
        grouped = 2 * int(row.get("segment") not in (None, "", "unclassified"))
        valued = 4 * int(row.get("lifetime_value") not in (None, ""))
        if self._owned != 6:  # what others wrote is not this run's to lose
            return (grouped | valued) & self._owned | int(bool((grouped | valued) & self._owned))
        scored = row["status"] == "scored" if "status" in row else any(row.get(name) not in (None, "") for name in SCORES)
        return int(scored) + grouped + valued

    @property
    def is_safe(self) -> bool:
        """True as soon as at least half of everybody keeps what they had."""
        return all(2 * self._now[bit] >= self._before[bit] for bit in self._watched)

    def loss(self) -> Optional[str]:
        """What would be lost, in one line, once everybody was seen."""
        for bit in self._watched:
            if 2 * self._now[bit] < self._before[bit]:
                had = _WHAT[bit][1]
                return f"{self._label}: of {counted(self._before[bit], 'customer')} who had {had} last time, {self._now[bit]:,} would have {had} now"
        return None


def refusal(losses: List[str]) -> str:
    """The line that says what would be lost, and how to go on."""
    more = f"; and {len(losses) - 3} more" if len(losses) > 3 else ""
    return f"{'; '.join(losses[:3])}{more}. Nothing was written; --accept-loss goes on"
