"""Who solves a customer's problem: the helpers of the sources and the company's own ways, compared by what they cost."""

from __future__ import annotations

import datetime
import math
import re
from typing import Any, Callable, Dict, List, Mapping, Optional

import numpy as np

from scvm import equity
from scvm.command import run
from scvm.command.refusal import Refused
from scvm.command.staging import HELPERS
from scvm.score_table import ScoreTable
from scvm.scoring import ScoringModel

_HOUR = re.compile(r"(?:([0-9]{4}-[0-9]{2}-[0-9]{2})[T ])?([0-9]{1,2})(?::([0-5][0-9]))?(?::[0-5][0-9])?")


def hour_of(at: str) -> float:
    """The hour of a day, of 21, 21:30 or 2026-06-30T21:30: what the customer's clock shows."""
    found = _HOUR.fullmatch(at.strip())
    hour = float(found[2]) + float(found[3] or 0) / 60 if found else math.nan
    if not 0 <= hour <= 24 or (found and found[1] and not _is_day(found[1])):
        raise Refused(f"at {at}: expected an hour of the customer's day, such as 21:30 or 2026-06-30T21:30")
    return hour


def _is_day(text: str) -> bool:
    try:
        datetime.date.fromisoformat(text)
    except ValueError:
        return False
    return True


def place_in(request: Mapping[str, Any]) -> Dict[str, float]:
    """The place that a request names; choose_way says which are none."""
    place = {}
    for name in ("latitude", "longitude"):
        value = request.get(name)
        if value is not None:
            if isinstance(value, bool) or not isinstance(value, (int, float)):
                raise Refused(f"{name} {value!r}: expected a number of degrees")
            place[name] = float(value)
    return place


def route(
    read: run.Read, model: ScoringModel, day: str, id: str, skill: str, hour: float, place: Mapping[str, float], scored: Callable[[], ScoreTable]
) -> Dict[str, Any]:
    """The way to take for one customer, with all ways that there are, the cheapest first. `scored` makes the scores of who may be asked."""
    service = model.to_dict().get("service")
    if service is None:
        raise Refused("the model has no service section: it says what waiting, failing and the way there cost")
    if not read.staging.is_kept(id):
        raise Refused(run.unknown(read, id, "the sources"))
    table = scored()
    known = {each["id"]: each for each in table.matters()["helpers"]}
    contact = dict(zip(map(str, table.ids), np.asarray(table["consent_contact"], dtype=object)))
    ways = _helpers(read, known, contact, id, skill, service["helpers"]["helper_hours"]) + list(service.get("ways", []))
    here = {**_place_of(read, id), **place}
    found = equity.choose_way(ways, skill=skill, hour=hour, **here, **service["routing"])
    shown = [{name: _plain(value) for name, value in vars(each).items()} for each in found.ways]
    chosen = None if found.chosen is None else shown[found.chosen]
    order = sorted(range(len(shown)), key=lambda i: (shown[i]["cost"] is None, shown[i]["cost"] or 0, i))
    return {
        "id": id, "as_of": day, "skill": skill, "hour": hour, **here, "currency": model.currency, "chosen": chosen,
        "runner_up": _plain(found.runner_up), "break_even_p_fail": _plain(found.break_even_p_fail),
        "break_even_status": found.break_even_status, "ways": [shown[i] for i in order],
    }  # fmt: skip


def _helpers(
    read: run.Read, known: Mapping[str, Any], contact: Mapping[str, Any], seeker: str, skill: str, hours: float
) -> List[Dict[str, Any]]:  # fmt: skip
    """The helpers whom the company has checked, who may be asked, and who are not the customer.

    A helper has a row a skill: price, hours and place are those of the skill that is asked for, else of a row without a skill,
    which is good for any. The cheapest of several counts.
    """
    rows: Dict[str, List[Dict[str, Any]]] = {}
    for values in read.staging.helpers():
        of = dict(zip(HELPERS, values))
        helper = known.get(of["id"])
        if helper is None or helper["state"] == "applicant" or of["id"] == seeker or contact.get(of["id"], "included") != "included":
            continue
        rows.setdefault(of["id"], []).append(of)
    ways = []
    for id in sorted(rows):
        own = rows[id]
        able = [of for of in own if of["skill"] == skill] or [of for of in own if of["skill"] is None] if skill else own
        of = min(able or own, key=lambda each: math.inf if each["price"] is None else each["price"])
        way = {
            "way": "helper", "name": id, "success": known[id]["trust"]["value"], "waiting_hours": hours,
            "price": math.nan if of["price"] is None else of["price"],
            "skills": [] if any(each["skill"] is None for each in own) else sorted({each["skill"] for each in own}),
        }  # fmt: skip
        for name in ("latitude", "longitude", "from_hour", "to_hour"):
            said = [each[name] for each in [of, *own] if each[name] is not None]
            way.update({name: said[0]} if said else {})
        ways.append(way)
    return ways


def _place_of(read: run.Read, id: str) -> Dict[str, float]:
    """Where a customer lives, by the attributes latitude and longitude; nothing where they are not known."""
    found = {name: value for name, value in read.staging.all("SELECT name, value FROM attributes WHERE customer = ? AND name IN ('latitude', 'longitude')", id)}
    try:
        place = {name: float(value) for name, value in found.items()}
    except ValueError:
        return {}
    on_earth = len(place) == 2 and abs(place["latitude"]) <= 90 and abs(place["longitude"]) <= 180
    return place if on_earth else {}


def _plain(value: Any) -> Any:
    return None if isinstance(value, float) and math.isnan(value) else value


def route_text(found: Mapping[str, Any], most: int = 10) -> List[Optional[List[str]]]:
    """The ways as rows of a table: what, whom, cost, price, success, waiting, kilometres, why not."""

    def number(value: Optional[float], digits: int) -> str:
        return "-" if value is None else f"{value:,.{digits}f}"

    return [
        [each["way"], each["name"] or "-", number(each["cost"], 2), number(each["price"], 2), number(each["success"], 2),
         number(each["waiting_hours"], 1), number(each["km"], 1), "" if each["status"] == "possible" else each["status"]]
        for each in found["ways"][:most]
    ]  # fmt: skip
