"""What the command prints: aligned columns, units, currency. Nothing is computed here but text and the shares of sums."""

from __future__ import annotations

import math
from typing import Any, Dict, List, Optional, Sequence

from scvm import _core
from scvm.command.account import READ, WAYS, RejectedRows, SourceAccount, counted
from scvm.command.ownership import PARTS, Sharing, fields_of
from scvm.command.run import Totals
from scvm.command.screen import grid, held, wrapped
from scvm.command.sql_target import Written
from scvm.survey import wilson_interval

GROUP_NAMES = {"unclassified": "without a group"}


def count(number: Any) -> str:
    """A whole number with thousands separated; a dash for zero, so that what happened stands out."""
    return f"{number:,}" if number else "-"


def money(amount: Any) -> str:
    """An amount of money to the cent; a dash where there is none."""
    return "-" if amount is None or math.isnan(amount) else f"{amount:,.2f}"


def percent(share: float) -> str:
    """A share as a percentage with one decimal."""
    return f"{100 * share:.1f} %"


def closing(accounts: Sequence[SourceAccount], totals: Optional[Totals], rejected: RejectedRows) -> str:
    """Every line of every source accounted for, what became of those that were read, and the rejected ones by reason."""
    ways = [way for way in WAYS if way == READ or any(a.ways[way] for a in accounts)]
    rows = [[a.name, count(a.lines), *(count(a.ways[way]) for way in ways)] for a in accounts]
    parts = [grid(["source", "lines", *ways], rows)]
    lines = customers(totals) + _used(totals) if totals else []
    lines += [[source, f"REJECTED: {reason}", count(n)] for source, reason, n in rejected.rows()]
    if lines:
        parts.append(grid(["of what was read", "became", "number"], lines, left=2))
    if later := [wrapped(_later(account)) for account in accounts if account.agreed_later or account.refused_later]:
        parts.append("\n".join(later))
    return "\n\n".join(parts)


def _later(account: SourceAccount) -> str:
    """Whose decisions are of a later day than that of scoring, and what becomes of them."""
    said = []
    if account.agreed_later:
        said.append(f"{counted(account.agreed_later, 'customer')} agreed only after the day of scoring, which allows nothing on it and takes nothing back")
    if account.refused_later:
        said.append(f"{counted(account.refused_later, 'customer')} refused or took back after the day of scoring, which counts: consent is as of today")
    return f"{account.name}: {'; '.join(said)}."


def customers(totals: Totals) -> List[List[str]]:
    """What became of the customers."""
    lines = [["customers", "scored", count(totals.scored)], ["", "without enough data", count(totals.insufficient)]]
    lines += [["", f"EXCLUDED: {reason}", count(n)] for reason, n in sorted(totals.excluded.items())]
    lines.append(["", "erased earlier, not scored again", count(totals.erased)])
    return [line for line in lines if line[2] != "-" or line[1] == "scored"]


_BECAME = [
    ("used", "used"), ("superseded", "superseded by a newer wave or answer"), ("not_answered", "left empty"),
    ("other_items", "of items that the model does not ask"), ("merged", "merged with one of the same day"), ("refunds", "refunds"),
    ("zeros_ignored", "zero amounts ignored"), ("after_as_of", "after the day of scoring"), ("rejected", "rejected by the core"),
]  # fmt: skip


def _used(totals: Totals) -> List[List[str]]:
    lines: List[List[str]] = []
    for name, found in (("answers", totals.answers), ("purchases", totals.purchases)):
        known = {key for key, _ in _BECAME}
        more = [(key, key.replace("_", " ")) for key in sorted(found) if key not in known and key != "rows"]
        rows = [[text, count(found[key])] for key, text in [*_BECAME, *more] if found.get(key) or (key == "used" and found)]
        lines += [[name if i == 0 else "", *row] for i, row in enumerate(rows)]
    return lines


def written(result: Written, label: str) -> str:
    """What a write-back did."""
    total = result.changed + result.unchanged
    said = f"{label}: {result.changed:,} of {counted(total, 'row')} changed, {result.unchanged:,} stayed as {'it was' if result.unchanged == 1 else 'they were'}"
    return said + (f"; {counted(result.reset, 'row')} of former customers {'was' if result.reset == 1 else 'were'} reset" if result.reset else "")


def left_alone(left: Dict[str, int]) -> str:
    """What a run did not touch, since another mapping wrote it; empty where it touched everything."""
    if not left:
        return ""
    said = "; ".join(f"{', '.join(fields_of([part]))} of {counted(n, 'customer')}" for part, n in left.items())
    return wrapped(f"Left alone, written by another mapping: {said}.")


def refused_elsewhere(sharing: Sharing) -> str:
    """Whom a run leaves out since another mapping's consents say so, and what to run where they do not any more; empty: nobody."""
    lines = []
    for (by, closed), n in sorted(sharing.kept_out.items()):
        lines.append(f"{closed_by(by, closed)} of {counted(n, 'customer')} stay empty. Where it is over, run that mapping first, then this one.")
    if sharing.back:
        others = ", ".join(part for part in PARTS if part in sharing.filled)
        are = "is" if sharing.back == 1 else "are"
        lines.append(f"{counted(sharing.back, 'customer')} {are} excluded no more. Run the other mapping ({others}), too: its fields stay empty until then.")
    return "\n".join(map(wrapped, lines))


def closed_by(by: Sequence[str], closed: Sequence[str]) -> str:
    """Which mapping knows a refusal, and which fields it closes."""
    return f"Another mapping ({', '.join(by)}) found a refusal: {', '.join(fields_of(closed)) if closed else 'all fields'}"


def refused_elsewhere_json(sharing: Sharing) -> List[Dict[str, Any]]:
    """The same for programs; `fields`: null where all of them stay empty."""
    return [{"by": by, "fields": fields_of(closed) if closed else None, "customers": n} for (by, closed), n in sorted(sharing.kept_out.items())]


def outcome_json(
    accounts: Sequence[SourceAccount], totals: Totals, rejected: RejectedRows, result: Optional[Written], model: Any, as_of: str
) -> Dict[str, Any]:  # fmt: skip
    """The closing tables for programs."""
    orphans = sum(a.ways["of unknown customers"] for a in accounts if a.kind == "purchases")
    return {
        "as_of": as_of,
        "model": {"id": model.id, "hash": model.hash},
        "sources": [account.to_dict() for account in accounts],
        "customers": totals.customers,
        "scored": totals.scored,
        "insufficient_data": totals.insufficient,
        "excluded": dict(sorted(totals.excluded.items())),
        "erased": totals.erased,
        "orphan_purchases": orphans,
        "answer_rows": totals.answers,
        "purchase_rows": totals.purchases,
        "rejected": rejected.total,
        "rejected_by_reason": [{"source": s, "reason": r, "rows": n} for s, r, n in rejected.rows()],
        "written": None if result is None else {"changed": result.changed, "unchanged": result.unchanged, "reset": result.reset},
        "segments": summary(totals, model)["segments"],
    }


_GROUPS = ("fan", "sympathizer", "mercenary", "captive", "opponent", "unclassified")


def summary(totals: Totals, model: Any) -> Dict[str, Any]:
    """The company's figures from the sums of all chunks, in the shape of ScoreTable.summary()."""
    found = {name: totals.groups.get(name, [0, 0, 0, 0]) for name in _GROUPS}
    classified = sum(found[name][0] for name in _GROUPS[:-1])
    persons: List[List[float]] = [
        [found[name][0] if name != "unclassified" else 0, *totals.buyers.get(name, [0, 0]), found[name][1]] for name in _GROUPS
    ]
    amounts = {of: [[float(part) for part in totals.parts.get(of, {}).get(name, [0, 0, 0])] for name in _GROUPS] for of in ("revenue", "lifetime_value")}
    hidden, money_hidden = _core.disclose(persons, amounts["revenue"], amounts["lifetime_value"], model._native)
    hidden = [*hidden, 0]
    segments = []
    for place, (name, (n, valued, revenue, value)) in enumerate(found.items()):
        if hidden[place] or money_hidden[place]:
            segments.append(_suppressed(name, n, classified, bool(hidden[place])))
            continue
        share = None
        if name != "unclassified" and classified:
            share = _share(n, classified)
        segments.append(
            {
                "segment": name,
                "suppressed": "nothing",
                "customers": n,
                "share": share,
                "revenue": revenue / 1e6,
                "lifetime_value": value / 1e6,
                "mean_lifetime_value": value / 1e6 / valued if valued else None,
                "valued": valued,
            }
        )
    every = list(found.values())
    without_money = [each for each, not_shown in zip(every, money_hidden) if not_shown]
    result = {
        "customers": sum(each[0] for each in every),
        "classified": classified,
        "valued": sum(each[1] for each in every),
        "revenue": sum(each[2] for each in every) / 1e6,
        "customer_equity": sum(each[3] for each in every) / 1e6,
        "currency": model.currency,
        "segments": segments,
    }
    if without_money:
        result["hidden"] = {
            "customers": sum(each[0] for each, not_shown in zip(every, hidden) if not_shown),
            "valued": sum(each[1] for each in without_money),
            "revenue": sum(each[2] for each in without_money) / 1e6,
            "lifetime_value": sum(each[3] for each in without_money) / 1e6,
        }
    return result


def _share(n: int, classified: int) -> Dict[str, Any]:
    interval = wilson_interval(n, classified)
    return {"value": n / classified, "low": interval.low, "high": interval.high, "n": classified, "confidence": 0.95}


def _suppressed(name: str, n: int, classified: int, everything: bool) -> Dict[str, Any]:
    """A group of whom the money is not shown, or nothing at all."""
    return {
        "segment": name,
        "suppressed": "everything" if everything else "money",
        "customers": None if everything else n,
        "share": None if everything or name == "unclassified" or not classified else _share(n, classified),
        "revenue": None,
        "lifetime_value": None,
        "mean_lifetime_value": None,
        "valued": None,
    }


def portfolio(summary: Dict[str, Any]) -> str:
    """The five groups and the customers without one."""
    currency = summary["currency"] or "money"
    header = ["group", "customers", "share", "95 % interval", f"revenue, {currency}", "mean lifetime value", "valued"]
    rows: List[Optional[List[str]]] = []
    for group in summary["segments"]:
        share = group["share"]
        if group["segment"] == "unclassified":
            rows.append(None)
        rows.append(
            [
                GROUP_NAMES.get(group["segment"], group["segment"]),
                count(group["customers"]) if group["suppressed"] != "everything" else _HIDDEN,
                "" if share is None else percent(share["value"]),
                "" if share is None else held(f"{100 * share['low']:.1f} to {percent(share['high'])}"),
                money(group["revenue"]) if group["suppressed"] == "nothing" else _HIDDEN,
                money(group["mean_lifetime_value"]) if group["suppressed"] == "nothing" else _HIDDEN,
                count(group["valued"]) if group["suppressed"] == "nothing" else _HIDDEN,
            ]
        )
    if hidden := summary.get("hidden"):
        mean = hidden["lifetime_value"] / hidden["valued"] if hidden["valued"] else None
        rows.append(["hidden, together", count(hidden["customers"]), "", "", money(hidden["revenue"]), money(mean), count(hidden["valued"])])
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
            f"Shares are of the {counted(summary['classified'], 'customer')} with a group, rule {model['survey']['rule']}."
        )
    if "hidden" in summary:
        fewest = model.get("privacy", {}).get("fewest_shown")
        lines.append(f"Hidden: of {f'fewer than {fewest:g}' if fewest else 'too few'} customers, or to be worked out from such a number.")
    value = model.get("value")
    if value and not summary["valued"]:
        lines.append("Customer equity: not known, since no customer has a lifetime value. If the model is not fitted: scvm fit.")
    elif value:
        lines.append(
            f"Customer equity: {' '.join(filter(None, (money(summary['customer_equity']), summary['currency'])))}, the lifetime values of"
            f" {counted(summary['valued'], 'customer')}: the next {value['horizon']:g} {value['unit']}s,"
            f" {percent(value['yearly_discount'])} discount a year, margin {percent(value['margin'])}."
        )
    if value and not summary["currency"]:
        lines.append("Amounts are in the currency of the purchases: the model names none.")
    return "\n".join(wrapped(line) for line in lines)


_HIDDEN = "hidden"


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
    texts = [_measurement(model), _what_now(model)]
    if found:
        header = ["model", "mean", "customers", "log-likelihood"]
        fits = [[name, mean, *_fit(each)] for (name, each), mean in zip(found, means)]
        parameters = [row for name, each in found for row in _parameters(name, each)]
        texts = [
            grid(header, fits, left=2),
            grid(["model", "parameter", "estimate", "standard error"], parameters, left=2),
            *texts,
        ]
    return "\n\n".join(text for text in texts if text) or "  There was nothing to estimate: the model has no part that is fitted."


_PARTS = {
    "boundaries": ("survey", "boundaries_fit"),
    "measurement": ("survey", "measurement_fit"),
    "purchasing": ("value", "purchasing_fit"),
    "spending": ("value", "spending_fit"),
    "reference": ("network", "reference_fit"),
}

_STATUSES = {
    "converged": "converged",
    "shrunk_to_prior": "few data, a prior counts beside them",
    "from_prior": "too few data, a prior fills in",
    "pooled": "one mean for all",
    "not_identified": "not determined",
    "undefined_mean": "the mean does not exist",
    "not_converged": "no maximum found",
    "no_data": "no data",
}


def fitted_parts(model: Dict[str, Any]) -> Dict[str, Dict[str, Any]]:
    """How the fit of each part ended: status, reason and customers by the part's name."""
    found = {name: model.get(section, {}).get(key) for name, (section, key) in _PARTS.items()}
    return {name: part for name, part in found.items() if part}


def _what_now(model: Dict[str, Any]) -> str:
    """Every part with its status; what those that did not simply converge rest on, and what would help."""
    parts = fitted_parts(model)
    if not parts:
        return ""
    rows = [[name, _STATUSES[part["status"]], count(part["customers"])] for name, part in parts.items()]
    reasons = [wrapped(f"{name}: {part['reason']}.") for name, part in parts.items() if part["reason"]]
    return "\n\n".join([grid(["part", "status", "customers"], rows, left=2), *reasons])


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
    return wrapped(f"Standard errors of measurement: {', '.join(errors)} of 100 points, on {counted(found['n'], 'customer')} with both.")


def _fit(parameters: Dict[str, Any]) -> List[str]:
    record = parameters.get("fit")
    if record is None:
        return ["-", "-"]
    return [count(record["customers"]), f"{record['log_likelihood']:,.3f}"]


def checked(document: Dict[str, Any]) -> str:
    """What a check found beyond the rows."""
    items, lines = document["items"], []
    lines.append(f"Items with answers: {', '.join(items['used']) or 'none'}.")
    if items["not_asked_by_model"]:
        lines.append(f"Answers that the model does not ask for: {', '.join(items['not_asked_by_model'])}.")
    if items["without_answers"]:
        lines.append(f"Items of the model without any answer: {', '.join(items['without_answers'])}.")
    if document["wrong_way"]:
        lines.append(f'COUNTED THE WRONG WAY? By the words of their answers, "reversed" of these items should be the other: {"; ".join(document["wrong_way"])}.')
    sums = document["sums_by_database"]
    if sums:
        lines.append(f"By the database's own sums, {counted(sums['customers'], 'contact')} with {counted(sums['purchases'], 'paid invoice')}: {sums['net']:,.2f} net.")
    lines.append(f"Target: {document['target']}. Nothing was written.")
    text = "\n".join(wrapped(line) for line in lines)
    missing = document["missing_in_target"]
    if missing:
        text += "\n  The target lacks columns or tables; run this, or score with --add-columns:\n"
        text += "\n".join(f"    {statement};" for statement in missing)
    return text


def benchmark(found: Dict[str, Any]) -> str:
    """The own shares beside those of each sample, and what the differences are worth."""
    parts = []
    for sample in found["samples"]:
        head = f"{sample['industry']}, {sample['country']} {sample['year']}: {sample['name']}, n = {sample['n']:,} (effective {sample['effective_n']:,.0f}); own n = {found['n']:,}"
        rows = []
        for group in sample["groups"]:
            difference, both = group["difference"], group["simultaneous"]
            verdict = {None: "", "no_difference": "no difference seen", "higher": "HIGHER", "lower": "LOWER"}[group["verdict"]]
            points = ["-", "-"] if difference is None else [f"{100 * difference['value']:+.1f}", held(f"{100 * both['low']:+.1f} to {100 * both['high']:+.1f}")]
            rows.append([group["segment"], _spanned(group["own"]), _spanned(group["benchmark"]), *points, verdict])
        parts += [wrapped(head, ""), "", grid(["group", "own " + held("(95 %)"), "benchmark " + held("(95 %)"), "points", "for all at once", ""], rows), ""]
        if not sample["enough"]:
            parts += [wrapped(f"Fewer than {found['fewest_for_a_verdict']} respondents on one side: too few to say who has more."), ""]
    parts += [
        wrapped(f"{counted(found['comparisons'], 'difference')} compared; the intervals for all at once hold for all of them with 95 % (Newcombe 1998, Bonferroni)."),
        wrapped(f"Rule {found['rule']['id']}, boundaries {found['rule']['boundaries']}, questionnaire {found['questionnaire']} are the same on both sides."),
    ]
    return "\n".join(parts)


def _spanned(share: Optional[Dict[str, float]]) -> str:
    return "not shown" if share is None else f"{share['value']:.1%} " + held(f"({100 * share['low']:.1f} to {100 * share['high']:.1f})")
