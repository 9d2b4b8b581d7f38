"""What a SugarCRM-style database holds beside the CRM's own tables: whatever has the columns that a source of a mapping has.

Nothing is taken for more than it shows: a table is proposed where it has every needed column under the mapping's own words, and
where most of its rows are of contacts or of each other's kind. Whoever reads the mapping decides.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any, Dict, List, Optional, Set, Tuple

import sqlalchemy as sa

from scvm.command.account import counted
from scvm.command.mapping import needed_of, source_kinds, words_of
from scvm.customer_base import tables

_TERRITORY = ("primary_address_state", "primary_address_country", "primary_address_city")
_SAMPLE = 2_000
_FEWEST, _MOST = 2, 40  # territories: more than the report's filter shows are none

#: Tables of a CRM in whose columns customer ids are called otherwise; what is found in them is read by the preset.
_OWN = {"contacts", "contacts_cstm", "accounts", "aos_invoices", "survey_answers", "campaign_log", "leads", "prospects"}
_NEVER = ("scvm_", "prospect_list")  # scvm's own, and the CRM's lists of targets for campaigns

#: What a name of a table says, where its columns could be those of several sources; and of what only a name says anything.
_NAMED = {"employees": ("employee", "staff", "mitarbeiter"), "prospects": ("prospect", "interessent", "outsider")}


@dataclass(frozen=True)
class Found:
    """A table that looks like a source, and what was seen in it."""

    kind: str
    table: str
    said: str


@dataclass
class Findings:
    """All of it, for a starter mapping."""

    sources: List[Found] = field(default_factory=list)
    doubts: List[str] = field(default_factory=list)
    territory: str = ""
    territory_said: str = ""
    leads: str = ""  #: what leads and targets there are

    def without(self, kind: str, reason: str) -> None:
        """Leaves a source out, and says why."""
        out = next(each for each in self.sources if each.kind == kind)
        self.sources.remove(out)
        self.doubts.append(f"Left out: {kind} from {_plain(out.table)}: {_plain(reason, 160)}")


def look(engine: sa.engine.Engine) -> Findings:
    """Looks at every table and view, and at a sample of the rows of those that may be a source."""
    inspector = sa.inspect(engine)
    result = Findings()
    with engine.connect() as connection:
        names = sorted({*inspector.get_table_names(), *inspector.get_view_names()})
        columns = {name: [column["name"] for column in inspector.get_columns(name)] for name in names}
        _look_for_territory(connection, columns.get("contacts", []), result)
        _look_for_leads(connection, columns, result)
        taken: Dict[str, List[Tuple[int, str, str]]] = {}
        for name in names:
            if name in _OWN or name.startswith(_NEVER):
                continue
            for kind in _kinds_of(name, columns[name]):
                fits = len({each.lower() for each in columns[name]} & set(words_of(kind)))
                said = _said(connection, name, columns[name], kind)
                if said:
                    taken.setdefault(kind, []).append((fits, name, said))
                    break
        for kind, found in taken.items():
            (_, name, said), *others = sorted(found, key=lambda each: (-each[0], each[1]))
            result.sources.append(Found(kind, name, said))
            result.doubts += [f"ALSO {kind}? {_plain(other)} has their columns, too; a mapping reads one table of a kind, or a query of both" for _, other, _ in others]
    result.sources.sort(key=lambda each: source_kinds().index(each.kind))
    return result


def _kinds_of(name: str, columns: List[str]) -> List[str]:
    """The sources that a table may be, the likeliest first: by its name, then by how many of the words it has."""
    there = {each.lower() for each in columns}
    if len(there) < len(columns):  # two columns that a mapping could not tell apart
        return []
    fitting: List[Tuple[bool, int, str]] = []
    for kind in source_kinds():
        hints = _NAMED.get(kind, (kind.rstrip("s"),))
        named = any(hint in name.lower() for hint in hints)
        if kind not in ("customers", "companies") and set(needed_of(kind)) <= there and (named or "customer_id" in needed_of(kind)):
            fitting.append((named, len(there & set(words_of(kind))), kind))
    best = sorted(fitting, key=lambda each: (not each[0], -each[1], each[2]))
    return [kind for named, _, kind in best if named or len(needed_of(kind)) > 2]


def _said(connection: Any, name: str, columns: List[str], kind: str) -> Optional[str]:
    """What is in a table, where it may be the source; None where its rows are of nobody here, or of other words."""
    by_word = {each.lower(): each for each in columns}
    table = sa.table(sa.sql.quoted_name(name, True), *(sa.column(each) for each in columns))
    rows = int(connection.execute(sa.select(sa.func.count()).select_from(table)).scalar() or 0)
    if not rows:
        return None
    said = [counted(rows, "row")]
    if "customer_id" in needed_of(kind):
        contacts = sa.table("contacts", sa.column("id"))
        sample = sa.select(table.c[by_word["customer_id"]].label("id")).limit(_SAMPLE).subquery("sample")
        known = sa.select(contacts.c.id).where(contacts.c.id == sample.c.id).exists()
        total, ours = connection.execute(sa.select(sa.func.count(), sa.func.sum(sa.case((known, 1), else_=0))).select_from(sample)).one()
        if not total or int(ours or 0) * 2 < total:
            return None
        said.append(f"{100 * int(ours) / total:.0f} % of customer_id are contacts")
    if "became" in by_word and kind == "prospects":
        became = connection.execute(sa.select(sa.func.count()).select_from(table).where(sa.func.coalesce(table.c[by_word["became"]], "") != "")).scalar()
        said.append(f"{int(became or 0):,} became customers")
    if words := _kinds_told(kind):
        kinds = [str(row[0]) for row in connection.execute(sa.select(table.c[by_word["kind"]]).distinct().limit(50))]
        if not kinds or sum(each.lower() in words for each in kinds) * 2 < len(kinds):
            return None
        said.append("kinds " + ", ".join(sorted(map(_plain, kinds))[:6]))
    return "; ".join(said)


def _kinds_told(kind: str) -> Set[str]:
    """What a column `kind` says that a source needs: by it, interactions and contributions are told apart."""
    described = tables().get(kind, []) if "kind" in needed_of(kind) else []
    return {word for each in described if each.name == "kind" for word in each.words}


def _look_for_territory(connection: Any, columns: List[str], result: Findings) -> None:
    for name in _TERRITORY:
        if name not in columns:
            continue
        contacts = sa.table("contacts", sa.column(name), sa.column("id"))
        column = contacts.c[name]
        filled = sa.func.coalesce(column, "") != ""
        total = int(connection.execute(sa.select(sa.func.count()).select_from(contacts)).scalar() or 0)
        known, different = connection.execute(sa.select(sa.func.count(), sa.func.count(sa.distinct(column))).where(filled)).one()
        if _FEWEST <= different <= _MOST and known * 2 >= total:
            result.territory = name
            result.territory_said = f"{different} different ones, of {known:,} of {counted(total, 'contact')}"
            return


def _look_for_leads(connection: Any, columns: Dict[str, List[str]], result: Findings) -> None:
    """How many leads and targets there are, and how many of the leads are contacts by now."""
    said = []
    for name, what in (("leads", "leads"), ("prospects", "targets")):
        if not {"id", "deleted"} <= set(columns.get(name, [])):
            continue
        table = sa.table(name, *map(sa.column, columns[name]))
        kept = sa.func.coalesce(table.c.deleted, 0) == 0
        rows = int(connection.execute(sa.select(sa.func.count()).select_from(table).where(kept)).scalar() or 0)
        if rows and "contact_id" in columns[name]:
            contacts = sa.table("contacts", sa.column("id"))
            there = sa.select(contacts.c.id).where(contacts.c.id == table.c.contact_id).exists()
            became = int(connection.execute(sa.select(sa.func.count()).select_from(table).where(kept, there)).scalar() or 0)
            said.append(f"{rows:,} {what}, {became:,} of them contacts by now")
        elif rows:
            said.append(f"{rows:,} {what}")
    result.leads = "; ".join(said)


def _plain(text: Any, longest: int = 40) -> str:
    """A text within a comment: on one line, and short."""
    return " ".join(str(text).split())[:longest]
