"""What `scvm demo` does: it makes a company's database, fits, scores, writes back, reports, and shows the result on one screen."""

from __future__ import annotations

import hashlib
import json
import pathlib
from typing import Any, Dict, List, Optional

import click
import numpy as np
import sqlalchemy as sa

from scvm.command import benchmark, page_data, printing, route, run
from scvm.command.account import counted
from scvm.command.mapping import Mapping, sources
from scvm.command.private_file import open_private
from scvm.command.refusal import Refused
from scvm.command.screen import grid, wrapped
from scvm.customer_base import CustomerBase
from scvm.demo import AS_OF, Company, generate, tables
from scvm.demo import model as demo_model
from scvm.plots import save_customers
from scvm.report.disclosure import too_few
from scvm.report.matters import company as company_stage
from scvm.score_table import ScoreTable
from scvm.scoring import Scorer, ScoringModel, fit

_APPLICATION_ID = 0x5343564D  # "SCVM": marks the databases that `scvm demo` made and may overwrite
_MADE = "scvm_demo_files"  # a table of such a database: the files beside it, as they were written
_FILES = ("mapping.json", "model.json", "benchmark.json", "report.html", "portfolio.png")


class Folder:
    """Where the demo's files go. What it did not make, or what was changed since, is not overwritten."""

    def __init__(self, path: pathlib.Path) -> None:
        self.path = path
        self.database = path / "crm.sqlite"
        self.mapping, self.model, self.benchmark, self.report, self.picture = (path / name for name in _FILES)

    @property
    def url(self) -> str:
        """Of the database."""
        return f"sqlite:///{self.database}"

    def clear(self) -> None:
        """Takes away what an earlier demo left. Throws Refused where something else stands in the way."""
        self.path.mkdir(parents=True, exist_ok=True)
        made = self._made()
        for name in _FILES:
            if (self.path / name).exists() and made.get(name) != _digest(self.path / name):
                fault = "was changed since scvm demo made it" if name in made else "exists, and scvm demo did not make it"
                raise Refused(f"{self.path / name}: {fault}; choose another --folder")
        for name in (self.database.name, *_FILES):
            (self.path / name).unlink(missing_ok=True)

    def sign(self) -> None:
        """Notes in the database which files are the demo's own, and that the database is."""
        engine = sa.create_engine(self.url)
        with engine.begin() as connection:
            connection.execute(sa.text(f"PRAGMA application_id = {_APPLICATION_ID}"))
            connection.execute(sa.text(f"CREATE TABLE IF NOT EXISTS {_MADE} (name TEXT PRIMARY KEY, sha256 TEXT NOT NULL)"))
            for name in _FILES:
                if (self.path / name).exists():
                    row = {"name": name, "sha256": _digest(self.path / name)}
                    connection.execute(sa.text(f"INSERT OR REPLACE INTO {_MADE} VALUES (:name, :sha256)"), row)
        engine.dispose()

    def _made(self) -> Dict[str, str]:
        if not self.database.exists():
            return {}
        with self.database.open("rb") as file:
            ours = file.read(72)[68:72] == _APPLICATION_ID.to_bytes(4, "big")  # sqlite.org/fileformat, 1.3
        if not ours:
            raise Refused(f"{self.database}: exists, and scvm demo did not make it; choose another --folder")
        engine = sa.create_engine(self.url)
        with engine.connect() as connection:
            known = sa.inspect(engine).has_table(_MADE)
            rows = connection.execute(sa.text(f"SELECT name, sha256 FROM {_MADE}")).fetchall() if known else []
        engine.dispose()
        return {name: digest for name, digest in rows}


def _digest(path: pathlib.Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()


def mapping_of(folder: Folder, company: Company) -> Dict[str, Any]:
    """The mapping: a SugarCRM-style database, with every table of the community that is a source of a mapping."""
    return {
        "schema": "scvm-mapping/1",
        "as_of": AS_OF.isoformat(),
        "model": folder.model.name,
        "database": f"sqlite:///{folder.database.resolve()}",
        "preset": "suitecrm",
        "suitecrm": {"attributes": {"territory": "primary_address_country"}, "accounts": True},
        "social_return": {"contact_cost": 8},
        "sources": {name: {"table": f"community_{name}"} for name in sources() if f"community_{name}" in company.tables},
    }


def demonstrate(folder: Folder, customers: int, seed: int) -> str:
    """Does all of it, and returns what is to be shown."""
    folder.clear()
    for path in (folder.database, folder.mapping, folder.model, folder.picture, folder.benchmark):
        open_private(path).close()
    engine = sa.create_engine(folder.url)
    company = generate(customers, seed)
    tables.write(engine, company)
    engine.dispose()
    folder.sign()  # from here on a run that was broken off can be repeated
    folder.mapping.write_text(json.dumps(mapping_of(folder, company), indent=2) + "\n", encoding="utf-8")
    folder.sign()
    mapping, day = Mapping.from_file(folder.mapping), AS_OF.isoformat()
    with run.reading(mapping) as read:
        model = fit(run.whole_base(read), run.effective_model(demo_model.load(), mapping), as_of=day)
    model.to_file(folder.model)
    with run.reading(mapping, attributes=True) as read:
        target = run.target_of(mapping, None, read.engine)
        target.prepare(add_columns=True)
        outcome = run.score(read, mapping, model, day, target, run.CHUNK, whole=True)
        names = {id: name or id for id, name in read.staging.all("SELECT id, name FROM customers WHERE kept")}
        table = outcome.table
        assert table is not None
        save_customers(table, folder.picture)
    _write_benchmark(folder, model, customers, seed)
    with run.reading(mapping, attributes=True) as read:
        known, assumed = [benchmark.read(folder.benchmark)], mapping.document["social_return"]
        page = page_data.write(read, target, model, day, _EARLIER, str(folder.report), mapping.language, known, assumed)
        service = [_complaints(page.table, names), _help(read, model, page.table, day, company.truth.burst_topic, names)]
    folder.sign()
    parts = [
        wrapped(f"A company of {customers:,} customers, seed {seed}, generated, fitted, scored and written back as of {day}", ""),
        _bold("The portfolio") + "\n" + printing.portfolio(printing.summary(outcome.totals, model)),
        _bold("Customer Network Equity") + "\n" + _equity(table, names),
        _bold("Who matters") + "\n" + _who_matters(table, names),
        _bold("What else the report shows") + "\n" + _else(page, service),
        _bold("The files, and what to do with them") + "\n" + _files(folder, table),
    ]
    return "\n\n".join(parts)


def _write_benchmark(folder: Folder, model: ScoringModel, customers: int, seed: int) -> None:
    """Shares to compare with: of another generated company by the same questions, and, as if published, of a trade that never was."""
    other = generate(customers, seed + 1)
    rules = ScoringModel({key: value for key, value in model.to_dict().items() if key in ("schema", "id", "currency", "survey", "privacy")})
    table = Scorer(rules).score(CustomerBase(other.customers["id"], other.answers), AS_OF.isoformat())
    origin = "all respondents of a company that scvm generated"
    document = benchmark.made(table, name="invented companies", industry="bicycles", country="EU", year=AS_OF.year, origin=origin)
    shares = {"fan": 0.04, "sympathizer": 0.3, "mercenary": 0.24, "captive": 0.17, "opponent": 0.25}
    groups = {name: {"share": share} for name, share in shares.items()}
    sample = {"industry": "mail order", "country": "EU", "year": AS_OF.year, "n": 1200, "effective_n": 1000.0, "groups": groups}
    document["samples"].append(sample)
    folder.benchmark.write_text(json.dumps(document, indent=1) + "\n", encoding="utf-8")


def _else(page: page_data.Page, service: List[str]) -> str:
    """A line for each of the report's other answers."""
    lines = [_fans_elsewhere(page.benchmark), *service, f"{_community(page.movements)} {_stage(page.table.summary())}".strip(), _outside(page.table.summary()["outside"]), _returned(page.social_return),
             _clicked(page.campaigns)]  # fmt: skip
    return "\n".join(_wrapped(line) for line in lines if line)


def _fans_elsewhere(found: Optional[Dict[str, Any]]) -> str:
    """The share of fans beside that of each sample."""
    if not found:
        return ""
    said = []
    for sample in found["samples"]:
        fans = sample["groups"][0]
        if fans["benchmark"] and fans["own"]:
            verdict = {"no_difference": "no more different than chance", None: "too few to tell"}.get(fans["verdict"], fans["verdict"])
            said.append(f"{printing.percent(fans['benchmark']['value'])} in {sample['industry']} ({verdict})")
    own = next((sample["groups"][0]["own"] for sample in found["samples"] if sample["groups"][0]["own"]), None)
    return f"Benchmark: {printing.percent(own['value'])} are fans, against {', '.join(said)}." if said and own else ""


def _complaints(table: ScoreTable, names: Dict[str, str]) -> str:
    """Whom to turn to first, and what was promised."""
    queue = table.matters()["queue"]
    if not queue:
        return ""
    first = queue[0]
    return (
        f"Complaints: most urgent is {names[first['id']]}, open for {first['open_hours']:,.0f} hours; an answer was promised"
        f" within {first['promised_hours']:,.0f}, missed by {first['missed_hours']:,.0f}. {printing.money(first['damage_at_risk'])} EUR at risk,"
        f" {printing.percent(first['p_opponent'])} likely an opponent."
    )


def _help(read: run.Read, model: ScoringModel, table: ScoreTable, day: str, topic: str, names: Dict[str, str]) -> str:
    """Who is sent to the one who waits first, why, and what it costs beside the next best way."""
    queue = table.matters()["queue"]
    if not queue:
        return ""
    found = route.route(read, model, day, queue[0]["id"], topic, _EVENING, {}, lambda: table)
    chosen = found["chosen"]
    if chosen is None:
        return ""
    others = [each for each in found["ways"] if each["cost"] is not None and each["way"] != chosen["way"]]
    beside = f", against {others[0]['cost']:,.2f} EUR by the {others[0]['way']}" if others else ""
    return (
        f"Help at {_EVENING} h about the {topic}: {names.get(chosen['name'], chosen['name'])} ({chosen['way']}) is sent, who succeeds with"
        f" {printing.percent(chosen['success'])} and comes within {chosen['waiting_hours']:,.0f} hours: {chosen['cost']:,.2f} EUR expected{beside}."
    )


def _community(found: Optional[Dict[str, Any]]) -> str:
    """When the community answers, and what came up all at once."""
    if not found:
        return ""
    lines = []
    if found["hours"] and found["hours"]["busiest"]:
        day, hour = divmod(found["hours"]["busiest"][0], 24)
        share = found["hours"]["cells"][24 * day + hour]["answers"]["value"]
        lines.append(f"most answers come on {_DAYS[day]} from {hour} h ({printing.percent(share)} of all)")
    if found["trends"] and found["trends"]["bursts"]:
        burst = found["trends"]["bursts"][0]
        lines.append(f"{burst['term']} burst in the week of {burst['from']}: {counted(burst['people'], 'person', 'people')}, {burst['expected']:.0f} expected")
    return f"Community: {'; '.join(lines)}." if lines else ""


def _outside(found: Optional[Dict[str, Any]]) -> str:
    """How many became customers after a referral, and how many are referred and no customers yet."""
    if not found or not found["by_approach"]:
        return ""
    said = [f"{printing.percent(found['by_approach'][name]['share']['value'])} {what}" for name, what in _APPROACHES.items()]
    still = f"; {found['open_referrals']:,} more are referred, by {found['bringing']:,} customers" if found["open_referrals"] else ""
    return f"People outside: {found['converted']['count']:,} of {found['prospects']:,} prospects became customers ({', '.join(said)}){still}."


_APPROACHES = {"referral": "of the referred", "touch": "of those who took part", "neither": "of the others"}


def _returned(found: Optional[Dict[str, Any]]) -> str:
    """The return on what the community costs, with its grade; of a grade D no value."""
    if not found or found["ratio"] is None:
        return ""
    lag = found["lag"]
    late = f"; first purchases follow activity after {lag['mean_lag']:.1f} weeks ({lag['low']:.1f} to {lag['high']:.1f})" if lag["status"] == "estimated" else ""
    span = f"{found['ratio_low']:.2f} to {found['ratio_high']:.2f}"
    return f"Return on social media: {found['ratio']:.2f} EUR net for each EUR spent ({span}), evidence of grade {found['grade']}{late}."


def _clicked(found: Optional[Dict[str, Any]]) -> str:
    """What is clicked most, and what a coupon brought on top of what would have been bought anyway."""
    if not found:
        return ""
    lines = []
    if found["clicks"] and found["clicks"]["format"]:
        best, of_all = found["clicks"]["format"][0], found["clicks"]["all"]
        lines.append(f"{best['name']} is clicked most ({printing.percent(best['value'])} of its views, {printing.percent(of_all['value'])} of all)")
    for offer in found["offers"][:1]:
        if offer["on_top"]:
            low, high = (printing.money(offer["on_top"][name]) for name in ("low", "high"))
            lines.append(f"the {offer['name']} brought {printing.money(offer['on_top']['value'])} EUR of margin on top ({low} to {high})")
    return f"Campaigns: {'; '.join(lines)}." if lines else ""


def _stage(summary: Dict[str, Any]) -> str:
    """The company's own stage."""
    found = company_stage(summary)
    return f"The company's stage: {found['stage']}." if found else ""


_DAYS = ("Mondays", "Tuesdays", "Wednesdays", "Thursdays", "Fridays", "Saturdays", "Sundays")
_EARLIER = "2025-06-30"  # a year before: after the first wave of the survey
_SHOWN = 3
_EVENING = 21  # when the company's own service is closed


def _equity(table: ScoreTable, names: Dict[str, str]) -> str:
    """The company's figure, and who is worth more by the network, each with the card's own sentence."""
    found = table.summary()["equity"]
    money = printing.money
    frame = table.to_frame()
    gain = (frame["network_value"] - frame["lifetime_value"]).dropna().sort_values(ascending=False, kind="stable")
    number, fewest = len(table.matters()["top_decile"]["entered"]), int(table._native.fewest_shown())
    entered = f"fewer than {fewest} customers" if too_few(number, fewest) else counted(number, "customer")
    engagement = found["engagement_value"]  # None: it would tell what few contributed
    shared = f" With what they share (ideas, know-how, capital): {money(engagement)} EUR." if engagement is not None else ""
    of = f", of {counted(found['counted'], 'customer')}" if found["counted"] is not None else ""
    lines = [
        f"{money(found['customer_network_equity'])} EUR{of}: the sum of their lifetime values, of which"
        f" {money(found['credited'])} is credited to others than those who pay it.{shared}"
        f" In the most valuable tenth by the network alone: {entered}. Moved up most:",
        *(f"- {names[id]}: {_sentence(table, id, 'network_value')}" for id in gain.index[:_SHOWN] if gain[id] > 0),
    ]
    return "\n".join(map(_wrapped, lines))


def _sentence(table: ScoreTable, id: str, score: str) -> str:
    """What the card says about one score."""
    return next(str(each["sentence"]) for each in table.explain(id)["explanation"] if each["score"] == score)


def _who_matters(table: ScoreTable, names: Dict[str, str]) -> str:
    """Three lists side by side: who is active, influential and valuable at once, whom to win, and who stands between others."""
    found = table.matters()
    order, plan = found["matters"], found["ambassadors"]
    lists = {
        "active, influential, valuable": [f"{each['place']:.0f}. {names[each['id']]}" for each in order["customers"]],
        "ambassadors to win": [names[each["id"]] for each in plan["customers"]],
        "hubs": [names[each["id"]] for each in order["between"]["hubs"]],
        "bridges": [names[each["id"]] for each in order["between"]["bridges"]],
    }
    rows = [[(of[n] if n < len(of) else "") for of in lists.values()] for n in range(5)]
    said = (
        f"The {len(plan['customers'])} ambassadors are expected to reach {plan['persons']:.1f} customers ({plan['persons_low']:.1f} to"
        f" {plan['persons_high']:.1f}: the 95 % interval of the simulation's mean, of what chance leaves open and not of whether the model is right)."
    )
    return grid(list(lists), rows, left=len(lists)) + "\n" + _wrapped(said)


def _files(folder: Folder, table: ScoreTable) -> str:
    """What was written, and three commands to go on with."""
    best = table.to_frame()["network_value"].fillna(-np.inf).idxmax()
    lines = [
        f"{folder.report}   the report: open it in a browser",
        f"{folder.database}   the CRM: scores stand in contacts_cstm",
        f"{folder.path}: mapping.json, model.json (fitted), benchmark.json, portfolio.png",
        f"scvm report --source {folder.mapping} --benchmark {folder.benchmark} --out bericht.html --language de",
        f"scvm explain --source {folder.mapping} --id {best}",
        f"scvm score --source {folder.mapping}   (changes 0 rows: nothing is new)",
    ]
    return "\n".join(f"  {line}" for line in lines)


def _wrapped(text: str) -> str:
    return wrapped(text, then="    " if text.startswith("- ") else "  ")


def _bold(text: str) -> str:
    return click.style(text, bold=True)
