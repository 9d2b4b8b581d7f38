from __future__ import annotations

import json
import pathlib
import sys
from typing import Any, Callable, Dict, Iterator, List, Optional

import click.testing
import pytest
import sqlalchemy as sa

sys.path.insert(0, str(pathlib.Path(__file__).parent))

import servers  # noqa: E402

from scvm import demo, fit  # noqa: E402
from scvm.command import run  # noqa: E402
from scvm.command.mapping import Mapping  # noqa: E402
from scvm.command.verbs import main  # noqa: E402
from scvm.demo import model as demo_model  # noqa: E402
from scvm.demo import suitecrm  # noqa: E402

SHARED = pathlib.Path(__file__).resolve().parents[4] / "shared" / "data"
AS_OF = demo.AS_OF.isoformat()

Run = Callable[..., str]


def invoke(*arguments: Any, code: Optional[int] = 0) -> str:
    """Runs the command in this process and returns what it printed: stdout, or stderr for exit code 2."""
    result = click.testing.CliRunner(mix_stderr=False).invoke(main, [str(a) for a in arguments], prog_name="scvm")
    if result.exception and not isinstance(result.exception, SystemExit):
        raise result.exception
    assert code is None or result.exit_code == code, (result.exit_code, result.stdout, result.stderr)
    if result.exit_code == 2:
        assert "Traceback" not in result.stderr
        return result.stderr
    return result.stdout


@pytest.fixture(autouse=True)
def _long_ago(monkeypatch: pytest.MonkeyPatch) -> None:
    """Today is no later than any day of scoring, so that what a test says of later rows holds in every year."""
    monkeypatch.setattr("scvm.command.verbs._today", lambda zone: "2026-01-01")


@pytest.fixture(scope="session")
def scvm_command() -> Run:
    return invoke


@pytest.fixture(scope="session")
def shared() -> pathlib.Path:
    """The folder of real data; it may be absent."""
    return SHARED


@pytest.fixture(scope="session")
def demo_rows() -> Dict[str, List[Dict[str, Any]]]:
    return demo.generate(130, 3).tables


@pytest.fixture(scope="session")
def mariadb() -> Iterator[servers.Server]:
    with servers.running(servers.MariaDb) as server:
        yield server


@pytest.fixture(scope="session")
def postgresql() -> Iterator[servers.Server]:
    with servers.running(servers.PostgreSql) as server:
        yield server


@pytest.fixture(scope="session")
def fitted(demo_rows: Dict[str, Any], tmp_path_factory: pytest.TempPathFactory) -> pathlib.Path:
    """A model fitted on a larger demo."""
    folder = tmp_path_factory.mktemp("model")
    engine = sa.create_engine(f"sqlite:///{folder}/crm.sqlite")
    suitecrm.create(engine, demo.generate(400, 7).tables)
    mapping = Mapping.of_url(str(engine.url))
    with run.reading(mapping) as read:
        model = fit(run.whole_base(read), run.effective_model(demo_model.load("survey", "value"), mapping), as_of=AS_OF)
    model.to_file(folder / "model.json")
    return folder / "model.json"


class Crm:
    """A SuiteCRM database of a test's own."""

    def __init__(self, dialect: str, url: str, model: pathlib.Path, server: Optional[servers.Server], name: str) -> None:
        self.dialect, self.url, self.model, self.server, self.name = dialect, url, model, server, name
        self.engine = sa.create_engine(url)

    @property
    def common(self) -> List[str]:
        return ["--database", self.url, "--model", str(self.model), "--as-of", AS_OF]

    def execute(self, *statements: str, **values: Any) -> None:
        with self.engine.begin() as connection:
            for statement in statements:
                connection.execute(sa.text(statement), values)

    def all(self, query: str, **values: Any) -> List[Any]:
        with self.engine.connect() as connection:
            return [tuple(row) for row in connection.execute(sa.text(query), values)]

    def scores(self) -> Dict[str, Dict[str, Any]]:
        with self.engine.connect() as connection:
            return {row[0]: dict(row._mapping) for row in connection.execute(sa.text("SELECT * FROM contacts_cstm"))}

    def score(self, *more: str, code: Optional[int] = 0) -> Dict[str, Any]:
        result: Dict[str, Any] = json.loads(invoke("score", *self.common, "--json", *more, code=code))
        return result


@pytest.fixture(params=["sqlite", "mariadb", "postgresql"])
def crm(request: Any, demo_rows: Dict[str, Any], fitted: pathlib.Path, tmp_path: pathlib.Path) -> Iterator[Crm]:
    """A fresh database with the demo's people, in each dialect."""
    if request.param == "sqlite":
        (tmp_path / "crm.sqlite").write_bytes(request.getfixturevalue("sqlite_template").read_bytes())
        result = Crm("sqlite", f"sqlite:///{tmp_path}/crm.sqlite", fitted, None, "crm")
    else:
        server = request.getfixturevalue(request.param)
        filled = server.template is not None
        name = server.new_database()
        result = Crm(request.param, server.url(name), fitted, server, name)
        if not filled:
            suitecrm.create(result.engine, demo_rows)
        if server.dialect == "postgresql" and not filled:
            result.engine.dispose()
            server.template = name
            name = server.new_database()
            result = Crm(request.param, server.url(name), fitted, server, name)
    yield result
    result.engine.dispose()


@pytest.fixture(scope="session")
def sqlite_template(demo_rows: Dict[str, Any], tmp_path_factory: pytest.TempPathFactory) -> pathlib.Path:
    path = tmp_path_factory.mktemp("template") / "crm.sqlite"
    engine = sa.create_engine(f"sqlite:///{path}")
    suitecrm.create(engine, demo_rows)
    engine.dispose()
    return path


@pytest.fixture()
def sqlite_crm(sqlite_template: pathlib.Path, fitted: pathlib.Path, tmp_path: pathlib.Path) -> Iterator[Crm]:
    """The same in SQLite only, for what does not depend on the dialect."""
    (tmp_path / "crm.sqlite").write_bytes(sqlite_template.read_bytes())
    result = Crm("sqlite", f"sqlite:///{tmp_path}/crm.sqlite", fitted, None, "crm")
    yield result
    result.engine.dispose()
