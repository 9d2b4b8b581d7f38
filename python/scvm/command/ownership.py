"""Which fields a run owns, and what becomes of the others: two mappings that write into one table never empty each other.

A run owns the parts of a customer's scores that its model has a section for and its mapping the data. Fields of another part
it leaves as they are, with one exception: what a person's consent does not cover is emptied, whoever wrote it.
"""

from __future__ import annotations

import functools
import json
from collections import Counter
from dataclasses import dataclass, field
from typing import Any, Collection, Dict, Iterable, List, Mapping, Optional, Set, Tuple

from scvm.command.fields import CARRIED, FIELDS, SCORES, Scored, place_text
from scvm.command.refusal import Refused


@dataclass(frozen=True)
class Part:
    """A part of a customer's scores, which the model's section of the same name makes; its fields name it.

    `uses`: the uses of a person's data that it rests on, all of them; `sources`: it is made of one of these at least; `needs`: of
    these parts, one at least.
    """

    uses: Tuple[str, ...]
    sources: Tuple[str, ...] = ()
    needs: Tuple[str, ...] = ()


_SOCIAL = ("interactions", "referrals", "contributions")

#: In the order in which an explanation tells of them.
PARTS: Dict[str, Part] = {
    "survey": Part(("survey",), ("answers",)),
    "value": Part(("value",), ("purchases", "contracts")),
    "network": Part(("network",), _SOCIAL),
    "equity": Part(("value", "network"), _SOCIAL, ("value",)),
    "matters": Part(("network",), _SOCIAL, ("network",)),
    "ambassadors": Part(("survey", "network", "contact"), _SOCIAL, ("network",)),
    "service": Part(("network",), ("complaints", "helpers")),
    "accounts": Part(("value",), ("memberships",), ("survey", "value")),
    "treatment": Part(("survey", "value", "network", "contact"), needs=("survey", "value", "network")),
}

#: What says by which model and of what a row was made: it is the first part's, in the order of PARTS.
_STAMPS = ("model_version", "model_hash", "input_hash", "score_date", "as_of")
_AMOUNTS = ("value", "equity", "service")
_ALWAYS = "9999-12-31"


@dataclass(frozen=True)
class Ownership:
    """What a run owns of a table.

    `judges`: it reads the consents of the CRM that the table belongs to, and no others. `has_hook`: a save hook may write there,
    which reads the CRM alone.
    """

    parts: Tuple[str, ...]
    judges: bool = False
    has_hook: bool = False

    @classmethod
    def of(cls, model: Mapping[str, Any], sources: Collection[str], judges: bool = False, has_hook: bool = False) -> Ownership:
        """By the sections of a model and by the tables that were read."""
        owned: List[str] = []
        for name, part in PARTS.items():
            has_data = not part.sources or any(each in sources for each in part.sources)
            if name in model and has_data and (not part.needs or any(each in owned for each in part.needs)):
                owned.append(name)
        return cls(tuple(owned), judges, has_hook)

    @functools.cached_property
    def others(self) -> Tuple[str, ...]:
        """The parts that the run leaves alone."""
        return tuple(name for name in PARTS if name not in self.parts)

    @property
    def mark(self) -> str:
        """How a place says that a refusal is this run's."""
        return f'"by":{json.dumps(list(self.parts), separators=(",", ":"))}'

    def own(self, row: Scored) -> Scored:
        """A customer's row with nothing in it that this run cannot fill."""
        others = self.others
        result = {**row, **_nothing_of(others)}
        place = row["place"]
        if place is not None and any(f'"{name}":' in place for name in others):  # else none of them stands in it
            result["place"] = _written({name: value for name, value in _read(place).items() if name not in others})
        return result


def fields_of(parts: Iterable[str]) -> List[str]:
    """The fields of some parts."""
    return [field.name for part in parts for field in FIELDS if field.part == part]


@functools.lru_cache(maxsize=64)
def _nothing_of(parts: Tuple[str, ...]) -> Mapping[str, None]:
    """The fields of some parts, all absent: made once, since every customer's row needs them."""
    return dict.fromkeys(fields_of(parts))


def uncovered(refused: Collection[str]) -> Set[str]:
    """The parts that a person's consent does not cover."""
    if not refused:
        return set()
    return {name for name, part in PARTS.items() if "*" in refused or any(use in refused for use in part.uses)}


def lost_in_history(row: Scored) -> List[Tuple[Tuple[str, ...], str]]:
    """The fields that older entries of a customer must lose, and up to which day of scoring.

    All of them lose what rests on a use of the data that the person refused. Those up to the day on which the link of a social
    account was taken back lose what rests on the network: that account was in it.
    """
    if {"survey", "value", "network"} <= set(row["refused"]):
        return [(tuple(name for name in SCORES if name != "place"), _ALWAYS)]
    parts = uncovered(row["refused"])
    amounts = ["currency"] if set(_AMOUNTS) <= parts else []
    result = [(tuple(fields_of(part for part in PARTS if part in parts) + amounts), _ALWAYS)] if parts else []
    if row.get("unlinked"):
        social = uncovered(["network"])
        result.append((tuple(fields_of(part for part in PARTS if part in social)), row["unlinked"]))
    return result


@dataclass
class Sharing:
    """How a run's rows and what stands in the table become one.

    `filled`: the parts of others of which something stands in the table; `marked`: some customers refused others something.
    `keeps_places`: a row has room to say what others wrote. `left`: customers of whom each part was left alone. `elsewhere`: what
    stands there of those of whom another run knows a refusal; `excluded`: those whose exclusion is this run's own; `back`: how many
    of these it excludes no more.
    """

    ownership: Ownership
    filled: Set[str]
    marked: bool = False
    keeps_places: bool = True
    left: Dict[str, int] = field(default_factory=dict)
    elsewhere: Dict[str, Scored] = field(default_factory=dict)
    excluded: Set[str] = field(default_factory=set)
    back: int = 0
    kept_out: "Counter[Tuple[Tuple[str, ...], Tuple[str, ...]]]" = field(default_factory=Counter)  #: whose refusal, of which parts

    @property
    def is_shared(self) -> bool:
        """True where others wrote, too: then every row is looked at before it is written."""
        return bool(self.filled) or self.marked

    @property
    def _first(self) -> Optional[str]:
        """The first part there: whoever owns it wrote the rows before they were shared."""
        return next((part for part in PARTS if part in self.filled or part in self.ownership.parts), None)

    def _marks_of_others(self, place: Dict[str, Any], stored: Optional[Scored]) -> List[Dict[str, Any]]:
        """What other runs found to be refused. An exclusion of which nobody says whose it is, is that of the first part there."""
        if stored and stored["status"] == "excluded" and not place.get("refused") and not self.ownership.judges:
            first = [self._first] if self._first else []
            return [] if set(first) <= set(self.ownership.parts) else [{"by": first, "uses": ["*"]}]
        return [each for each in place.get("refused", []) if not set(each["by"]) & set(self.ownership.parts)]

    def _mark(self, row: Scored) -> List[Dict[str, Any]]:
        """What others must know of this run's refusals, since they would fill what they cannot know to be refused."""
        mine = list(self.ownership.parts)
        if row["status"] == "excluded":
            is_known = self.ownership.judges or ("survey" in mine and not self.ownership.has_hook)
            return [] if is_known and not self.is_shared else [{"by": mine, "uses": ["*"]}]
        if not row["refused"]:
            return []
        theirs = {use for part in self.ownership.others for use in PARTS[part].uses}
        uses = sorted(theirs & set(row["refused"]))
        return [{"by": mine, "uses": uses}] if uses else []

    def learn(self, rows: Iterable[Scored]) -> None:
        """Takes what stands there of those who refused something: id, status, reason and place."""
        for stored in rows:
            if self._marks_of_others(_read(stored["place"]), stored):
                self.elsewhere[stored["id"]] = stored
            elif stored["status"] == "excluded":
                self.excluded.add(stored["id"])

    @property
    def excluded_elsewhere(self) -> Set[str]:
        """Those whom another run excludes: they are in nobody's network."""
        return {id for id, stored in self.elsewhere.items() if stored["status"] == "excluded"}

    def seen(self, row: Scored) -> Scored:
        """A customer's row as a run counts it: as it will stand there, without what another run knows to be refused."""
        stored = self.elsewhere.get(row["id"])
        if stored is None:
            self.back += row["status"] != "excluded" and row["id"] in self.excluded and bool(self.filled)
            return row
        found = self.refusal_of(row["id"])
        if found and row["status"] != "excluded":
            self.kept_out[found] += 1
        return self._covered(row, stored, self._marks_of_others(_read(stored["place"]), stored))

    def refusal_of(self, id: str) -> Optional[Tuple[Tuple[str, ...], Tuple[str, ...]]]:
        """The parts of the mapping that knows a refusal of a customer, and the parts of this one that stay empty by it; (): all fields."""
        stored = self.elsewhere.get(id)
        if stored is None:
            return None
        marks = self._marks_of_others(_read(stored["place"]), stored)
        by = tuple(part for part in PARTS if any(part in each["by"] for each in marks))
        refused = {use for each in marks for use in each["uses"]}
        if stored["status"] == "excluded" and "*" in refused:
            return by, ()
        closed = tuple(part for part in self.ownership.parts if part in uncovered(refused))
        return (by, closed) if closed else None

    def _covered(self, row: Scored, stored: Optional[Scored], marks: List[Dict[str, Any]]) -> Scored:
        """A row without what other runs found to be refused."""
        refused = {use for each in marks for use in each["uses"]}
        if row["status"] == "excluded":
            return row
        if stored and stored["status"] == "excluded" and "*" in refused:
            nothing: Scored = dict.fromkeys(fields_of(PARTS))
            return {**row, **nothing, **{name: value for name, value in stored.items() if name not in ("id", "as_of")}}
        closed = uncovered(refused)
        if not closed.intersection(self.ownership.parts):
            return row
        told = {part: said for part, said in row["told"].items() if part not in closed}
        said = _joined([told[part] for part in PARTS if part in told], row["explain"]) if told else None
        result = {**row, **dict.fromkeys(fields_of(closed)), "told": told, "explain": said}
        return {**result, "status": "scored" if _is_usable(result) else "insufficient_data"}

    def merged(self, row: Scored, stored: Optional[Scored]) -> Scored:
        """A customer's row as it should stand in the table, of the new one and of what stands there."""
        place = _read(stored["place"]) if stored else {}
        marks = self._marks_of_others(place, stored)
        refused = {use for each in marks for use in each["uses"]}
        closed, all_marks = uncovered(refused), marks + self._mark(row)
        row = self._covered(row, stored, marks)
        if row["status"] == "excluded":
            return {**row, "place": _with_marks({}, all_marks)}
        own = self.ownership.own(row)
        others = [] if stored is None else self._others({**row, "refused": {*row["refused"], *refused}}, stored)
        if stored is not None and others:
            for part in others:
                self.left[part] = self.left.get(part, 0) + 1
            own = self._of_both(own, stored, place, others)
        if not closed and not all_marks and (own["place"] is None or '"refused":' not in own["place"]):
            return own
        carried = {name: value for name, value in _read(own["place"]).items() if name not in closed}
        return {**own, "place": _with_marks(carried, all_marks)}

    def without_own(self, stored: Scored) -> Optional[Scored]:
        """The row of somebody who is no customer of this run any more; None where nobody else wrote into it."""
        if stored["status"] == "excluded":
            return stored if self.is_shared else None  # a refusal outlives the customer: others may still know the person
        others = self._others({"refused": ()}, stored)
        if not others:
            return None
        nothing: Scored = {each.name: None for each in FIELDS}
        return self._of_both({**nothing, "id": stored["id"], "told": {}, "refused": ()}, stored, _read(stored["place"]), others, gone=True)

    def _others(self, row: Scored, stored: Optional[Scored]) -> List[str]:
        """The parts that somebody else wrote of this customer, and that the person's consent covers."""
        closed = uncovered(row["refused"])
        return [
            part for part in self.ownership.others
            if stored and part not in closed and any(stored.get(name) not in (None, "") for name in fields_of([part]))
        ]  # fmt: skip

    def _of_both(self, own: Scored, stored: Scored, place: Dict[str, Any], others: List[str], gone: bool = False) -> Scored:
        result = dict(own)
        result.update({name: stored.get(name) for name in fields_of(others)})
        mine = [] if gone else list(self.ownership.parts)
        first = next(part for part in PARTS if part in others or part in mine)
        if first in others:
            result.update({name: stored[name] for name in _STAMPS if name in stored})
        if stored.get("currency") and any(part in _AMOUNTS for part in others):
            if own["currency"] not in (None, stored["currency"]) and any(part in _AMOUNTS for part in mine):
                raise Refused(f'the amounts of another mapping are in {stored["currency"]}, those of this one in {own["currency"]}: one table has one currency')
            result["currency"] = stored["currency"]
        result["status"] = "scored" if _is_usable(result) else "insufficient_data"
        told = _told(place, stored, others)
        reasons = [each for each in (own["reason"] or "").split(",") if each.partition("_")[0] in mine]
        reasons += [each for record in told for each in (record["reason"] or "").split(",") if each.partition("_")[0] in others]
        result["reason"] = ",".join(sorted(set(reasons), key=lambda each: (list(PARTS).index(each.partition("_")[0]), each))) or None
        mine_told = [
            {"of": [part], "explain": own["told"].get(part), "model_hash": own["model_hash"], "score_date": str(own["score_date"]), "reason": own["reason"]}
            for part in mine
        ]  # fmt: skip
        records = sorted(told + mine_told, key=lambda record: list(PARTS).index(record["of"][0]))
        carried = {name: value for name, value in place.items() if name in CARRIED and name in others}
        kept = {"beside": place["beside"]} if "beside" in place else {}
        result["place"] = _written({**kept, **carried, **_read(own["place"]), "parts": records})
        if self.keeps_places:
            result["explain"] = _joined([record["explain"] for record in records], stored.get("explain") or own["explain"])
        elif first in others:
            result["explain"] = stored.get("explain")
        return result


def _is_usable(row: Scored) -> bool:
    return row["segment"] not in (None, "", "unclassified") or row["lifetime_value"] not in (None, "")


def _told(place: Dict[str, Any], stored: Scored, others: List[str]) -> List[Dict[str, Any]]:
    """What others said of their parts. Where a row was one mapping's alone until now, all that it says is theirs."""
    known: Optional[List[Dict[str, Any]]] = place.get("parts")
    if known is None:
        record: Dict[str, Any] = {name: None if stored.get(name) is None else str(stored[name]) for name in ("explain", "model_hash", "score_date", "reason")}
        return [{"of": others, **record}]
    result: List[Dict[str, Any]] = []
    for each in known:
        of = [part for part in each["of"] if part in others]
        if of:
            result.append(each if of == each["of"] else {**each, "of": of, "explain": None})  # which lines are whose, nobody knows
    return result


def _joined(told: List[Optional[str]], like: Optional[str]) -> Optional[str]:
    """Explanations of parts as one: lists of factors, or lines of text."""
    said = [each for each in told if each]
    if like and like.startswith("["):
        return json.dumps([factor for each in said for factor in json.loads(each)], ensure_ascii=False, separators=(",", ":"))
    return "\n".join(said) or like


def published_day(place: Any, score_date: Any) -> str:
    """The day of which the network's part of a place is."""
    records = _read(place).get("parts", [])
    return str(next((record["score_date"] for record in records if "network" in record["of"]), score_date))[:10]


def notes_in(place: Any) -> Optional[str]:
    """What a place says beside the card: what several mappings say of a customer, and whose refusal it is."""
    if not place or not any(f'"{name}":' in place for name in ("parts", "refused")):
        return None
    return _written({name: value for name, value in _read(place).items() if name in ("parts", "refused")})


def _read(place: Any) -> Dict[str, Any]:
    try:
        found = json.loads(place) if place else {}
    except (TypeError, ValueError):
        return {}
    return found if isinstance(found, dict) else {}


def _with_marks(place: Dict[str, Any], marks: List[Dict[str, Any]]) -> Optional[str]:
    kept = {name: value for name, value in place.items() if name != "refused"}
    return _written({**kept, "refused": sorted(marks, key=lambda each: str(each["by"]))} if marks else kept)


def _written(place: Dict[str, Any]) -> Optional[str]:
    return place_text(place) if place else None
