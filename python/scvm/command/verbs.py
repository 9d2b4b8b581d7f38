"""The verbs of ``scvm``: init, check, fit, score, report, benchmark, explain, export, erase, history, demo.

Exit codes: 0 all is well, 1 some rows were rejected, 2 nothing (or nothing more) was done, with one line that says why.
"""

from __future__ import annotations

import contextlib
import datetime
import importlib
import json
import os
import pathlib
import sqlite3
import sys
import tempfile
import traceback
import zoneinfo
from typing import Any, Dict, Iterator, List, NoReturn, Optional, Tuple

import click
import sqlalchemy as sa

from scvm import __version__
from scvm.command import benchmark, databases, exports, findings, preset_files, presets, printing, readers, run, screen, starter
from scvm.command.account import counted
from scvm.command.card_text import card_text
from scvm.command.chart_files import require_empty_folder
from scvm.command.cells import short
from scvm.command.demonstration import Folder, demonstrate
from scvm.command.file_target import FileTarget
from scvm.command.loss_guard import LossGuard, refusal
from scvm.command.mapping import ENVIRONMENT, Mapping, is_url, without_comments
from scvm.command.overwriting import check_outputs
from scvm.command.private_file import open_private
from scvm.command.progress import be_quiet
from scvm.command.proposal import Proposal, propose
from scvm.command.refusal import Refused, without_password
from scvm.command.sql_target import SqlTarget, id_hash
from scvm.customer_base import CustomerBase
from scvm.dates import DateReader
from scvm.errors import Error
from scvm.plots import save_customers
from scvm.scoring import Scorer, ScoringModel, fit

SOME_REJECTED = 1


class _Stop(click.ClickException):
    exit_code = 2


class _Verbs(click.Group):
    """Turns every foreseen failure into one line on stderr."""

    def invoke(self, context: click.Context) -> Any:
        try:
            return super().invoke(context)
        except (click.ClickException, click.exceptions.Exit, BrokenPipeError):
            raise  # click ends quietly where a reader like `head` has had enough
        except (Exception, KeyboardInterrupt) as e:
            raise _Stop(without_password(_said(e))) from e
        finally:
            be_quiet(False)


def _said(error: BaseException) -> str:
    """A failure in one line. What nobody foresaw is named with its place, for whoever mends it."""
    if isinstance(error, (Error, Refused)):
        return str(error)
    if isinstance(error, (KeyboardInterrupt, click.Abort)):
        return "broken off: nothing more was written"
    if isinstance(error, sqlite3.Error):
        return f"the temporary database in {tempfile.gettempdir()}: {error}: TMPDIR names a folder with more room"
    if isinstance(error, OSError):
        return f"{error.filename}: {error.strerror}" if error.filename else str(error)
    if isinstance(error, (sa.exc.SQLAlchemyError, ModuleNotFoundError)):
        cause = getattr(error, "orig", None) or error
        return (str(cause).strip() or type(cause).__name__).splitlines()[0]
    place = traceback.extract_tb(error.__traceback__)[-1]
    first = (str(error).strip() or "no more is known").splitlines()[0]
    return f"{type(error).__name__}: {first} ({pathlib.Path(place.filename).name}, line {place.lineno})"


class _Day(click.ParamType):
    name = "DATE"

    def convert(self, value: Any, param: Optional[click.Parameter], context: Optional[click.Context]) -> str:
        if value.strip().lower() == "today":
            return "today"  # which day that is depends on where the customers live
        try:
            return datetime.date.fromisoformat(value.strip()).isoformat()
        except ValueError:
            option = param.opts[0] if param else "as_of"
            raise Refused(f"{option} {short(value)}: expected a date like 2026-11-21, or today") from None


class _Id(click.ParamType):
    name = "ID"

    def convert(self, value: Any, param: Optional[click.Parameter], context: Optional[click.Context]) -> str:
        return _checked_id(value, "--id")


def _checked_id(value: Any, name: str) -> str:
    """An id as the core takes it: nothing is to be looked up or remembered of what nobody can be called."""
    try:
        size = len(str(value).encode())
    except UnicodeEncodeError:  # bytes that are no text, as the shell gave them
        raise Refused(f"{name}: no UTF-8 text, which every id is") from None
    if not 1 <= size <= 1024:
        raise Refused(f"{name}: {counted(size, 'byte')}; an id has 1 to 1,024")
    return str(value)


_source = click.option("--source", metavar="SOURCE", help="A mapping file, an NDJSON file of records, or a database URL.")
_database = click.option("--database", "url", metavar="URL", help="A SugarCRM-style database, e.g. sqlite:///crm.sqlite.")
_model = click.option("--model", "model_file", metavar="FILE", help="The scoring model; default: the mapping's.")
_as_of = click.option(
    "--as-of", type=_Day(), help="The day of scoring, 2026-11-21 or today; default: the mapping's. What happened later is ignored."
)
_output = click.option("--output", metavar="FILE", help="Where the scores are (.csv, .ndjson); default: as the mapping says.")
_accept_loss = click.option("--accept-loss", is_flag=True, help="Go on where a source is empty, most customers would lose their scores, or --output holds something else.")
_rejected = click.option("--rejected", "rejected_file", metavar="FILE", help="Rejected rows with line and reason, as CSV.")
_benchmark = click.option("--with", "benchmarks", multiple=True, metavar="FILE", help="A benchmark file to compare with; may be given several times.")
_quiet = click.option("--quiet", is_flag=True, help="Print nothing but errors.")
_json = click.option("--json", "as_json", is_flag=True, help="Print one JSON document.")
_id = click.option("--id", "id", required=True, type=_Id(), metavar="ID", help="The customer's id.")


@click.group(cls=_Verbs, context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 110})
@click.version_option(__version__, prog_name="scvm")
def main() -> None:
    """Scores the customers of a CRM: survey answers, purchases and interactions in, explained score cards out.

    Data come from CSV exports, NDJSON or SQL, by a mapping file (docs/mapping.md); a SugarCRM-style database needs none.
    Exit codes: 0 all is well, 1 some rows were rejected, 2 nothing was done.

    \b
    Example: see all of it on a generated CRM
      scvm demo --folder /tmp/scvm
    """


@main.command()
@click.option("--folder", default="scvm-demo", show_default=True, metavar="DIR", help="Where the files go.")
@click.option("--customers", default=2000, show_default=True, type=click.IntRange(50, 1_000_000))
@click.option("--seed", default=1, show_default=True, type=click.IntRange(0))
def demo(folder: str, customers: int, seed: int) -> None:
    """Generates a company with everything, then fits, scores, writes back, reports, and shows the result.

    \b
    Example
      scvm demo --folder /tmp/scvm --customers 5000
    """
    click.echo(demonstrate(Folder(pathlib.Path(folder)), customers, seed))


@main.command("init")
@click.argument("files", nargs=-1, metavar="[FILE… | DIRECTORY | URL]")
@_source
@_database
@click.option("--preset", type=click.Choice(presets.names()), help="Which system the files or the database are of (scvm presets); default: what they look like.")
@click.option("--output", "output", default="model.jsonc", show_default=True, metavar="FILE", help="Where the starter model goes.")
@click.option("--mapping", "mapping_file", default="mapping.jsonc", show_default=True, metavar="FILE", help="Where the starter mapping goes.")
@click.option("--set", "sets", multiple=True, metavar="KEY=VALUE", help="Decide a key of the mapping, such as purchases.date_format=%d.%m.%Y; may be given several times.")
@click.option("--yes", is_flag=True, help="Take what is proposed, and do not ask; never a date that nothing decides.")
@click.option("--force", is_flag=True, help="Overwrite files that exist.")
@_accept_loss
@_quiet
def init_verb(
    files: Tuple[str, ...], source: Optional[str], url: Optional[str], preset: Optional[str], output: str, mapping_file: str, sets: Tuple[str, ...],
    yes: bool, force: bool, accept_loss: bool, quiet: bool,
) -> None:  # fmt: skip
    """Looks at exports or a database, and writes a commented mapping and a commented starter model of what is there.

    FILE is an export of any kind: CSV, a workbook, JSON, Parquet, packed or not; several may be given, a folder, or the URL of a database.
    Of a mapping that exists, it writes the model alone.

    \b
    Example
      scvm init Kunden.csv Bestellungen.xlsx Umfrage.csv
      scvm init exports/ --set purchases.date_format=%d.%m.%Y
      scvm init mysql+pymysql://crm@localhost/suitecrm
      scvm init --preset odoo --database env:SCVM_DATABASE
      scvm init --preset shopify orders_export.csv customers_export.csv
      scvm init --source exports/suitecrm.scvm.json --output model.jsonc
    """
    files, source, url = _named(files, source, url)
    if files:
        be_quiet(quiet)
        _init_exports(files, preset, output, mapping_file, sets, yes, force, accept_loss, quiet)
    if url is None and source is not None and is_url(source):
        source, url = None, source
    if url is not None and preset is None:
        preset = _init_database(url, output, mapping_file, sets, yes, force, accept_loss, quiet)
    prefix = next((each.partition("=")[2] for each in sets if each.startswith("prefix=")), None)
    if any(not each.startswith("prefix=") for each in sets) or (prefix is not None and (url is None or "prefix_of" not in presets.document_of(preset or "suitecrm"))):
        raise Refused("--set: is for exports; of a mapping that exists, change the file")
    preset = preset or "suitecrm"
    be_quiet(quiet)
    mapping = _mapping(source, url)
    from_url = mapping.is_preset and "suitecrm" not in mapping.document
    known = presets.Preset("suitecrm", {})
    if preset != "suitecrm" and not from_url:
        raise Refused(_needs(preset))
    if presets.way_of(presets.document_of(preset)) == presets.FILES:
        raise Refused(_needs(preset))
    check_outputs(mapping, {"--output": output, "--mapping": mapping_file if from_url else None}, new_model="--output")
    for path in [output, *([mapping_file] if from_url else [])]:
        if os.path.exists(path) and not force:
            raise Refused(f"{path}: exists already; --force overwrites it")
    if from_url and preset != "suitecrm":
        known, mapping, found = _preset_mapping(preset, mapping, mapping_file, prefix)
    elif from_url:
        mapping, found = _starter_mapping(mapping, mapping_file)
    with run.reading(mapping) as read:
        _refuse_losses(read, accept_loss)
        starter.refuse_numbers_for_questions(read.staging, mapping)
        run.judge(read)
        id = pathlib.Path(output).name.partition(".")[0] or "model"
        text = starter.model_text(read.staging, mapping, id, {**known.scales, **read.scales}, known.asked.get("time_zone"), known.purposes)
        ScoringModel(without_comments(text))
        _write_private(output, text)
        if from_url:
            _write_private(mapping_file, found)
        accounts, rejected = read.accounts, read.rejected
        people = len(read.staging)
    if not quiet:
        click.echo(printing.closing(accounts, None, rejected))
        click.echo(f"\n  {counted(people, 'customer')}. Starter model: {output}" + (f", starter mapping: {mapping_file}" if from_url else ""))
        click.echo("".join(f"\n  To decide: {each}" for each in starter.doubts(text)).lstrip("\n"))
        if from_url and f'"{ENVIRONMENT}{_VARIABLE}"' in found and not str(mapping.document["database"]).startswith(ENVIRONMENT):
            click.echo(f"  The URL has a password, which stands in no file: the mapping says {ENVIRONMENT}{_VARIABLE}. First: export {_VARIABLE}=THE_URL")
        click.echo(f"  Read it, then: scvm fit --source {mapping_file if from_url else source} --model {output} --as-of today --output model.json")
    _leave(rejected.total)


def _named(files: Tuple[str, ...], source: Optional[str], url: Optional[str]) -> Tuple[Tuple[str, ...], Optional[str], Optional[str]]:
    """What init is given: exports, or a mapping or records, or the URL of a database."""
    given = files + ((source,) if source is not None and not is_url(source) else ())
    if files and (url is not None or (source is not None and is_url(source))):
        raise Refused("give either files, or a database")
    if len(files) == 1 and (is_url(files[0]) or files[0].startswith(ENVIRONMENT)):
        return (), None, files[0]
    if not given:
        return (), source, url
    if len(given) == 1 and (given[0].endswith((".ndjson", ".jsonl")) or exports.is_mapping(pathlib.Path(given[0]))):
        path = pathlib.Path(given[0])
        if source is not None or exports.is_mapping(path) or _are_records(path):
            return (), given[0], None
    if source is not None and not files and not (pathlib.Path(source).is_file() and not exports.is_mapping(pathlib.Path(source)) and pathlib.Path(source).suffix not in (".json", ".jsonc")):
        return (), source, url
    return given, None, None


def _are_records(path: pathlib.Path) -> bool:
    first: Dict[str, Any] = next(_lines(path), {}) if path.is_file() else {}
    return "id" in first and any(isinstance(each, (list, dict)) for each in first.values())


def _needs(preset: str) -> str:
    """What a preset reads."""
    document = presets.document_of(preset)
    if presets.way_of(document) != presets.FILES:
        return "--preset: needs --database, the database that it is of"
    return f"--preset {preset}: reads exports, no database: scvm init --preset {preset} FILE…: {'; '.join(each['said'] for each in document['files'].values())}"


def _init_exports(
    files: Tuple[str, ...], preset: Optional[str], output: str, mapping_file: str, sets: Tuple[str, ...], yes: bool, force: bool, accept_loss: bool, quiet: bool
) -> NoReturn:  # fmt: skip
    if preset and presets.way_of(presets.document_of(preset)) != presets.FILES:
        raise Refused(_needs(preset))
    for path in (output, mapping_file):
        if os.path.exists(path) and not force:
            raise Refused(f"{path}: exists already; --force overwrites it")
    folder = pathlib.Path(mapping_file).parent
    looks, left_out = exports.looks_of_files(files, folder)
    found = preset_files.proposal_of(preset, looks) if preset else propose(looks)
    _init_looks(found, left_out, {}, output, mapping_file, sets, yes, accept_loss, quiet)


def _init_database(
    url: str, output: str, mapping_file: str, sets: Tuple[str, ...], yes: bool, force: bool, accept_loss: bool, quiet: bool
) -> str:  # fmt: skip
    """Which preset a database is of. One that is of none is looked at table by table, and this does not return."""
    mapping = _mapping(None, url)
    assert mapping.database is not None
    engine = databases.connect(mapping.database)
    try:
        tables = set(sa.inspect(engine).get_table_names())
        if not tables or "contacts" in tables:
            return "suitecrm"
        with engine.execution_options(isolation_level="AUTOCOMMIT").connect() as connection:
            fitting = []
            for name in presets.names():
                if presets.way_of(presets.document_of(name)) != presets.QUERIES:  # suitecrm: which every table of contacts is taken for, above
                    continue
                with contextlib.suppress(Refused):
                    presets.look(name, lambda statement: list(connection.execute(readers.statement_of(statement)).all()), tables=sorted(tables))
                    fitting.append(name)
            if len(fitting) > 1:
                raise Refused(f"the database is of several systems, {' and '.join(fitting)}: choose with --preset {fitting[0]}")
            if fitting:
                return fitting[0]
        be_quiet(quiet)
        for path in (output, mapping_file):
            if os.path.exists(path) and not force:
                raise Refused(f"{path}: exists already; --force overwrites it")
        with engine.connect() as connection:
            looks = exports.looks_of_database(engine)
            _init_looks(propose(looks, connection), [], {"database": _url_for_file(mapping, engine)}, output, mapping_file, sets, yes, accept_loss, quiet)
    finally:
        engine.dispose()


def _init_looks(
    found: Proposal, left_out: List[str], more: Dict[str, Any], output: str, mapping_file: str, sets: Tuple[str, ...], yes: bool, accept_loss: bool,
    quiet: bool,
) -> NoReturn:  # fmt: skip
    """Shows what is proposed, asks, reads everything once by what was decided, and writes mapping and model."""
    document = {**exports.apply(found, sets), **more}
    if not quiet:
        exports.show(found, left_out)
    is_terminal = sys.stdin.isatty() and sys.stdout.isatty()
    exports.decide(found.decisions, document, yes, is_terminal)
    fitted = pathlib.Path(output).with_suffix(".json") if output.endswith(".jsonc") else pathlib.Path(output).with_name("fitted.json")
    document["output"] = {"format": "csv", "path": "scores.csv"}
    document["model"] = os.path.relpath(fitted, pathlib.Path(mapping_file).parent or ".")
    mapping = exports.mapping_of(document, mapping_file)
    check_outputs(mapping, {"--output": output, "--mapping": mapping_file}, new_model="--output")
    with run.reading(mapping) as read:
        _refuse_losses(read, accept_loss)
        starter.refuse_numbers_for_questions(read.staging, mapping)
        run.judge(read)
        why = exports.with_day(document, read.staging, _today("UTC"))
        text = exports.mapping_text(document, found.parts, {("as_of",): why, ("model",): "what scvm fit writes"})
        model = starter.model_text(read.staging, mapping, "model", read.scales, texts=found.texts, told=found.dimensions)
        asked = [row[0] for row in read.staging.all("SELECT DISTINCT item FROM answers ORDER BY item LIMIT 2")]
        ScoringModel(without_comments(model))
        exports.mapping_of(json.loads(without_comments(text)), mapping_file)
        accounts, rejected, people = read.accounts, read.rejected, len(read.staging)
        read_purchases = bool(read.staging.scalar("SELECT 1 FROM purchases LIMIT 1"))
    if not quiet:
        click.echo("\n" + printing.closing(accounts, None, rejected))
    if is_terminal and not yes and not click.confirm(f"\n  Write {mapping_file} and {output}?", default=True):
        raise Refused("nothing was written")
    _write_private(output, model)
    _write_private(mapping_file, text)
    if not quiet:
        click.echo(f"\n  {counted(people, 'customer')}. Written: {mapping_file} and {output}; the evidence stands beside each line.")
        doubts = starter.doubts(model)
        nameless = [each for each in doubts if each.startswith('{"id"')]
        click.echo("".join(f"\n  To check: {each}" for each in doubts if each not in nameless).lstrip("\n"))
        if nameless:
            click.echo(f"  {counted(len(nameless), 'question')} without a dimension: comments in {output} until you name it, as with --set 'dimensions.QUESTION=satisfaction'")
        if asked and '"survey": {' not in without_comments(model):
            click.echo(
                "\n" + screen.wrapped("No portfolio yet: which question asks satisfaction, and which attachment (loyalty, recommendation)? Run it again with --force and, for each,")
                + "".join(f"\n    --set 'dimensions.{name}={dimension}'" for name, dimension in zip(asked, ("satisfaction", "attachment")))
            )  # fmt: skip
        if not ScoringModel(without_comments(model)).to_dict().keys() & {"survey", "network"} and not read_purchases:
            _leave(rejected.total)
        click.echo(f"\n  Next: scvm fit --source {mapping_file} --model {output} --output {fitted}")
        click.echo(f"  Then: scvm score --source {mapping_file}")
    _leave(rejected.total)


#: Where a URL with a password goes, in place of a file.
_VARIABLE = "SCVM_DATABASE"


def _url_for_file(mapping: Mapping, engine: sa.engine.Engine) -> str:
    given = str(mapping.document["database"])
    return f"{ENVIRONMENT}{_VARIABLE}" if engine.url.password and not given.startswith(ENVIRONMENT) else given


def _preset_mapping(name: str, mapping: Mapping, path: str, prefix: Optional[str]) -> Tuple[presets.Preset, Mapping, str]:
    """What a preset finds in a database, the mapping that it makes, and its text. `prefix`: what the system's tables begin with, where that is to choose."""
    given = mapping.document["database"]
    assert mapping.database is not None
    engine = databases.connect(mapping.database)
    try:
        with engine.execution_options(isolation_level="AUTOCOMMIT").connect() as connection:  # a statement that fails ends no transaction

            def ask(statement: str) -> Any:
                return connection.execute(readers.statement_of(statement)).all()

            found = presets.look(name, ask, tables=sa.inspect(engine).get_table_names(), prefix=prefix)
    finally:
        engine.dispose()
    result = Mapping({**found.mapping, "database": given}, pathlib.Path(path).parent, path)
    return found, result, found.text(_url_for_file(mapping, engine))


def _starter_mapping(mapping: Mapping, path: str) -> Tuple[Mapping, str]:
    """A mapping of a database, and its text: with every table that looks like a source, as long as that can be read."""
    given = str(mapping.document["database"])
    with run.reading(mapping) as read:
        assert read.engine is not None
        said = _url_for_file(mapping, read.engine)
        found = findings.look(read.engine)
        while True:
            text = starter.mapping_text(said, found)
            result = Mapping({**json.loads(without_comments(text)), "database": given}, pathlib.Path(path).parent, path)
            fault = _fault_in(result, found)
            if fault is None:
                return result, text
            found.without(*fault)


def _fault_in(mapping: Mapping, found: findings.Findings) -> Optional[Tuple[str, str]]:
    """The first of the sources found that cannot be read, or of which nothing counts, and why."""
    try:
        return _loss_in(mapping, found)
    except (Refused, Error) as e:
        for each in found.sources:
            alone = {each.kind: mapping.document["sources"][each.kind]}
            try:
                _loss_in(Mapping({**mapping.document, "sources": alone}, mapping.folder, mapping.name), found)
            except (Refused, Error) as fault:
                return each.kind, str(fault)
        if not found.sources:
            raise
        return found.sources[-1].kind, str(e)


def _loss_in(mapping: Mapping, found: findings.Findings) -> Optional[Tuple[str, str]]:
    with run.reading(mapping) as read:
        tables = {each.table: each.kind for each in found.sources}
        for account in read.accounts:
            if account.name in tables and (loss := account.loss(read.staging)):
                return tables[account.name], loss
    return None


@main.command("presets")
@_json
def presets_verb(as_json: bool) -> None:
    """Lists the systems that scvm knows: how each is read, of which versions, and its page.

    \b
    Example
      scvm presets
    """
    found = [(name, presets.document_of(name)) for name in presets.names()]
    rows = [[name, each["system"], each["versions"], presets.way_of(each), f"docs/presets/{name}.md"] for name, each in found]
    header = ["name", "system", "versions", "kind", "page"]
    if as_json:
        click.echo(json.dumps([dict(zip(header, row)) for row in rows], ensure_ascii=False, indent=2))
    else:
        click.echo(screen.grid(header, rows, left=len(header)))


def _wrong_way(model: ScoringModel, read: run.Read) -> List[str]:
    """The items that the model counts against the words of their answers."""
    items = [item for item in model.to_dict().get("survey", {}).get("items", []) if item["dimension"] in ("satisfaction", "attachment")]
    known = [(item, read.scales[item["id"]]) for item in items if item["id"] in read.scales]
    return [f"{item['id']}: {scale.said}" for item, scale in known if scale.is_reversed is not None and scale.is_reversed != item.get("reversed", False)]


@main.command("check")
@_source
@_database
@_model
@_as_of
@_output
@_rejected
@_json
@_quiet
def check_verb(
    source: Optional[str], url: Optional[str], model_file: Optional[str], as_of: Optional[str], output: Optional[str],
    rejected_file: Optional[str], as_json: bool, quiet: bool,
) -> None:  # fmt: skip
    """Reads model and sources and says what would be used; writes nothing.

    \b
    Example
      scvm check --source suitecrm.scvm.json --model model.json
    """
    be_quiet(quiet or as_json)
    mapping = _mapping(source, url)
    model, day = _model_and_day(mapping, model_file, as_of)
    check_outputs(mapping, {"--rejected": rejected_file}, output=output, model_file=model_file)
    with run.reading(mapping, rejected_file, sums=True, output=output) as read:
        ready: List[str] = []
        target, guard, to = "none", None, None
        if mapping.output or output:
            to = run.target_of(mapping, output, read.engine)
            if isinstance(to, FileTarget):
                to.refuse_foreign()
            target = to.label
            ready = to.statements() if isinstance(to, SqlTarget) else []
            guard = LossGuard(to, run.ownership_of(mapping, model, read), read.staging)
        outcome = run.score(read, mapping, model, day, None, run.CHUNK, guard=guard, there=to)
        known = {item["id"] for item in model.to_dict().get("survey", {}).get("items", [])}
        items = read.staging.all("SELECT item, count(*) FROM answers GROUP BY item ORDER BY min(number), item")
        document = printing.outcome_json(read.accounts, outcome.totals, read.rejected, None, model, day)
        document.update(
            items={"used": [i for i, _ in items if i in known], "not_asked_by_model": [i for i, _ in items if i not in known],
                   "without_answers": sorted(known - {i for i, _ in items})},
            target=target, missing_in_target=ready, sums_by_database=read.sums or None, losses=read.losses + outcome.losses,
            refused_elsewhere=printing.refused_elsewhere_json(outcome.sharing), wrong_way=_wrong_way(model, read),
        )  # fmt: skip
        total = read.rejected.total
        if as_json:
            click.echo(run.record_json(document))
        elif not quiet:
            _title(f"What would be scored as of {day}, by model {model.id} ({model.hash[:12]})")
            click.echo(printing.closing(read.accounts, outcome.totals, read.rejected))
            click.echo("\n" + printing.checked(document))
            if said := printing.refused_elsewhere(outcome.sharing):
                click.echo("\n" + said)
    if document["losses"]:
        raise Refused(f"scvm score would refuse: {refusal(document['losses'])}")
    _leave(total)


@main.command("fit")
@_source
@_database
@_model
@_as_of
@click.option("--output", required=True, metavar="FILE", help="Where the fitted model goes.")
@_accept_loss
@_rejected
@_json
@_quiet
def fit_verb(
    source: Optional[str], url: Optional[str], model_file: Optional[str], as_of: Optional[str], output: str, accept_loss: bool,
    rejected_file: Optional[str], as_json: bool, quiet: bool,
) -> None:  # fmt: skip
    """Estimates a model's parameters on the customers of a source. Needs all purchases in memory, 32 bytes each.

    \b
    Example
      scvm fit --database sqlite:///crm.sqlite --model rules.json --as-of 2026-06-30 --output model.json
    """
    be_quiet(quiet or as_json)
    mapping = _mapping(source, url)
    rules, day = _model_and_day(mapping, model_file, as_of)
    check_outputs(mapping, {"--output": output, "--rejected": rejected_file}, model_file=model_file, new_model="--output")
    with run.reading(mapping, rejected_file) as read:
        base, _ = _everybody(read, mapping, rules)
        model = fit(base, rules, as_of=day)
        _refuse_losses(read, accept_loss)
        model.to_file(output)
        total = read.rejected.total
    if as_json:
        parts = {name: part["status"] for name, part in printing.fitted_parts(model.to_dict()).items()}
        found = {"as_of": day, "customers": len(base), "hash": model.hash, "model": output, "parts": parts, "rejected": total}
        click.echo(run.record_json(found))
    elif not quiet:
        _title(f"Fitted as of {day}, with {counted(len(base), 'customer')} read, and saved as {output} ({model.hash[:12]})")
        click.echo(printing.fitted(model.to_dict()))
    _leave(total)


@main.command()
@_source
@_database
@_model
@_as_of
@_output
@_accept_loss
@click.option("--add-columns", is_flag=True, help="Add the columns and tables that the database lacks.")
@click.option("--dry-run", is_flag=True, help="Score and report; write nothing.")
@click.option("--picture", metavar="FILE", help="Save a picture of the portfolio (.png, .svg, .pdf); holds everybody in memory.")
@click.option("--chunk-size", default=run.CHUNK, show_default=True, type=click.IntRange(1), help="Customers in memory at once, and in one transaction.")
@_rejected
@_json
@_quiet
def score(
    source: Optional[str], url: Optional[str], model_file: Optional[str], as_of: Optional[str], output: Optional[str], accept_loss: bool,
    add_columns: bool, dry_run: bool, picture: Optional[str], chunk_size: int, rejected_file: Optional[str], as_json: bool, quiet: bool,
) -> None:  # fmt: skip
    """Scores all customers and writes what changed.

    \b
    Example
      scvm score --source suitecrm.scvm.json --model model.json --rejected rejected.csv
      scvm score --database sqlite:///crm.sqlite --model model.json --as-of today
    """
    be_quiet(quiet or as_json)
    mapping = _mapping(source, url)
    model, day = _model_and_day(mapping, model_file, as_of)
    check_outputs(mapping, {"--rejected": rejected_file, "--picture": picture}, output=output, model_file=model_file)
    if picture:
        _require_drawable(picture)
    with contextlib.ExitStack() as stack:
        target, there = None, _open_target(mapping, output) if mapping.output or output else None
        if not dry_run:
            target = there or _open_target(mapping, output)
            if isinstance(target, FileTarget) and not accept_loss:
                target.refuse_foreign()
            stack.enter_context(target.lock())
            target.prepare(add_columns)  # before the long work, not after it
        read = stack.enter_context(run.reading(mapping, rejected_file, output=output))
        _refuse_losses(read, accept_loss)
        guard = LossGuard(target, run.ownership_of(mapping, model, read), read.staging) if target and not accept_loss else None
        try:
            outcome = run.score(read, mapping, model, day, target, chunk_size, whole=picture is not None, guard=guard, there=there)
        except BaseException:
            if isinstance(target, FileTarget):
                target.abandon()
            raise
        if picture:
            assert outcome.table is not None
            open_private(picture).close()
            save_customers(outcome.table, picture)
        total = read.rejected.total
        if as_json:
            result = outcome.written if target else None
            document = printing.outcome_json(read.accounts, outcome.totals, read.rejected, result, model, day)
            document.update(owned=outcome.ownership.parts, left_alone=outcome.sharing.left, refused_elsewhere=printing.refused_elsewhere_json(outcome.sharing))
            click.echo(run.record_json(document))
        elif not quiet:
            _show_outcome(read, outcome, model, day, target)
            if picture:
                click.echo(f"  Picture of the portfolio: {picture}")
            if rejected_file and total:
                click.echo(f"  Rejected rows: {rejected_file}")
    _leave(total)


@main.command("report")
@_source
@_database
@_model
@_as_of
@click.option("--out", "out", metavar="FILE", help="The page, one HTML file that needs no network.")
@click.option("--compare-with", "earlier", type=_Day(), help="An earlier day: who has moved since, by the same source and model.")
@click.option("--benchmark", "benchmarks", multiple=True, metavar="FILE", help="A benchmark file to compare with; may be given several times.")
@click.option("--figures", "figures", metavar="FILE", help="Write the figures of benchmark, community and return as one JSON document, too.")
@click.option("--csv", "charts", metavar="FOLDER", help="Write every table and chart of the page as a CSV file, too, into this new or empty folder.")
@click.option("--language", type=click.Choice(["en", "de"]), help="Default: the mapping's.")
@_accept_loss
@_rejected
@_quiet
def report_verb(
    source: Optional[str], url: Optional[str], model_file: Optional[str], as_of: Optional[str], out: Optional[str],
    earlier: Optional[str], benchmarks: Tuple[str, ...], figures: Optional[str], charts: Optional[str], language: Optional[str], accept_loss: bool, rejected_file: Optional[str], quiet: bool,
) -> None:  # fmt: skip
    """Writes the report: one HTML page with the portfolio, values, networks and the quality of the data.

    \b
    Example
      scvm report --source suitecrm.scvm.json --model model.json --out page.html --language de
      scvm report --source suitecrm.scvm.json --model model.json --out page.html --compare-with 2025-11-21 --csv charts
    """
    be_quiet(quiet)
    from scvm.command import page_data

    mapping = _mapping(source, url)
    if out is None:
        raise Refused(f"give --out, where the page goes: scvm report {'--source ' + source if source else '--database ' + without_password(str(url))} --out report.html")
    model, day = _model_and_day(mapping, model_file, as_of)
    check_outputs(mapping, {"--out": out, "--figures": figures, "--rejected": rejected_file}, model_file=model_file, more_read=benchmarks)
    if charts is not None:
        require_empty_folder(pathlib.Path(charts))
    known = [benchmark.read(pathlib.Path(path)) for path in benchmarks]
    with run.reading(mapping, rejected_file, attributes=True) as read:
        _refuse_losses(read, accept_loss)
        target = run.target_of(mapping, None, read.engine) if mapping.output else None
        ownership, assumed = run.ownership_of(mapping, model, read), mapping.document.get("social_return")
        table = page_data.write(read, target, model, day, earlier, out, language or mapping.language, known, assumed, figures, ownership, charts).table
        total = read.rejected.total
    if not quiet:
        click.echo(f"  {counted(len(table), 'customer')} as of {day}: {out}")
    _leave(total)


@main.command("benchmark")
@_source
@_database
@_model
@_as_of
@click.option("--make", "make", metavar="FILE", help="Write the own shares as a benchmark file; small groups are left out.")
@_benchmark
@click.option("--industry", "industries", multiple=True, metavar="NAME", help="With --make: the own industry. Else: compare with this one only; may be given several times.")
@click.option("--name", metavar="TEXT", help="With --make: what people call the benchmark; default: the model's id.")
@click.option("--country", metavar="TEXT", help="With --make: where the customers live.")
@click.option("--year", type=click.IntRange(1990, 2100), help="With --make: when they were asked; default: the year of the day of scoring.")
@click.option("--origin", metavar="TEXT", help="With --make: whose customers they are and how they were chosen.")
@click.option("--by", "by", metavar="ATTRIBUTE", help="With --make: one more sample for each category of this attribute, as an industry.")
@click.option("--force", is_flag=True, help="With --make: overwrite a file that exists.")
@_json
@_quiet
def benchmark_verb(
    source: Optional[str], url: Optional[str], model_file: Optional[str], as_of: Optional[str], make: Optional[str],
    benchmarks: Tuple[str, ...], industries: Tuple[str, ...], name: Optional[str], country: Optional[str], year: Optional[int],
    origin: Optional[str], by: Optional[str], force: bool, as_json: bool, quiet: bool,
) -> None:  # fmt: skip
    """Compares the groups' shares with benchmarks, or makes a benchmark of the own ones; both at once joins files.

    Refused are benchmarks of another rule, other boundaries or another questionnaire, and those of unknown origin.

    \b
    Example
      scvm benchmark --source mapping.jsonc --model model.json --as-of today --with retail.json
      scvm benchmark --source mapping.jsonc --model model.json --as-of today --make own.json --industry retail --country DE --origin "all who answered"
    """
    be_quiet(quiet or as_json)
    mapping = _mapping(source, url)
    if make is None and not benchmarks:
        raise Refused("give --with FILE to compare with, or --make FILE to make one")
    if make is None and (name or country or year or origin or by or force):
        raise Refused("--name, --country, --year, --origin, --by and --force: only with --make FILE")
    if make is not None and (len(industries) != 1 or not country or not origin):
        raise Refused("--make: needs one --industry, --country and --origin, without which nobody could compare")
    model, day = _model_and_day(mapping, model_file, as_of)
    check_outputs(mapping, {"--make": make}, model_file=model_file, more_read=benchmarks)
    if make is not None and os.path.exists(make) and not force:
        raise Refused(f"{make}: exists already; --force overwrites it")
    known = [benchmark.read(pathlib.Path(path)) for path in benchmarks]
    with run.reading(mapping, attributes=True) as read:
        _refuse_losses(read, False)
        base, _ = _everybody(read, mapping, model)
        table = Scorer(model).score(base, day)
        total = read.rejected.total
    if make is not None:
        document = benchmark.made(
            table, name=name or model.id, industry=industries[0], country=str(country), year=year or int(day[:4]), origin=str(origin), by=by, more=known
        )  # fmt: skip
        _write_private(make, json.dumps(document, ensure_ascii=False, indent=1, sort_keys=True) + "\n")
        if as_json:
            click.echo(run.record_json(document))
        elif not quiet:
            click.echo(f"  {counted(len(document['samples']), 'sample')}, of {counted(document['samples'][0]['n'], 'customer')} with a group as of {day}: {make}")
        _leave(total)
    found = benchmark.compared(table, known, industries)
    if as_json:
        click.echo(run.record_json(found))
    elif not quiet:
        click.echo(printing.benchmark(found))
    _leave(total)


@main.command()
@_source
@_database
@_model
@_as_of
@_id
@_json
def explain(
    source: Optional[str], url: Optional[str], model_file: Optional[str], as_of: Optional[str], id: str, as_json: bool
) -> None:  # fmt: skip
    """Explains one customer's scores: every number, where it comes from, and what was missing.

    \b
    Example
      scvm explain --database sqlite:///crm.sqlite --model model.json --as-of 2026-06-30 --id 5f2c…
    """
    mapping = _mapping(source, url)
    model, day = _model_and_day(mapping, model_file, as_of)
    everybody = run.needs_everybody(model)
    with run.reading(mapping, only_id=None if everybody else id) as read:
        if not read.staging.is_kept(id):
            raise Refused(run.unknown(read, id, mapping.name))
        base, target = _everybody(read, mapping, model, but=id)
        card = Scorer(model).score(base, day).explain(id)
        elsewhere = target.sharing.refusal_of(id) if target else None
    with run.reading(mapping, only_id=id) as read:
        name = read.staging.scalar("SELECT name FROM customers WHERE id = ?", id)
    click.echo(run.record_json(card) if as_json else card_text(card, name or "", model.to_dict(), mapping.language))
    if not as_json and target and elsewhere:
        click.echo("\n" + screen.wrapped(f"{target.label}: {printing.closed_by(*elsewhere)} of this customer stay empty."))


@main.command("route")
@_source
@_database
@_model
@_as_of
@click.option("--id", "id", type=_Id(), metavar="ID", help="The customer who needs help.")
@click.option("--skill", default="", metavar="WORD", help="What is needed; default: anything.")
@click.option("--at", "at", metavar="TIME", help="By the customer's clock, 21:30 or 2026-06-30T21:30; default: 12.")
@click.option("--request", "request_file", metavar="FILE", help="The same as JSON: id, skill, at, latitude, longitude.")
@_json
def route_verb(
    source: Optional[str], url: Optional[str], model_file: Optional[str], as_of: Optional[str], id: Optional[str], skill: str,
    at: Optional[str], request_file: Optional[str], as_json: bool,
) -> None:  # fmt: skip
    """Says who solves a customer's problem: a helper, a technician, a shop or the hotline, by what each is expected to cost.

    \b
    Example
      scvm route --source crm.scvm.json --model model.json --id 5f2c… --skill battery --at 21:00
    """
    from scvm.command.route import hour_of, place_in, route, route_text

    request: Dict[str, Any] = {}
    if request_file:
        try:
            request = json.loads(pathlib.Path(request_file).read_text(encoding="utf-8"))
        except ValueError as e:
            raise Refused(f"{request_file}: {e}") from None
        if not isinstance(request, dict) or set(request) - {"id", "skill", "at", "latitude", "longitude"}:
            raise Refused(f"{request_file}: expected an object of id, skill, at, latitude and longitude")
    if id is None and not isinstance(request.get("id"), str):
        raise Refused("give --id, or an id in --request")
    id = _checked_id(request["id"], f"{request_file}: id") if id is None else id
    place = place_in(request)
    mapping = _mapping(source, url)
    model, day = _model_and_day(mapping, model_file, as_of)
    with run.reading(mapping, attributes=True) as read:
        found = route(
            read, model, day, id, skill or str(request.get("skill", "")), hour_of(at or str(request.get("at", "12"))), place,
            lambda: Scorer(model).score(_everybody(read, mapping, model)[0], day),
        )  # fmt: skip
    if as_json:
        click.echo(run.record_json(found))
        return
    chosen = found["chosen"]
    click.echo("  Nobody can help." if chosen is None else f"  {' '.join(filter(None, (chosen['way'], chosen['name'])))}: {chosen['cost']:,.2f} {found['currency']} expected")
    if chosen is not None:
        even, status = found["break_even_p_fail"], found["break_even_status"].replace("_", " ")
        click.echo(f"  Another way is cheaper if it fails more often than {even:.0%}." if even is not None else f"  Break-even: {status}.")
    click.echo(screen.grid(["way", "name", "cost", "price", "success", "hours", "km", "why not"], route_text(found), left=2))


@main.command("export")
@_source
@_database
@_output
@_model
@_id
@click.option("--to", "to", metavar="FILE", help="Where the document goes; default: the terminal.")
def export_verb(
    source: Optional[str], url: Optional[str], output: Optional[str], model_file: Optional[str], id: str, to: Optional[str]
) -> None:
    """Exports everything that is held about one person, as JSON: for a request under Art. 15 or 20 GDPR.

    An opt-out stands under the model's name for being contacted, and days are those where its customers live.

    \b
    Example
      scvm export --source suitecrm.scvm.json --id 5f2c… --to person.json
    """
    mapping = _mapping(source, url)
    check_outputs(mapping, {"--to": to}, output=output, model_file=model_file)
    path = _model_path(mapping, model_file)
    if path is not None and (model_file is not None or path.exists()):  # a person's right does not wait for the first fit
        _model_of(mapping, path)
        mapping.model_is_silent = False  # what a withdrawal of one purpose closes is the model's; an export says what was said
    with run.reading(mapping, only_id=None if mapping.tells_of_others else id, attributes=True, output=output) as read:
        target = run.target_of(mapping, output, read.engine) if mapping.output or output else None
        stored = target.stored(id) if target else None
        history = target.history(id, 1_000_000) if target else []
        document: Dict[str, Any] = {"id": id, "name": None, "held": None, "scores": stored, "history": history}
        if read.is_erased(id):
            document["erased"] = id_hash(id)
        else:
            document.update(run.held_of(read, id))
        if not any(document[name] for name in document if name != "id"):
            raise Refused(f'"{id}": nothing is held, neither in {mapping.name} nor in its scores')
    text = json.dumps(document, ensure_ascii=False, indent=2, sort_keys=True)
    if to:
        _write_private(to, text + "\n")
    else:
        click.echo(text)


@main.command("erase")
@_source
@_database
@_output
@_id
@click.option("--model", "model_file", metavar="FILE", help="Say, too, whose scores change when this person is gone.")
@_as_of
@click.option("--yes", "confirmed", is_flag=True, help="Do not ask.")
@_json
def erase_verb(
    source: Optional[str], url: Optional[str], output: Optional[str], id: str, model_file: Optional[str], as_of: Optional[str],
    confirmed: bool, as_json: bool,
) -> None:  # fmt: skip
    """Erases one person's scores and history, and sees to it that no later run scores them again.

    The CRM's own records are the CRM's to erase. What stays is a SHA-256 of the id, also of an id that has no scores: should it
    come later, it is not scored.

    \b
    Example
      scvm erase --source suitecrm.scvm.json --id 5f2c… --yes
    """
    mapping = _mapping(source, url)
    check_outputs(mapping, {}, output=output, model_file=model_file)
    target = _open_target(mapping, output)
    target.prepare(add_columns=False)
    if isinstance(target, FileTarget):
        target.refuse_foreign("Nothing was erased")
    effect: Any = None
    if model_file:
        model, day = _model_and_day(mapping, model_file, as_of)
        with run.reading(mapping, output=output) as read:
            if read.staging.names_somebody(id) or read.staging.is_prospect(id):
                effect = Scorer(model).erasure_effect(run.whole_base(read), id, day)
    if not confirmed and not click.confirm(f"Erase the scores and the history of {id}?"):
        raise Refused("nothing was erased")
    with target.lock():
        removed = target.erase(id, datetime.datetime.now(datetime.timezone.utc).date())
    if as_json:
        click.echo(run.record_json({"id": id, "removed": removed, "effect_on_others": effect}))
    else:
        for place, n in removed.items():
            click.echo(f"  {place}: {counted(n, 'row')} erased")
        if not any(removed.values()):
            click.echo(f'  "{short(id)}" has no scores here: no such customer, or erased before. The id is remembered; no later run scores it.')
        if effect is not None:
            click.echo(f"  Effect on others: {run.record_json(effect)}")


@main.command("history")
@_source
@_database
@_output
@click.option("--id", "id", type=_Id(), metavar="ID", help="One customer's scores over time; default: every run.")
@click.option("--limit", default=50, show_default=True, type=click.IntRange(1))
@_json
def history_verb(source: Optional[str], url: Optional[str], output: Optional[str], id: Optional[str], limit: int, as_json: bool) -> None:
    """Shows the runs, or how one customer's scores changed.

    \b
    Example
      scvm history --source suitecrm.scvm.json
      scvm history --source suitecrm.scvm.json --id 5f2c…
    """
    mapping = _mapping(source, url)
    target = _open_target(mapping, output)
    rows = target.history(id, limit) if id is not None else target.runs(limit)
    if id is not None and not rows and target.history(None, 1):
        raise Refused(f'customer "{short(id)}": not in the history of {target.label}')
    if as_json:
        click.echo(run.record_json({"rows": rows}))
    elif not rows:
        click.echo("  Nothing has been written yet, or no history is kept (output.history in the mapping).")
    elif id is not None:
        names = [name for name in _OF_A_CUSTOMER if name in rows[0]]
        click.echo(screen.grid(names, [[_cell(row[name]) for name in names] for row in rows], left=len(names)))
    else:
        click.echo(screen.grid(_OF_A_RUN, [[_cell(row.get(name)).replace(",", ", " if name == "parts" else ",") for name in _OF_A_RUN] for row in rows], left=5))


_OF_A_CUSTOMER = ["as_of", "status", "segment", "satisfaction", "attachment", "lifetime_value", "network_value", "model_version", "written_at"]
_OF_A_RUN = ["written_at", "as_of", "model_version", "model_hash", "parts", "customers", "changed", "unchanged", "reset", "rejected", "seconds"]


def _cell(value: Any) -> str:
    if value is None or value == "":
        return "-"
    text = f"{value:,.2f}" if isinstance(value, float) else f"{value:,}" if isinstance(value, int) else str(value)
    return text[:12] if len(text) == 64 else text


def _either_source(context: Optional[click.Context], both: bool) -> str:
    """What to say of a verb that was not told where the customers are, or twice."""
    if both:
        return "give either --source or --database, not both"
    verb = (context.info_name if context else None) or "check"
    if verb == "init":
        return "give the exports or the database to begin with: scvm init customers.csv orders.csv, or scvm init sqlite:///crm.sqlite; to see all of it first: scvm demo"
    more = " --out report.html" if verb == "report" else " --id ID" if context and "id" in context.params else ""
    return f"give --source (or --database): scvm {verb} --source mapping.json{more}; scvm init customers.csv orders.csv writes the mapping and a model"


def _mapping(source: Optional[str], url: Optional[str]) -> Mapping:
    if (source is None) == (url is None):
        raise Refused(_either_source(click.get_current_context(silent=True), url is not None))
    if url is not None:
        if not is_url(url) and not url.startswith(ENVIRONMENT):
            raise Refused("--database: expected a SQLAlchemy URL like sqlite:///crm.sqlite, or env:NAME")
        return Mapping.of_url(url)
    assert source is not None
    if is_url(source):
        return Mapping.of_url(source)
    path = pathlib.Path(source)
    if path.suffix in (".ndjson", ".jsonl"):
        document = {"schema": "scvm-mapping/1", "sources": {"customers": {"format": "ndjson", "path": path.name}}}
        first = next((line for line in _lines(path) if isinstance(line.get("as_of"), str)), None)
        if first:
            document["as_of"] = first["as_of"][:10]  # records carry their day: it is the run's, where nobody says another
        return Mapping(document, path.parent, str(path))
    if path.is_file() and not exports.is_mapping(path) and path.suffix.lower() not in (".json", ".jsonc"):
        raise Refused(f"{path}: is no mapping: write one, and a model, with: scvm init {path}")
    mapping = Mapping.from_file(path)
    if mapping.renamed:
        names = ", ".join(f"{old} is now {new}" for old, new in sorted(mapping.renamed.items()))
        click.echo(f"{path}: old names, which are still read: {names}", err=True)
    return mapping


def _lines(path: pathlib.Path) -> Iterator[Dict[str, Any]]:
    with open(path, encoding="utf-8", errors="replace") as file:
        for line in file:
            with contextlib.suppress(ValueError):
                document = json.loads(line)
                if isinstance(document, dict):
                    yield document


def _model_path(mapping: Mapping, model_file: Optional[str]) -> Optional[pathlib.Path]:
    """Where the model is: as the option says, or as the mapping does."""
    named = mapping.document.get("model")
    return pathlib.Path(model_file) if model_file is not None else None if named is None else mapping.folder / str(named)


def _model_of(mapping: Mapping, path: pathlib.Path) -> ScoringModel:
    """The model as it applies to a source, which is from now on read as the model has it."""
    model = run.effective_model(run.read_model(path), mapping)
    mapping.currency_of_model, mapping.zone_of_model = model.currency, model.time_zone
    return model


def _model_and_day(mapping: Mapping, model_file: Optional[str], as_of: Optional[str]) -> Any:
    path = _model_path(mapping, model_file)
    if path is None:
        raise Refused(f"{mapping.name}: which model? Give --model FILE, or write one with: scvm init")
    model = _model_of(mapping, path)
    day = as_of or mapping.document.get("as_of")
    if day is None:
        raise Refused("give --as-of: the day of scoring, e.g. today")
    day = _today(model.time_zone) if day == "today" else _Day().convert(day, None, None)
    reader = DateReader(time_zone=model.time_zone)
    mapping.last_second = reader.last_second(day, "as_of") + 86_400
    mapping.latest = max(mapping.last_second, reader.last_second(_today(model.time_zone), "today") + 86_400)
    return model, day


def _everybody(read: run.Read, mapping: Mapping, model: ScoringModel, but: Optional[str] = None) -> Tuple[CustomerBase, Optional[run.Target]]:
    """Everybody who is in no way gone from where a mapping writes, and that place."""
    target = run.target_of(mapping, None, read.engine) if mapping.output else None
    return run.everybody(read, target, run.ownership_of(mapping, model, read), but)[0], target


def _today(zone: str) -> str:
    return datetime.datetime.now(zoneinfo.ZoneInfo(zone)).date().isoformat()


def _open_target(mapping: Mapping, output: Optional[str]) -> run.Target:
    url = mapping.database
    return run.target_of(mapping, output, databases.connect(url) if url else None)


def _show_outcome(read: run.Read, outcome: run.Outcome, model: ScoringModel, day: str, target: Optional[run.Target]) -> None:
    _title("Rows")
    click.echo(printing.closing(read.accounts, outcome.totals, read.rejected))
    _title(f"The portfolio as of {day}, by model {model.id} ({model.hash[:12]})")
    summary = printing.summary(outcome.totals, model)
    click.echo(printing.portfolio(summary))
    click.echo("\n" + printing.portfolio_notes(summary, model.to_dict()))
    _title("Written back")
    if target is None:
        click.echo("  Nothing was written: this was a dry run.")
    else:
        click.echo(screen.wrapped(printing.written(outcome.written, target.label)))
        if left := printing.left_alone(target.sharing.left):
            click.echo(left)
    if said := printing.refused_elsewhere(outcome.sharing):
        click.echo(said)


def _write_private(path: str, text: str) -> None:
    """Readable by its owner alone: it may hold a person's data or a password."""
    with open_private(path) as file:
        file.write(text)


def _title(text: str) -> None:
    click.echo()
    click.secho(text, bold=True)
    click.echo()


def _require_drawable(path: str) -> None:
    """Raises what would be raised after the long work: for a form that no picture has, or where nothing can draw one."""
    if pathlib.Path(path).suffix.lower() not in (".png", ".svg", ".pdf"):
        raise Refused(f"--picture {path}: expected the name of a file that ends in .png, .svg or .pdf")
    importlib.import_module("matplotlib")


def _refuse_losses(read: run.Read, accepted: bool) -> None:
    if read.losses and not accepted:
        raise Refused(refusal(read.losses))


def _leave(rejected: int) -> NoReturn:
    sys.exit(SOME_REJECTED if rejected else 0)
