"""The verbs of ``scvm``: demo, fit, score, explain.

Exit codes: 0 all is well, 1 some rows were rejected, 2 nothing was done, with one line that says why.
"""

from __future__ import annotations

import datetime
import pathlib
import sys
from typing import Any, NoReturn, Optional

import click
import sqlalchemy as sa

from scvm import __version__, demo_model
from scvm.command import demo_crm, report, sugar
from scvm.customer_base import CustomerBase
from scvm.errors import Error
from scvm.portfolio_picture import save
from scvm.scoring import Scorer, ScoringModel, fit

SOME_REJECTED = 1
_SQLITE_APPLICATION_ID = 0x5343564D  # "SCVM": marks the databases that `scvm demo` made and may overwrite


class _Refused(click.ClickException):
    exit_code = 2


class _Verbs(click.Group):
    """Turns every foreseen failure into one line on stderr."""

    def invoke(self, context: click.Context) -> Any:
        try:
            return super().invoke(context)
        except Error as e:
            raise _Refused(str(e)) from e
        except BrokenPipeError:
            raise  # click ends quietly where a reader like `head` has had enough
        except OSError as e:
            raise _Refused(f"{e.filename}: {e.strerror}" if e.filename else str(e)) from e
        except (sa.exc.SQLAlchemyError, ModuleNotFoundError) as e:
            raise _Refused(str(getattr(e, "orig", None) or e).splitlines()[0]) from e


class _Day(click.ParamType):
    name = "DATE"

    def convert(self, value: Any, param: Optional[click.Parameter], context: Optional[click.Context]) -> str:
        if value == "today":
            return datetime.datetime.now(datetime.timezone.utc).date().isoformat()
        try:
            return datetime.date.fromisoformat(value).isoformat()
        except ValueError:
            self.fail(f"{value!r}: expected a date like 2026-11-21, or today", param, context)


_database = click.option("--database", "url", required=True, metavar="URL", help="SQLAlchemy URL, e.g. sqlite:///crm.sqlite")
_model = click.option("--model", "model_file", required=True, metavar="FILE", help="The scoring model, a JSON file.")
_as_of = click.option(
    "--as-of", required=True, type=_Day(), help="The day of scoring, 2026-11-21 or today; what happened later is ignored."
)


@click.group(cls=_Verbs, context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 110})
@click.version_option(__version__, prog_name="scvm")
def main() -> None:
    """Scores the customers of a SugarCRM-style database: survey answers and invoices in, explained score cards out.

    \b
    Example: see all of it on a generated CRM
      scvm demo --folder /tmp/scvm
    """


@main.command()
@click.option("--folder", default="scvm-demo", show_default=True, metavar="DIR", help="Where the files go.")
@click.option("--customers", default=2000, show_default=True, type=click.IntRange(50, 1_000_000))
@click.option("--seed", default=1, show_default=True, type=click.IntRange(0))
def demo(folder: str, customers: int, seed: int) -> None:
    """Generates a CRM database, then fits, scores, writes back and explains.

    \b
    Example
      scvm demo --folder /tmp/scvm --customers 5000
    """
    as_of = demo_crm.AS_OF.isoformat()
    place = pathlib.Path(folder)
    place.mkdir(parents=True, exist_ok=True)
    path, model_path, picture = place / "crm.sqlite", place / "model.json", place / "portfolio.png"
    database = _demo_database(path, customers, seed)
    _title(f"A generated CRM of {customers:,} customers, seed {seed}, as of {as_of}")
    click.echo(f"  {path}: two survey waves, two years of invoices; with refunds, gaps, deleted and orphaned rows")

    rules = demo_model.load()
    base, accounts = database.read()
    model = fit(base, rules, as_of=as_of)
    model.to_file(model_path)
    _title(f"Fitted, and saved as {model_path}")
    click.echo(report.fitted(model.to_dict()))

    table = _score(database, base, accounts, model, as_of)
    written = database.write_scores(table, model.currency)
    _say_written(written)
    save(table, picture)
    click.echo(f"  Picture of the portfolio: {picture}")

    id = _most_valuable_fan(table)
    _title("One customer explained")
    click.echo(report.card(table.explain(id), database.name(id)))
    _title("Now yourself")
    url = f"sqlite:///{path}"
    click.echo(f"  scvm score --database {url} --model {model_path} --as-of {as_of}   (changes 0 rows: nothing is new)")
    click.echo(f"  scvm explain --database {url} --model {model_path} --as-of {as_of} --id {id}")


@main.command("fit")
@_database
@_model
@_as_of
@click.option("--output", required=True, metavar="FILE", help="Where the fitted model goes.")
def fit_verb(url: str, model_file: str, as_of: str, output: str) -> None:
    """Estimates a model's parameters on the customers of a database.

    \b
    Example
      scvm fit --database sqlite:///crm.sqlite --model rules.json --as-of 2026-06-30 --output model.json
    """
    rules = _read_model(model_file)
    base, _ = sugar.SugarDatabase(url).read()
    model = fit(base, rules, as_of=as_of)
    model.to_file(output)
    _title(f"Fitted on {len(base):,} customers as of {as_of}, and saved as {output} ({model.hash[:12]})")
    click.echo(report.fitted(model.to_dict()))
    _leave(base)


@main.command()
@_database
@_model
@_as_of
@click.option("--add-columns", is_flag=True, help="Add the scvm_…_c columns that contacts_cstm lacks.")
@click.option("--dry-run", is_flag=True, help="Score and report; write nothing into the database.")
@click.option("--picture", metavar="FILE", help="Save a picture of the portfolio (.png, .svg, .pdf).")
@click.option("--rejected", "rejected_file", metavar="FILE", help="Save the rejected rows with their reasons as CSV.")
def score(
    url: str,
    model_file: str,
    as_of: str,
    add_columns: bool,
    dry_run: bool,
    picture: Optional[str],
    rejected_file: Optional[str],
) -> None:
    """Scores all customers and writes what changed into contacts_cstm.

    \b
    Example
      scvm score --database sqlite:///crm.sqlite --model model.json --as-of today
    """
    model = _read_model(model_file)
    database = sugar.SugarDatabase(url)
    if not dry_run:
        if add_columns:
            database.add_columns()
        database.require_columns()  # before the long work, not after it
    base, accounts = database.read()
    table = _score(database, base, accounts, model, as_of)
    if dry_run:
        click.echo("  Nothing was written: this was a dry run.")
    else:
        _say_written(database.write_scores(table, model.currency))
    if picture:
        save(table, picture)
        click.echo(f"  Picture of the portfolio: {picture}")
    if rejected_file:
        base.rejected.to_csv(rejected_file, index=False)
        click.echo(f"  Rejected rows: {rejected_file}")
    _leave(base)


@main.command()
@_database
@_model
@_as_of
@click.option("--id", "id", required=True, metavar="ID", help="The contact's id.")
@click.option("--json", "as_json", is_flag=True, help="Print the score card as JSON.")
def explain(url: str, model_file: str, as_of: str, id: str, as_json: bool) -> None:
    """Explains one customer's scores: every number, where it comes from, and what was missing.

    \b
    Example
      scvm explain --database sqlite:///crm.sqlite --model model.json --as-of 2026-06-30 --id 5f2c…
    """
    scorer = Scorer(_read_model(model_file))
    database = sugar.SugarDatabase(url)
    record = database.record(id, as_of)
    if as_json:
        click.echo(scorer.score_customer_json(record))
    else:
        click.echo(report.card(scorer.score_customer(record), database.name(id)))


def _demo_database(path: pathlib.Path, customers: int, seed: int) -> sugar.SugarDatabase:
    if path.exists():
        with path.open("rb") as file:
            ours = file.read(72)[68:72] == _SQLITE_APPLICATION_ID.to_bytes(4, "big")  # sqlite.org/fileformat, 1.3
        if not ours:
            raise _Refused(f"{path}: exists, and scvm demo did not make it; choose another --folder")
        path.unlink()
    engine = sa.create_engine(f"sqlite:///{path}")
    sugar.create(engine, demo_crm.generate(customers, seed))
    with engine.begin() as connection:
        connection.execute(sa.text(f"PRAGMA application_id = {_SQLITE_APPLICATION_ID}"))
    engine.dispose()
    return sugar.SugarDatabase(f"sqlite:///{path}")


def _read_model(path: str) -> ScoringModel:
    try:
        return ScoringModel.from_file(path)
    except Error as e:
        raise Error(f"{path}: {e}", e.code) from None


def _score(database: sugar.SugarDatabase, base: CustomerBase, accounts: Any, model: ScoringModel, as_of: str) -> Any:
    table = Scorer(model).score(base, as_of)
    summary = table.summary()
    _title("Rows")
    click.echo(report.rows_read(accounts, summary, base.rejected))
    _title(f"The portfolio as of {as_of}, by model {model.id} ({model.hash[:12]})")
    click.echo(report.portfolio(summary))
    click.echo("\n" + report.portfolio_notes(summary, model.to_dict()))
    _title("Written back")
    return table


def _say_written(written: sugar.Written) -> None:
    total = written.changed + written.unchanged
    click.echo(f"  contacts_cstm: {written.changed:,} of {total:,} rows changed, {written.unchanged:,} stayed as they were")


def _most_valuable_fan(table: Any) -> str:
    frame = table.to_frame()
    fans = frame[frame["segment"] == "fan"]
    return str((frame if fans.empty else fans)["lifetime_value"].fillna(-1).idxmax())


def _title(text: str) -> None:
    click.echo()
    click.secho(text, bold=True)
    click.echo()


def _leave(base: CustomerBase) -> NoReturn:
    sys.exit(SOME_REJECTED if len(base.rejected) else 0)
