"""The fields that people and save hooks read: what a customer's input is known by, and what a hook hands back."""

from __future__ import annotations

import ast
import datetime
import hashlib
import json
import pathlib
import re
from typing import Any, Dict, List, Set

import pandas as pd
import pytest
import sqlalchemy as sa

import scvm
from scvm.command import fields, sql_target
from scvm.command.fields import BY_NAME, input_hash, number_text
from scvm.command.staging import TABLES, Staging
from scvm.demo import suitecrm

from conftest import AS_OF, Crm

PLAN = {
    "tiers": [{"name": "basic"}, {"name": "gold", "enter": 40, "stay": 40}],
    "actions": [{"id": "invite", "capacity": 3}, {"id": "leave", "contacts": False}],
    "rules": [
        {"when": {"segment": ["fan", "sympathizer"]}, "action": "invite", "reason": "satisfied and attached"},
        {"when": {"segment": ["mercenary", "captive", "opponent", "unclassified"]}, "action": "leave"},
    ],
}


def planned(crm: Crm, tmp_path: pathlib.Path) -> List[str]:
    """The arguments of a run by a model with a network, equity and a plan, on people of whom some answered campaigns.

    Each of them reports to another one, who thereby has their attention.
    """
    ids = [id for (id,) in crm.all("SELECT id FROM contacts ORDER BY id")]
    rows = [
        {"id": f"log{i}", "target_id": id, "target_type": "Contacts", "activity_type": "Survey", "hits": 1 + i % 3, "deleted": 0,
         "activity_date": datetime.datetime(2026, 5, 1 + i % 28, 9)}
        for i, id in enumerate(ids) if i % 2
    ]  # fmt: skip
    for boss, id in zip(ids[::2], ids[1::2]):
        crm.execute("UPDATE contacts SET reports_to_id = :boss WHERE id = :id", boss=boss, id=id)
    suitecrm.add(crm.engine, {"campaign_log": rows})
    document = {**scvm.ScoringModel.from_file(crm.model).to_dict(), "network": {}, "equity": {}, "treatment": PLAN}
    scvm.ScoringModel(document).to_file(tmp_path / "planned.json")
    mapping = {"schema": "scvm-mapping/1", "preset": "suitecrm", "database": crm.url, "suitecrm": {"reports_to": True}}
    (tmp_path / "mapping.json").write_text(json.dumps(mapping), encoding="utf-8")
    return ["score", "--source", str(tmp_path / "mapping.json"), "--model", str(tmp_path / "planned.json"), "--as-of", AS_OF, "--json"]


@pytest.mark.parametrize(
    "value, text",
    [(5, "5"), (5.0, "5"), (-99.0, "-99"), (0.5, "0.5"), (1e-7, "0"), (-1e-7, "0"), (-0.0, "0"), (429.75, "429.75"), (0.1 + 0.2, "0.3"),
     (1.0000005, "1.000001"), (1e15, "1000000000000000"), (120.0, "120"), (1790000000, "1790000000")],
)  # fmt: skip
def test_numbers_have_six_decimals_and_no_zeros_at_the_end(value: float, text: str) -> None:
    assert number_text(value) == text


def test_the_hash_of_an_input_is_that_of_a_text_that_every_language_can_write() -> None:
    rows = [
        ("purchases", 1_775_088_000, 52.0),
        ("answers", "sat_overall", 4.5, None, 2),
        ("consents", "scoring", "granted", 0, None, "^consent^,\t^contract^", "a\\b\nc"),
        ("contracts", 1_801_353_600, None),
        ("answers", "Zufrieden?", None, 1_772_366_400, 0),
        ("complaints", "complaint", 1_772_366_400, 1_772_370_000, None, "phone", -1.0, "delivery", "c7"),
    ]
    text = (
        "o'brien\n"
        "answers\tZufrieden?\t\t1772366400\t0\n"
        "answers\tsat_overall\t4.5\t\t2\n"
        "complaints\tcomplaint\t1772366400\t1772370000\t\tphone\t-1\tdelivery\tc7\n"
        "consents\tscoring\tgranted\t0\t\t^consent^,\\t^contract^\ta\\\\b\\nc\n"
        "contracts\t1801353600\t\n"
        "purchases\t1775088000\t52"
    )
    golden = "3743b90a5a9da4bd7833c89813257597214578c45a69933a82a7bd3701b403cc"
    assert hashlib.sha256(text.encode()).hexdigest() == golden
    assert input_hash("o'brien", rows) == input_hash("o'brien", rows[::-1]) == golden
    assert input_hash("o'brian", rows) != golden != input_hash("o'brien", rows[1:])


def test_lines_are_sorted_by_their_bytes_whatever_the_language() -> None:
    rows = [("answers", name, 1.0, None, 0) for name in ("z", "Z", "ä", "a", "€", "😀", "\ufb01")]
    lines = [f"answers\t{name}\t1\t\t0" for name in ("Z", "a", "z", "ä", "€", "\ufb01", "😀")]
    assert input_hash("x", rows) == hashlib.sha256("\n".join(["x", *lines]).encode()).hexdigest()


def test_what_others_do_is_no_part_of_a_customers_input() -> None:
    hashes = []
    for others in (False, True):
        with Staging() as staging:
            staging.add_customers([("a", True, None, 1), ("b", True, None, 2)])
            staging.add("answers", "a", 1, None, "sat_overall", 4.0, 1_772_366_400, 0)
            if others:
                staging.add("interactions", "a", 1, None, *["b", "like", 1_772_366_400], *[None] * (len(TABLES["interactions"]) - 3))
                staging.add("referrals", "a", 1, None, "b", 1_772_366_400)
                staging.add("contributions", "a", 1, None, "ideas", 1_772_366_400, 1.0, None, None)
                staging.add("attributes", "a", 1, None, "territory", "North")
            staging.finish()
            (chunk,) = staging.chunks(None)
        hashes.append(fields.input_hashes(chunk))
    assert hashes[0] == hashes[1] == [
        input_hash("a", [("answers", "sat_overall", 4.0, 1_772_366_400, 0)]),
        hashlib.sha256(b"b").hexdigest(),
    ]


def test_a_place_is_what_the_card_says_and_a_hook_that_hands_it_back_gets_the_batchs_scores(
    crm: Crm, scvm_command: Any, tmp_path: pathlib.Path
) -> None:
    command = planned(crm, tmp_path)
    first = json.loads(scvm_command(*command, "--add-columns"))
    second = json.loads(scvm_command(*command))
    assert first["written"]["changed"] == first["customers"] and second["written"] == {"changed": 0, "unchanged": first["customers"], "reset": 0}
    scorer = scvm.Scorer(scvm.ScoringModel.from_file(tmp_path / "planned.json"))
    written = crm.scores()
    carried = waiting = 0
    for id, row in written.items():
        if row["scvm_status_c"] in (None, "excluded"):
            assert row["scvm_place_c"] is None
            continue
        place = json.loads(row["scvm_place_c"])
        assert row["scvm_place_c"] == json.dumps(place, sort_keys=True, separators=(",", ":"), ensure_ascii=False)
        assert set(place) == {"network", "equity", "treatment"}, "what the model has rules for"
        card = scorer.score_customer({"id": id, "as_of": AS_OF, **record_of(crm, id), **place})
        assert {**card["treatment"], "status": 0} == {**place["treatment"], "status": 0} and card["equity"] == place["equity"]
        assert {name: card["network"][name] for name in card["network"]} == place["network"]
        value = card["equity"]["network_value"]
        assert (row["scvm_network_value_c"] is None) == (value is None)
        if value is not None:
            assert float(row["scvm_network_value_c"]) == pytest.approx(value, abs=1e-6)
        assert row["scvm_value_tier_c"] == card["treatment"]["value_tier"]
        waits = place["treatment"]["status"] == "no_capacity"
        assert row["scvm_treatment_c"] == (None if waits else card["treatment"]["action"])
        carried += value is not None
        waiting += waits
    assert carried > 20 and waiting > 5, "the world has both"
    assert sum(row["scvm_influence_c"] is not None and row["scvm_influence_c"] > 0 for row in written.values()) > 20
    treated = [row for row in written.values() if row["scvm_treatment_c"] == "invite"]
    assert len(treated) == 3, "no more than the action's capacity"


def record_of(crm: Crm, id: str) -> Dict[str, Any]:
    """A contact's rows as the command reads them."""
    from scvm.command import run
    from scvm.command.mapping import Mapping

    with run.reading(Mapping.of_url(crm.url), only_id=id) as read:
        (chunk,) = read.staging.chunks(None)
    names = {"answers": ("item", "value", "time", "wave"), "purchases": ("time", "amount"), "consents": ("purpose", "state", "time")}
    return {table: [dict(zip(keys, row[3:])) for row in chunk.of(table)] for table, keys in names.items()}


def test_whoever_withdraws_or_is_erased_has_no_place(crm: Crm, scvm_command: Any, tmp_path: pathlib.Path) -> None:
    command = planned(crm, tmp_path)
    scvm_command(*command, "--add-columns")
    one, two, three = sorted(id for id, row in crm.scores().items() if row["scvm_place_c"])[:3]
    crm.execute("UPDATE contacts SET lawful_basis = '^withdrawn^' WHERE id = :id", id=one)
    crm.execute("UPDATE contacts SET deleted = 1 WHERE id = :id", id=two)
    result = json.loads(scvm_command("erase", "--database", crm.url, "--id", three, "--yes", "--json"))
    assert result["removed"]["contacts_cstm"] == 1
    assert crm.scores()[three]["scvm_place_c"] is None
    scvm_command(*command)
    after = crm.scores()
    assert [after[id]["scvm_place_c"] for id in (one, two, three)] == [None, None, None]
    assert [after[id]["scvm_status_c"] for id in (one, two, three)] == ["excluded", "stale", None]


def test_a_database_of_before_goes_on_without_the_place_and_says_so(crm: Crm, scvm_command: Any, tmp_path: pathlib.Path, capsys: Any) -> None:
    command = planned(crm, tmp_path)
    scvm_command(*command, "--add-columns")
    before = crm.scores()
    crm.execute("ALTER TABLE contacts_cstm DROP COLUMN scvm_place_c")
    result = json.loads(scvm_command(*command))
    assert result["written"] == {"changed": 0, "unchanged": result["customers"], "reset": 0}
    checked = json.loads(scvm_command("check", *command[1:]))
    (statement,) = checked["missing_in_target"]
    assert "ADD COLUMN scvm_place_c" in statement
    target = sql_target.SqlTarget(crm.engine, "contacts_cstm", "id_c", {f"scvm_{name}_c": name for name in BY_NAME}, "", True)
    target.prepare(add_columns=False)
    assert "contacts_cstm has no column scvm_place_c" in capsys.readouterr().err
    crm.execute("ALTER TABLE contacts_cstm DROP COLUMN scvm_lifetime_value_c")
    assert "ADD COLUMN scvm_lifetime_value_c" in scvm_command(*command, code=2), "what people read must be there"
    scvm_command(*command, "--add-columns")
    assert crm.scores() == before


def test_no_file_shows_the_place_unless_it_is_asked_for(sqlite_crm: Crm, scvm_command: Any, tmp_path: pathlib.Path) -> None:
    command = planned(sqlite_crm, tmp_path)
    scvm_command(*command, "--output", tmp_path / "scores.csv")
    header = (tmp_path / "scores.csv").read_text(encoding="utf-8").splitlines()[0].split(",")
    assert "place" not in header and "treatment" in header
    mapping = json.loads((tmp_path / "mapping.json").read_text(encoding="utf-8"))
    mapping["output"] = {"format": "ndjson", "path": "scores.ndjson", "columns": {"id": "id", "place": "place"}}
    (tmp_path / "mapping.json").write_text(json.dumps(mapping), encoding="utf-8")
    scvm_command(*command)
    lines = [json.loads(line) for line in (tmp_path / "scores.ndjson").read_text(encoding="utf-8").splitlines()]
    assert any(line["place"] and set(json.loads(line["place"])) == {"network", "equity", "treatment"} for line in lines)


def test_a_model_without_a_network_has_no_places(sqlite_crm: Crm) -> None:
    sqlite_crm.score("--add-columns")
    assert {row["scvm_place_c"] for row in sqlite_crm.scores().values()} == {None}
    assert isinstance(BY_NAME["place"].type, sa.Text) and not BY_NAME["place"].for_people


def test_who_buys_nothing_more_fades_with_each_day_of_scoring(sqlite_crm: Crm, scvm_command: Any, tmp_path: pathlib.Path) -> None:
    command = planned(sqlite_crm, tmp_path)
    seen = []
    for day in (AS_OF, "2028-06-30"):
        scvm_command(*command[: command.index("--as-of") + 1], day, "--json", "--add-columns")
        seen.append({id: row for id, row in sqlite_crm.scores().items() if row["scvm_status_c"] == "scored"})
    alive = [(seen[0][id]["scvm_p_alive_c"], seen[1][id]["scvm_p_alive_c"]) for id in seen[0] if seen[0][id]["scvm_p_alive_c"] is not None]
    assert len(alive) > 50 and all(1e-6 <= after <= before <= 1 - 1e-6 for before, after in alive)
    assert sum(after < before - 0.01 for before, after in alive) > 0.6 * len(alive), "a single purchase tells a BG/NBD nothing of leaving"
    reach = [tuple(json.loads(each[id]["scvm_place_c"])["network"]["contributions"] for each in seen) for id in seen[0]]
    assert any(before > 0 for before, _ in reach) and all(after < before for before, after in reach if before)


def test_a_tier_of_before_is_kept_until_the_value_falls_below_what_it_takes_to_stay(crm: Crm, scvm_command: Any, tmp_path: pathlib.Path) -> None:
    command = planned(crm, tmp_path)
    scvm_command(*command, "--add-columns")
    first = {id: row for id, row in crm.scores().items() if row["scvm_lifetime_value_c"]}
    document = json.loads((tmp_path / "planned.json").read_text(encoding="utf-8"))
    plan = {**PLAN, "tiers": [{"name": "basic"}, {"name": "gold", "enter": 1e9, "stay": 40}], "previous_tier": "tier before"}
    scvm.ScoringModel({**document, "treatment": plan}).to_file(tmp_path / "planned.json")
    scvm_command(*command)
    assert {row["scvm_value_tier_c"] for row in crm.scores().values() if row["scvm_lifetime_value_c"]} == {"basic"}, "nobody said what was before"
    for id, row in first.items():
        crm.execute("UPDATE contacts_cstm SET scvm_value_tier_c = :tier WHERE id_c = :id", tier=row["scvm_value_tier_c"], id=id)
    mapping = json.loads((tmp_path / "mapping.json").read_text(encoding="utf-8"))
    mapping["suitecrm"]["attributes"] = {"tier before": "scvm_value_tier_c", "country": "primary_address_country", "unwritten": "scvm_no_such_c"}
    (tmp_path / "mapping.json").write_text(json.dumps(mapping), encoding="utf-8")
    scvm_command(*command)
    kept = {id: row["scvm_value_tier_c"] for id, row in crm.scores().items() if id in first}
    assert kept == {id: row["scvm_value_tier_c"] for id, row in first.items()} and set(kept.values()) == {"basic", "gold"}
    assert json.loads(scvm_command(*command))["written"]["changed"] == 0
    mapping["suitecrm"]["attributes"] = {"country": "no_such_column"}
    (tmp_path / "mapping.json").write_text(json.dumps(mapping), encoding="utf-8")
    assert "the table contacts has no column no_such_column" in scvm_command(*command, code=2)


def test_a_social_score_is_published_step_by_step_from_what_the_last_run_published(crm: Crm, scvm_command: Any, tmp_path: pathlib.Path) -> None:
    command = planned(crm, tmp_path)
    scvm_command(*command, "--add-columns")
    first = {id: json.loads(row["scvm_place_c"])["network"] for id, row in crm.scores().items() if row["scvm_place_c"]}
    one, network = max(((id, each) for id, each in first.items() if each["social_score"]), key=lambda pair: pair[1]["social_score"])
    assert network["published_score"] == network["social_score"] > 2, "nothing was published before"
    place = json.loads(crm.scores()[one]["scvm_place_c"])
    place["network"]["published_score"] = 1.0
    crm.execute("UPDATE contacts_cstm SET scvm_place_c = :place WHERE id_c = :id", place=json.dumps(place), id=one)
    days = [(datetime.date.fromisoformat(AS_OF) + datetime.timedelta(days=n)).isoformat() for n in (0, 1, 4)]
    for day, expected in zip(days, (1.0, 3.0, 9.0)):
        for _ in range(2):  # a second run of the same day changes nothing
            scvm_command(*command[: command.index("--as-of") + 1], day, "--json")
            now = json.loads(crm.scores()[one]["scvm_place_c"])["network"]
            assert now["published_score"] == pytest.approx(min(expected, now["social_score"]))
    card = json.loads(scvm_command("explain", *command[1 : command.index("--as-of") + 1], days[-1], "--id", one, "--json"))
    assert card["network"]["published_score"] == now["published_score"]


def test_two_models_stand_side_by_side_in_columns_of_their_own(sqlite_crm: Crm, scvm_command: Any, tmp_path: pathlib.Path) -> None:
    command = planned(sqlite_crm, tmp_path)
    scvm_command(*command, "--add-columns")
    before = sqlite_crm.scores()
    columns = {f"trial_{name}_c": name for name in ("status", "segment", "lifetime_value", "model_version", "input_hash")}
    mapping = {"schema": "scvm-mapping/1", "preset": "suitecrm", "database": sqlite_crm.url, "model_version": "trial", "output": {"format": "sql", "columns": columns}}
    (tmp_path / "trial.json").write_text(json.dumps(mapping), encoding="utf-8")
    document = scvm.ScoringModel.from_file(sqlite_crm.model).to_dict()
    document["value"]["margin"] *= 2
    scvm.ScoringModel(document).to_file(tmp_path / "trial-model.json")
    trial = ["score", "--source", str(tmp_path / "trial.json"), "--model", str(tmp_path / "trial-model.json"), "--as-of", AS_OF, "--json"]
    scvm_command(*trial, "--add-columns")
    after = sqlite_crm.scores()
    assert {id: {name: row[name] for name in before[id]} for id, row in after.items()} == before
    valued = [row for row in after.values() if row["scvm_lifetime_value_c"]]
    assert len(valued) > 50 and all(row["trial_lifetime_value_c"] == pytest.approx(2 * row["scvm_lifetime_value_c"], abs=2e-6) for row in valued)
    assert all(row["trial_input_hash_c"] == row["scvm_input_hash_c"] for row in valued)
    assert json.loads(scvm_command(*trial))["written"]["changed"] == json.loads(scvm_command(*command))["written"]["changed"] == 0


_EXAMPLES = pathlib.Path(__file__).parents[3] / "examples"
#: Texts that the scoring model's author gives, or that a hook says in words, and no word of ours.
_NO_WORDS = {"currency", "value_tier", "treatment", "model_version", "model_hash", "input_hash", "explain", "place"}


def held_words() -> Dict[str, Set[str]]:
    """All words that each field of texts may hold, by the columns of a table and by what a card maker says."""
    base = scvm.CustomerBase()
    base.add_customers(["a"])
    table = scvm.Scorer(scvm.ScoringModel({"schema": "scvm-model/1", "id": "m", "value": {}})).score(base, AS_OF)
    words = {name: set(map(str, table[name].categories)) for name in table.columns if isinstance(table[name], pd.Categorical)}
    result = {field.name: words[field.column] - {field.none} for field in fields.FIELDS if field.column in words and field.name not in _NO_WORDS}
    result["status"] = {"scored", "insufficient_data", "excluded", "stale", "error"}
    result["reason"] = {f"consent_{word}" for word in words["consent_status"] - {"included"}} | {"erased", "no_customer"}
    maker = fields.CardMaker({}, "", "", "", "en", "none")
    for survey in words["survey_status"]:
        for value in words["value_status"]:
            row: Dict[str, Any] = {"segment": None, "lifetime_value": None}
            maker._say_scored(row, {}, survey, value)
            result["reason"] |= {row["reason"]} - {None}
    return result


def texts_of_suitecrm(language: str) -> Dict[str, Set[str]]:
    package = _EXAMPLES / "suitecrm/package"
    lists = {
        name: {word for word, text in re.findall(r"^    '(.*)' => '(.+)',$", body, re.M)}
        for name, body in re.findall(r"\['(\w+)'\] = \[\n(.*?)\];", (package / f"language/application.{language}.php").read_text(encoding="utf-8"), re.S)
    }
    return {name: lists[of] for name, of in re.findall(r"'(\w+)' => \['type' => 'enum', 'ext1' => '(\w+)'", (package / "manifest.php").read_text(encoding="utf-8"))}


def texts_of_espocrm(language: str) -> Dict[str, Set[str]]:
    resources = _EXAMPLES / "espocrm/package/files/custom/Espo/Modules/Scvm/Resources"
    said = json.loads((resources / f"i18n/{language}/Contact.json").read_text(encoding="utf-8"))["options"]
    options = json.loads((resources / "metadata/entityDefs/Contact.json").read_text(encoding="utf-8"))["fields"]
    name = {"scvm" + "".join(part.capitalize() for part in field.split("_")): field for field in BY_NAME}
    return {name[field]: {word for word in options[field]["options"] if texts.get(word)} for field, texts in said.items() if field in name}


def texts_of_odoo(german: bool) -> Dict[str, Set[str]]:
    addon = _EXAMPLES / "odoo/scvm_crm"
    lists = {each.targets[0].id: ast.literal_eval(each.value) for each in ast.parse((addon / "models/words.py").read_text(encoding="utf-8")).body if isinstance(each, ast.Assign)}  # type: ignore[attr-defined]
    texts = dict(re.findall(r'^msgid "(.*)"\nmsgstr "(.+)"$', (addon / "i18n/de.po").read_text(encoding="utf-8"), re.M))
    declared = re.findall(r"scvm_(\w+) = fields\.(\w+)\((\w*)", (addon / "models/score_fields.py").read_text(encoding="utf-8"))
    of = {name: lists[words] for name, kind, words in declared if kind == "Selection"} | {"reason": lists["REASON"]}
    return {name: {word for word, text in dict(words).items() if text and (not german or text in texts)} for name, words in of.items()} | {
        name: {"yes"} for name, kind, _ in declared if kind == "Boolean"
    }


@pytest.mark.parametrize(
    "told", [texts_of_suitecrm("en_us"), texts_of_suitecrm("de_DE"), texts_of_espocrm("en_US"), texts_of_espocrm("de_DE"), texts_of_odoo(False), texts_of_odoo(True)],
    ids=["suitecrm-en", "suitecrm-de", "espocrm-en", "espocrm-de", "odoo-en", "odoo-de"],
)  # fmt: skip
def test_every_word_that_a_field_holds_has_a_text_in_each_crm(told: Dict[str, Set[str]]) -> None:
    held = held_words()
    assert {field.name for field in fields.FIELDS if isinstance(field.type, (sa.String, sa.Text))} == set(held) | _NO_WORDS
    assert {name: words - told.get(name, set()) for name, words in held.items() if words - told.get(name, set())} == {}
