"""`scvm benchmark`: made from own scores, compared with intervals that hold, and refused where nothing compares."""

from __future__ import annotations

import json
import pathlib
from typing import Any, Callable, Dict, List

import jsonschema
import pytest

from conftest import AS_OF, Crm, invoke
from scvm import survey
from scvm.command import benchmark
from scvm.command.refusal import Refused

ROOT = pathlib.Path(__file__).resolve().parents[3]
GROUPS = benchmark.GROUPS
ORIGIN = ["--industry", "retail", "--country", "DE", "--origin", "all customers who answered"]


def test_the_schema_is_a_schema_and_the_package_carries_it() -> None:
    text = (ROOT / "schema" / "scvm-benchmark-1.schema.json").read_text(encoding="utf-8")
    jsonschema.Draft202012Validator.check_schema(json.loads(text))
    assert (ROOT / "python" / "scvm" / "command" / "benchmark.schema.json").read_text(encoding="utf-8") == text


@pytest.fixture()
def own(sqlite_crm: Crm, tmp_path: pathlib.Path) -> Dict[str, Any]:
    """The benchmark that the demo's people make."""
    assert "own.json" in invoke("benchmark", *sqlite_crm.common, "--make", tmp_path / "own.json", *ORIGIN)
    result: Dict[str, Any] = json.loads((tmp_path / "own.json").read_text())
    return result


def other(own: Dict[str, Any], shares: List[float], n: int, tmp_path: pathlib.Path, **more: Any) -> pathlib.Path:
    """A benchmark of elsewhere under the same rule and questionnaire."""
    sample = {"industry": "telecoms", "country": "AT", "year": 2025, "n": n, "effective_n": n, "groups": {g: {"share": s} for g, s in zip(GROUPS, shares)}, **more}
    path = tmp_path / "other.json"
    path.write_text(json.dumps({**own, "name": "elsewhere", "origin": "a panel", "samples": [sample]}))
    return path


def compared(crm: Crm, *paths: Any, more: Any = ()) -> Dict[str, Any]:
    files = [each for path in paths for each in ("--with", path)]
    result: Dict[str, Any] = json.loads(invoke("benchmark", *crm.common, *files, *more, "--json", code=None))
    return result


def test_what_is_made_are_the_shares_that_may_be_shown_and_their_origin(own: Dict[str, Any], sqlite_crm: Crm) -> None:
    again = invoke("check", *sqlite_crm.common, "--json", code=None)
    (sample,) = own["samples"]
    shown = [each["count"] for each in sample["groups"].values() if each]
    assert sum(shown) <= sample["n"] and all(count == 0 or count >= 5 for count in shown)
    hidden = [name for name, each in sample["groups"].items() if each is None]
    assert len(hidden) != 1, "one hidden group is what is left of n"
    assert own["rule"]["id"] == "scvm-ap/1" and (own["rule"]["fan_rule"], own["rule"]["captive_rule"]) == ("attachment", "either")
    assert len(own["questionnaire"]) == 16 and sample["year"] == int(AS_OF[:4]) and again


def test_compared_with_itself_nothing_differs(own: Dict[str, Any], sqlite_crm: Crm, tmp_path: pathlib.Path) -> None:
    found = compared(sqlite_crm, tmp_path / "own.json")
    for group in found["samples"][0]["groups"]:
        if group["difference"] is not None:
            assert group["difference"]["value"] == pytest.approx(0, abs=1e-12)
            assert group["simultaneous"]["low"] < 0 < group["simultaneous"]["high"] and group["verdict"] == "no_difference"


def test_intervals_are_newcombes_and_the_joint_ones_bonferronis(own: Dict[str, Any], sqlite_crm: Crm, tmp_path: pathlib.Path) -> None:
    path = other(own, [0.05, 0.15, 0.3, 0.2, 0.3], 800, tmp_path)
    found = compared(sqlite_crm, path)
    groups = [each for each in found["samples"][0]["groups"] if each["difference"]]
    assert found["comparisons"] == len(groups) >= 3
    for each in groups:
        k = each["own"]["value"] * found["n"]
        theirs = round(each["benchmark"]["value"] * 800)
        for level, name in ((0.95, "difference"), (1 - 0.05 / len(groups), "simultaneous")):
            expected = survey.newcombe_interval(k, found["n"], theirs, 800, level)
            assert [each[name][end] for end in ("value", "low", "high")] == pytest.approx(list(expected))
        assert each["verdict"] == ("higher" if each["simultaneous"]["low"] > 0 else "lower" if each["simultaneous"]["high"] < 0 else "no_difference")
    assert any(each["verdict"] in ("higher", "lower") for each in groups), "the demo has more fans than one in twenty"
    both = compared(sqlite_crm, path, tmp_path / "own.json")
    assert both["comparisons"] > found["comparisons"]
    first = {each["segment"]: each["simultaneous"] for each in both["samples"][0]["groups"]}
    for each in groups:  # further comparisons widen every interval
        assert first[each["segment"]]["low"] < each["simultaneous"]["low"] and first[each["segment"]]["high"] > each["simultaneous"]["high"]
    named = compared(sqlite_crm, path, tmp_path / "own.json", more=["--industry", "telecoms"])
    assert named["comparisons"] == found["comparisons"] and named["samples"] == found["samples"]


def test_twelve_respondents_get_no_verdict_and_their_small_groups_are_hidden(own: Dict[str, Any], sqlite_crm: Crm, tmp_path: pathlib.Path) -> None:
    (sample,) = compared(sqlite_crm, other(own, [1.0, 0, 0, 0, 0], 12, tmp_path))["samples"]
    fans = sample["groups"][0]
    assert not sample["enough"] and all(each["verdict"] is None for each in sample["groups"])
    assert fans["benchmark"]["high"] - fans["benchmark"]["low"] > 0.2 and fans["difference"]["high"] - fans["difference"]["low"] > 0.2
    counts = dict(zip(GROUPS, [3, 3, 2, 2, 2]))
    (sample,) = compared(sqlite_crm, other(own, [], 12, tmp_path, groups={g: {"count": c} for g, c in counts.items()}))["samples"]
    assert all(each["benchmark"] is None and each["difference"] is None for each in sample["groups"])
    text = invoke("benchmark", *sqlite_crm.common, "--with", tmp_path / "other.json", code=None)
    assert "too few to say who has more" in text and "not shown" in text


def test_an_effective_size_widens_the_interval(own: Dict[str, Any], sqlite_crm: Crm, tmp_path: pathlib.Path) -> None:
    width = []
    for effective in (400, 100):
        (sample,) = compared(sqlite_crm, other(own, [0.2] * 5, 400, tmp_path, effective_n=effective))["samples"]
        width.append(sample["groups"][0]["benchmark"]["high"] - sample["groups"][0]["benchmark"]["low"])
    assert width[1] == pytest.approx(2 * width[0], rel=0.03)


FOREIGN: Dict[str, Any] = {
    "another rule": (lambda d: d["rule"].update(id="other/1"), "rule other/1, the model's is scvm-ap/1"),
    "another rule of fans": (lambda d: d["rule"].update(fan_rule="voice"), "fan_rule voice, the model's is attachment"),
    "another rule of captives": (lambda d: d["rule"].update(captive_rule="barrier"), "captive_rule barrier, the model's is either"),
    "other boundaries": (lambda d: d["rule"].update(boundaries="0" * 16), "boundaries 0000000000000000"),
    "another questionnaire": (lambda d: d.update(questionnaire="1" * 16), "questionnaire 1111111111111111"),
    "no origin": (lambda d: d.pop("origin"), "its origin is unknown: origin is missing"),
    "an unknown questionnaire": (lambda d: d.update(questionnaire="unknown"), "its origin is unknown: questionnaire is missing"),
    "no boundaries": (lambda d: d["rule"].pop("boundaries"), "its origin is unknown: rule.boundaries is missing"),
    "an unknown key": (lambda d: d.update(indusry="x"), "Additional properties are not allowed"),
    "shares beyond one": (lambda d: d["samples"][0]["groups"].update(fan={"share": 0.9}, opponent={"share": 0.9}), "expected 1"),
    "counts beyond n": (lambda d: d["samples"][0]["groups"].update(fan={"count": 10**6}), "expected n = "),
    "weights that add respondents": (lambda d: d["samples"][0].update(effective_n=10**6), "effective_n = 1e+06: expected 1 to n = "),
    "an effective size of nobody": (lambda d: d["samples"][0].update(effective_n=0.001), "effective_n = 0.001: expected 1 to n = "),
    "an industry twice": (lambda d: d["samples"].append(d["samples"][0]), "are there twice"),
    "another schema": (lambda d: d.update(schema="scvm-model/1"), "schema: "),
}  # fmt: skip


@pytest.mark.parametrize("name", FOREIGN)
def test_what_does_not_compare_is_refused_in_one_line(name: str, own: Dict[str, Any], sqlite_crm: Crm, tmp_path: pathlib.Path) -> None:
    change, message = FOREIGN[name]
    change(own)
    (tmp_path / "bad.json").write_text(json.dumps(own))
    for verb in (["benchmark", "--with"], ["report", "--out", str(tmp_path / "page.html"), "--benchmark"]):
        said = invoke(verb[0], *sqlite_crm.common, *verb[1:], tmp_path / "bad.json", code=2)
        assert message in said and said.count("\n") == 1, said
    assert not (tmp_path / "page.html").exists()


BROKEN: Dict[str, bytes] = {"no JSON": b"{", "no text": b"\xff\xfe", "a list": b"[]", "a key twice": b'{"schema": 1, "schema": 2}', "no number": b'{"n": NaN}'}


@pytest.mark.parametrize("name", BROKEN)
def test_a_broken_file_is_refused(name: str, tmp_path: pathlib.Path) -> None:
    (tmp_path / "bad.json").write_bytes(BROKEN[name])
    with pytest.raises(Refused, match="bad.json"):
        benchmark.read(tmp_path / "bad.json")


def test_files_are_joined_and_nothing_is_written_over(own: Dict[str, Any], sqlite_crm: Crm, tmp_path: pathlib.Path) -> None:
    path = other(own, [0.2] * 5, 300, tmp_path)
    both = tmp_path / "both.json"
    invoke("benchmark", *sqlite_crm.common, "--make", both, *ORIGIN, "--with", path, "--quiet", code=None)
    assert [each["industry"] for each in json.loads(both.read_text())["samples"]] == ["retail", "telecoms"]
    again = ["benchmark", *sqlite_crm.common, "--make", both, *ORIGIN]
    assert "exists already; --force overwrites it" in invoke(*again, code=2)
    assert "would be written over" in invoke("benchmark", *sqlite_crm.common, "--make", path, *ORIGIN, "--with", path, "--force", code=2)
    assert "is read by this run" in invoke("report", *sqlite_crm.common, "--out", path, "--benchmark", path, code=2)


WRONG: Dict[str, Any] = {
    "nothing to do": ([], "give --with FILE"),
    "a benchmark of nowhere": (["--make", "x.json"], "needs one --industry, --country and --origin"),
    "an origin of no file": (["--with", "own.json", "--origin", "x"], "only with --make"),
    "an unknown industry": (["--with", "own.json", "--industry", "mining"], "industry mining: expected one of retail"),
    "no file": (["--with", "nowhere.json"], "nowhere.json: No such file"),
}  # fmt: skip


@pytest.mark.parametrize("name", WRONG)
def test_options_that_make_no_sense_are_refused(
    name: str, own: Dict[str, Any], sqlite_crm: Crm, tmp_path: pathlib.Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    options, message = WRONG[name]
    monkeypatch.chdir(tmp_path)
    assert message in invoke("benchmark", *sqlite_crm.common, *options, code=2)


@pytest.mark.parametrize("language", ["en", "de"])
def test_the_report_shows_the_same_figures(language: str, own: Dict[str, Any], sqlite_crm: Crm, tmp_path: pathlib.Path) -> None:
    path = other(own, [0.05, 0.15, 0.3, 0.2, 0.3], 800, tmp_path)
    page = tmp_path / "page.html"
    invoke("report", *sqlite_crm.common, "--out", page, "--benchmark", path, "--language", language, "--quiet", code=None)
    text = page.read_text(encoding="utf-8")
    section = text.split('<section id="benchmark"')[1].split("</section>")[0]
    for group in compared(sqlite_crm, path)["samples"][0]["groups"]:
        row = section.split(f'data-group="{group["segment"]}"')[1].split("</tr>")[0]
        for share in (group["own"], group["benchmark"]):
            assert f'data-value="{share["value"]}"' in row if share else "data-suppressed" in row
        if group["difference"]:
            assert f'data-value="{group["difference"]["value"]}"' in row and row.count('height="8"/>') == 2
    invoke("report", *sqlite_crm.common, "--out", page, "--language", language, "--quiet", code=None)
    assert '<section id="benchmark"' not in page.read_text(encoding="utf-8") and '<div id="benchmark">' in page.read_text(encoding="utf-8")


def test_industries_of_the_own_customers_are_samples_without_small_ones(make_company: Callable[..., pathlib.Path], tmp_path: pathlib.Path) -> None:
    """Of an attribute with one tiny category: nobody can tell from the file how many were in it."""
    mapping = make_company(tmp_path)
    out = tmp_path / "own.json"
    invoke("benchmark", "--source", mapping, "--make", out, *ORIGIN, "--by", "industry", "--quiet", code=None)
    samples = {each["industry"]: each for each in json.loads(out.read_text())["samples"]}
    assert set(samples) >= {"retail", "banks"} and "tiny" not in samples
    assert len(samples) <= 3, "what is put together with a tiny one is not shown either"
    for each in samples.values():
        assert all(group is None or group["count"] == 0 or group["count"] >= 5 for group in each["groups"].values())


@pytest.fixture()
def make_company() -> Callable[..., pathlib.Path]:
    """A company with customers of four industries, one of which has three."""

    def make(folder: pathlib.Path) -> pathlib.Path:
        industries = ["banks"] * 60 + ["trade"] * 55 + ["crafts"] * 30 + ["tiny"] * 3
        people = [f"k{i:03}" for i in range(len(industries))]
        (folder / "customers.csv").write_text("id\n" + "\n".join(people) + "\n")
        (folder / "attributes.csv").write_text("id,name,value\n" + "".join(f"{id},industry,{value}\n" for id, value in zip(people, industries)))
        answers = "".join(f"{id},2026-06-01,{q},{1 + (i * 7 + j * 3 + i // 5) % 5}\n" for i, id in enumerate(people) for j, q in enumerate("sa"))
        (folder / "answers.csv").write_text("id,day,question,answer\n" + answers)
        items = [{"id": q, "dimension": d, "lowest": 1, "highest": 5} for q, d in (("s", "satisfaction"), ("a", "attachment"))]
        (folder / "model.json").write_text(json.dumps({"schema": "scvm-model/1", "id": "m", "survey": {"items": items}}))
        who = {"customer_id": "id"}
        sources = {
            "customers": {"path": "customers.csv", "columns": {"id": "id"}},
            "answers": {"path": "answers.csv", "columns": {**who, "date": "day", "question": "question", "answer": "answer"}},
            "attributes": {"path": "attributes.csv", "columns": {**who, "name": "name", "value": "value"}},
        }
        path = folder / "mapping.json"
        path.write_text(json.dumps({"schema": "scvm-mapping/1", "as_of": "2026-06-30", "model": "model.json", "sources": sources}))
        return path

    return make
