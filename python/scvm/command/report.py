"""What the command prints: aligned columns, units, currency. Nothing is computed here but text."""

from __future__ import annotations

import math
import re
import textwrap
from typing import Any, Dict, List, Optional, Sequence

import pandas as pd

from scvm.command.sugar import TableAccount

GROUP_NAMES = {"unclassified": "without a group"}


def grid(header: Sequence[str], rows: Sequence[Optional[Sequence[str]]], left: int = 1) -> str:
    """Columns two blanks apart, the first `left` of them flush left, the others flush right. A None row is a rule."""
    texts = [row for row in rows if row is not None]
    widths = [max(len(row[c]) for row in [header, *texts]) for c in range(len(header))]

    def line(row: Sequence[str]) -> str:
        cells = [cell.ljust(widths[c]) if c < left else cell.rjust(widths[c]) for c, cell in enumerate(row)]
        return ("  " + "   ".join(cells)).rstrip()

    rule = "  " + "-" * (sum(widths) + 3 * (len(widths) - 1))
    return "\n".join([line(header), rule, *(rule if row is None else line(row) for row in rows)])


def count(number: Any) -> str:
    """A whole number with thousands separated; a dash for zero, so that what happened stands out."""
    return f"{number:,}" if number else "-"


def money(amount: Any) -> str:
    """An amount of money to the cent; a dash where there is none."""
    return "-" if amount is None or math.isnan(amount) else f"{amount:,.2f}"


def percent(share: float) -> str:
    """A share as a percentage with one decimal."""
    return f"{100 * share:.1f} %"


def rows_read(accounts: Sequence[TableAccount], summary: Dict[str, Any], rejected: pd.DataFrame) -> str:
    """Every row of every table accounted for, and the rejected ones by reason."""
    inside = [[a.name, a.rows, a.deleted, a.of_deleted_contacts, a.not_paid, a.read] for a in accounts]
    header = ["table", "rows", "deleted", "of deleted contacts", "not paid", "read"]
    parts = [grid(header, [[str(row[0]), *(count(cell) for cell in row[1:])] for row in inside])]
    answers, purchases = summary["answer_rows"], summary["purchase_rows"]
    lines = [
        ["customers", "scored", count(summary["customers"])],
        ["answers", "used", count(answers["used"])],
        ["", "superseded by a newer wave or answer", count(answers["superseded"])],
        ["", "left empty", count(answers["not_answered"])],
        ["", "of items that the model does not ask", count(answers["other_items"])],
        ["", "after the day of scoring", count(answers["after_as_of"])],
        ["purchases", "used", count(purchases["used"])],
        ["", "merged with one of the same day", count(purchases["merged"])],
        ["", "refunds", count(purchases["refunds"])],
        ["", "zero amounts ignored", count(purchases["zeros_ignored"])],
        ["", "after the day of scoring", count(purchases["after_as_of"])],
    ]
    lines = [line for line in lines if line[2] != "-" or line[1] in ("scored", "used")]
    lines += rejections(rejected)
    parts.append(grid(["of the rows read", "became", "rows"], lines, left=2))
    return "\n\n".join(parts)


def rejections(rejected: pd.DataFrame) -> List[List[str]]:
    """The rejected rows by table and reason, with the offender's name taken out: "customer …: not in the table"."""
    reasons = rejected["reason"].map(lambda text: re.sub(r'"[^"]*"(…" \(\d+ bytes\))?|= \S+:', "…", text))
    counts = rejected.groupby(["table", reasons], sort=True).size()
    return [[table, f"REJECTED: {reason}", count(int(n))] for (table, reason), n in counts.items()]


def portfolio(summary: Dict[str, Any]) -> str:
    """The five groups and the customers without one."""
    currency = summary["currency"] or "money"
    header = ["group", "customers", "share", "95 % interval", f"revenue, {currency}", "mean lifetime value", "valued"]
    rows: List[Optional[List[str]]] = []
    for group in summary["segments"]:
        share = group["share"]
        if share is None:
            rows.append(None)
        rows.append(
            [
                GROUP_NAMES.get(group["segment"], group["segment"]),
                count(group["customers"]),
                "" if share is None else percent(share["value"]),
                "" if share is None else f"{100 * share['low']:.1f} to {percent(share['high'])}",
                money(group["revenue"]),
                money(group["mean_lifetime_value"]),
                count(group["valued"]),
            ]
        )
    mean = summary["customer_equity"] / summary["valued"] if summary["valued"] else None
    rows.append(None)
    total = ["all", count(summary["customers"]), "", "", money(summary["revenue"]), money(mean), count(summary["valued"])]
    rows.append(total)
    return grid(header, rows)


def portfolio_notes(summary: Dict[str, Any], model: Dict[str, Any]) -> str:
    """What the figures of portfolio() mean."""
    lines = []
    if "survey" in model:
        lines.append(
            f"Shares are of the {summary['classified']:,} customers with a group, rule {model['survey']['rule']}."
        )
    if value := model.get("value"):
        lines.append(
            f"Customer equity: {money(summary['customer_equity'])} {summary['currency']}, the lifetime values of"
            f" {summary['valued']:,} customers: the next {value['horizon']:g} {value['unit']}s,"
            f" {percent(value['yearly_discount'])} discount a year, margin {percent(value['margin'])}."
        )
    return "\n".join(_wrapped(line) for line in lines)


def _wrapped(text: str) -> str:
    return textwrap.fill(text, 100, initial_indent="  ", subsequent_indent="  ", break_on_hyphens=False)


_PURCHASING = {"bg_nbd": "BG/NBD", "mbg_nbd": "MBG/NBD", "pareto_nbd": "Pareto/NBD"}


_PARAMETERS = ("r", "alpha", "a", "b", "s", "beta", "p", "q", "v")


def fitted(model: Dict[str, Any]) -> str:
    """What was estimated, on how many customers, and how well it fits."""
    value, currency = model.get("value", {}), model["currency"] or "money"
    found = [(name, value[key]) for key, name in _PURCHASING.items() if key in value]
    means = [f"{each['r'] / each['alpha']:.4f} purchases a {value['unit']} while active" for _, each in found]
    if spending := value.get("gamma_gamma"):
        found.append(("Gamma-Gamma", spending))
        mean = spending["p"] * spending["v"] / (spending["q"] - 1) if spending["q"] > 1 else math.nan
        means.append(f"{money(mean)} {currency} a purchase")
    notes = _measurement(model)
    if not found:
        return notes or "  Nothing was estimated: no value rules, and too few answers for the survey's errors."
    header = ["model", "status", "mean", "customers", "log-likelihood"]
    fits = [[name, _fit(each)[0], mean, *_fit(each)[1:]] for (name, each), mean in zip(found, means)]
    parameters = [row for name, each in found for row in _parameters(name, each)]
    parts = [
        grid(header, fits, left=3),
        grid(["model", "parameter", "estimate", "standard error"], parameters, left=2),
        notes,
    ]
    return "\n\n".join(part for part in parts if part)


def _parameters(model: str, found: Dict[str, Any]) -> List[List[str]]:
    order = [name for name in _PARAMETERS if name in found]
    errors = found.get("fit", {}).get("standard_errors") or [None] * len(order)
    cells = [[name, f"{found[name]:.4f}", "-" if e is None else f"{e:.4f}"] for name, e in zip(order, errors)]
    return [[model if i == 0 else "", *row] for i, row in enumerate(cells)]


def _measurement(model: Dict[str, Any]) -> str:
    found = model.get("survey", {}).get("measurement")
    if not found:
        return ""
    errors = [f"{name} {found[f'{name}_error']:.2f}" for name in ("satisfaction", "attachment")]
    return f"  Standard errors of measurement: {', '.join(errors)} of 100 points, on {found['n']:,} customers with both."


def _fit(parameters: Dict[str, Any]) -> List[str]:
    record = parameters.get("fit")
    if record is None:
        return ["given", "-", "-"]
    return ["converged", count(record["customers"]), f"{record['log_likelihood']:,.3f}"]


def card(card: Dict[str, Any], name: str) -> str:
    """One customer's score card: the numbers, then the sentences with their evidence."""
    title = f"{name} ({card['id']})" if name else str(card["id"])
    head = f"{title}, as of {card['as_of']}, by model {card['model']['id']} ({(card['model']['hash'] or '')[:12]})"
    return "\n".join([head, "", *_numbers(card), "", *_reasons(card), *_rejected(card)])


def _numbers(card: Dict[str, Any]) -> List[str]:
    survey, value = card["survey"], card["value"]
    unit, currency = value.get("unit", "unit"), value.get("currency", "")
    horizon = f"in the next {value['horizon']:g} {unit}s" if "horizon" in value else ""
    rows = [("group", survey["segment"], "" if survey["status"] == "scored" else survey["status"])]
    for name in ("satisfaction", "attachment", "barrier"):
        coverage = survey.get(f"{name}_coverage")
        note = "of 100" + (f", {percent(coverage)} of the items answered" if coverage is not None else "")
        rows.append((name, _decimal(survey[name]), note if survey[name] is not None else ""))
    rows += [
        ("purchases", _decimal(value["x"], 0), "repeat purchases"),
        ("revenue", _decimal(value["revenue"]), currency),
        ("still active", _decimal(value["p_alive"], 4), "probability"),
        ("expected", _decimal(value["expected_purchases"]), f"purchases {horizon}"),
        ("expected spend", _decimal(value["expected_spend"]), f"{currency} a purchase"),
        ("lifetime value", _decimal(value["lifetime_value"]), f"{currency} {horizon}".strip()),
    ]
    low, high = value.get("lifetime_value_low"), value.get("lifetime_value_high")
    if low is not None and high is not None:
        rows.append(("", "", f"{_decimal(low)} to {_decimal(high)} by the parameters' {percent(value['confidence'])} interval"))
    names, numbers = max(len(row[0]) for row in rows), max(len(row[1]) for row in rows)
    return [f"  {n.ljust(names)}   {x.rjust(numbers)}   {note}".rstrip() for n, x, note in rows]


def _decimal(value: Any, digits: int = 2) -> str:
    return "-" if value is None else f"{value:,.{digits}f}"


def _reasons(card: Dict[str, Any]) -> List[str]:
    lines = []
    for reason in card["explanation"]:
        lines.append(_wrapped(reason["sentence"]))
        parts = [_part(part) for part in reason["parts"]]
        widths = [max((len(part[c]) for part in parts), default=0) for c in range(2)]
        lines += [f"    {n.ljust(widths[0])}   {x.rjust(widths[1])}   {note}".rstrip() for n, x, note in parts]
        if reason["missing"]:
            lines.append(f"    not answered: {', '.join(reason['missing'])}")
        lines.append("")
    return lines[:-1] or ["  Nothing could be scored: no usable answers, no usable purchases."]


def _part(part: Dict[str, Any]) -> List[str]:
    if "factor" in part:
        return [part["name"], _decimal(part["factor"], 4), part["unit"]]
    if "boundary" in part:
        return [part["name"], _decimal(part["evidence"]), f"against {part['boundary']} {part['at']:g}"]
    return [part["name"], f"{part['evidence']:g}", f"adds {_decimal(part['contribution'])}"]


def _rejected(card: Dict[str, Any]) -> List[str]:
    return ["", *(f"  REJECTED: {row['reason']}" for row in card["rejected"])] if card["rejected"] else []
