"""scvm route: who solves a customer's problem, from typed-in helpers."""

from __future__ import annotations

import json
import pathlib
from typing import Any, Dict

import pytest

from small_world import World
from scvm.command.refusal import Refused
from scvm.command.route import hour_of

HELPERS = """id,since,vetted,price,skill,latitude,longitude
h2,2026-01-01,1,100,screen,,
h2,2026-01-01,1,5,battery,,
x1,2026-01-01,1,60,screen,,
any,2026-01-01,1,40,,52.5,13.4
any,2026-01-01,1,30,battery,,
applicant,2026-01-01,0,1,screen,,
"""


@pytest.fixture
def world(scvm_command: Any, tmp_path: pathlib.Path) -> World:
    helpers = {"path": "helpers.csv"}
    result = World(tmp_path, scvm_command, {"customers": "id\ns1\n", "purchases": "cid,date,amount\ns1,2026-01-05,10\n"}, {"helpers": helpers}, currency="EUR")
    (tmp_path / "helpers.csv").write_text(HELPERS, encoding="utf-8")
    model = json.loads((tmp_path / "model.json").read_text(encoding="utf-8"))
    model.update(currency="EUR", service={"ways": [{"way": "hotline", "price": 4, "success": 0.3}]})
    (tmp_path / "model.json").write_text(json.dumps(model), encoding="utf-8")
    return result


def ways(world: World, *more: Any) -> Dict[str, Any]:
    said = json.loads(world.command("route", "--model", world.folder / "model.json", "--as-of", "2026-11-21", "--id", "s1", "--json", *more))
    return {each["name"] or each["way"]: each for each in said["ways"]}


def test_a_helper_costs_what_the_skill_that_is_asked_for_costs(world: World) -> None:
    found = ways(world, "--skill", "screen")
    assert {name: each["price"] for name, each in found.items()} == {"h2": 100, "x1": 60, "any": 40, "hotline": 4}
    assert all(each["status"] == "possible" for each in found.values()), "a row without a skill is good for any"
    found = ways(world, "--skill", "battery")
    assert (found["h2"]["price"], found["any"]["price"]) == (5, 30)
    assert found["x1"]["status"] == "no_skill"
    found = ways(world, "--skill", "router")
    assert {name for name, each in found.items() if each["status"] == "no_skill"} == {"h2", "x1"}


def test_without_a_skill_the_cheapest_of_a_helper_s_prices_counts(world: World) -> None:
    assert {name: each["price"] for name, each in ways(world).items()} == {"h2": 5, "x1": 60, "any": 30, "hotline": 4}


@pytest.mark.parametrize("request_of, said", [
    ({"latitude": 52.5, "longitude": 999}, "longitude = 999: expected -180 to 180 degrees"),
    ({"latitude": "x", "longitude": 13}, "latitude 'x': expected a number of degrees"),
    ({"latitude": True, "longitude": 13}, "latitude True: expected a number of degrees"),
    ({"at": "banana T 7:99"}, "at banana T 7:99: expected an hour"),
])  # fmt: skip
def test_a_request_that_is_none_is_refused(world: World, request_of: Dict[str, Any], said: str) -> None:
    (world.folder / "request.json").write_text(json.dumps({"id": "s1", **request_of}), encoding="utf-8")
    assert said in world.command(
        "route", "--model", world.folder / "model.json", "--as-of", "2026-11-21", "--request", world.folder / "request.json", code=2)  # fmt: skip


def test_an_hour_is_one_of_the_customer_s_clock() -> None:
    assert [hour_of(at) for at in ("7", "21:30", "2026-06-30T21:30", "2026-06-30 21:30:00", "24")] == [7, 21.5, 21.5, 21.5, 24]
    for at in ("", "7:99", "25", "2026-02-30T07:00", "banana T 7", "7:30Z", "-1"):
        with pytest.raises(Refused):
            hour_of(at)
