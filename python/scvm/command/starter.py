"""A starter model from what is there: questions with their scales, amounts, consents. People check it, fitting completes it."""

from __future__ import annotations

import json
import re
from typing import Any, Dict, List, Optional, Tuple

from scvm.command.mapping import Mapping
from scvm.command.staging import Staging

_DIMENSIONS = [
    ("barrier", r"bar(_|rier)|switch|contract|effort|wechsel|vertrag|aufwand"),
    ("attachment", r"att(_|ach)|loyal|bound|proud|trust|miss|recommend|nps|empfehl|treu|stolz|vertrau|bindung"),
    ("satisfaction", r"sat(_|isf)|happy|content|expect|csat|zufrieden|erwart"),
]
_USUAL_SCALES = [(1, 5), (1, 7), (0, 10), (1, 10), (0, 100)]
_MISSING_CODES = (98, 99, -1, -99, 999)


def model_text(staging: Staging, mapping: Mapping, id: str) -> str:
    """A model with comments, as JSON with // comments: what was found stands beside each line."""
    lines = [
        "// A starter model. Lines after // are comments; `scvm fit` writes the finished model without them.",
        "// Check the questions first: to which dimension they belong, where their scales begin and end, which are reversed.",
        "{",
        '  "schema": "scvm-model/1",',
        f'  "id": {json.dumps(id)},  // stands on every score',
    ]
    currency = mapping.document.get("currency", "")
    lines.append(f'  "currency": {json.dumps(currency)},  // of all amounts; shown, never converted')
    sections = [each for each in (_survey(staging, mapping), _value(staging)) if each]
    if _any(staging, "consents"):
        sections.append(_consent(staging))
    real = [i for i, section in enumerate(sections) if not section[-1].lstrip().startswith("//")]
    for i, section in enumerate(sections):
        if i in real[:-1]:
            section[-1] += ","
        lines += section
    if not real:
        lines.append('  "value": {}')
    lines.append("}")
    return "\n".join(lines) + "\n"


def _any(staging: Staging, table: str) -> bool:
    return bool(staging.scalar(f"SELECT 1 FROM {table} LIMIT 1"))


def _survey(staging: Staging, mapping: Mapping) -> List[str]:
    found = staging.all(
        "SELECT item, count(value), count(*), min(value), max(value) FROM answers GROUP BY item ORDER BY min(number), item"
    )
    scales: Dict[str, Any] = (mapping.document.get("sources", {}).get("surveys") or {}).get("scales", {})
    items = [_item(staging, name, answered, rows, scales.get(name)) for name, answered, rows, *_ in found]
    if not {"satisfaction", "attachment"} <= {dimension for _, dimension in items}:
        if not items:
            return ["  // No portfolio: there are no answers."]
        said = "  // No portfolio yet: no question was recognised as satisfaction and one as attachment. Name the dimensions"
        asked = [f"  //     {text}" for text, _ in items]
        return [f"{said}, take the comment signs away:", '  //   "survey": {"items": [', *asked, "  //   ]},"]
    lines = ['  "survey": {', '    "items": [']
    last = max(i for i, (_, dimension) in enumerate(items) if dimension)
    for i, (text, dimension) in enumerate(items):
        body, _, comment = text.partition("  // ")
        comma = "," if dimension and i != last else ""
        lines.append(f"      {'' if dimension else '// '}{body}{comma}  // {comment}")
    lines += ["    ],", '    "out_of_range": "missing"  // error: such a respondent gets no scores; clamp: the nearer end', "  }"]
    return lines


def _item(staging: Staging, name: str, answered: int, rows: int, scale: Optional[List[float]]) -> Tuple[str, str]:
    values = [
        float(row[0]) for row in staging.all("SELECT DISTINCT value FROM answers WHERE item = ? AND value IS NOT NULL", name)
    ]
    codes = [] if scale else [code for code in _MISSING_CODES if code in values]
    real = [value for value in values if value not in codes]
    low, high = scale or _scale(real)
    if codes and not scale and max(real, default=0) <= 10:
        codes = [code for code in codes if not low <= code <= high]
    dimension = next((each for each, words in _DIMENSIONS if re.search(words, name.lower())), "")
    document: Dict[str, Any] = {"id": name, "dimension": dimension or "?", "lowest": low, "highest": high}
    if codes:
        document["missing_codes"] = sorted(codes)
    seen = f"{min(real):g} to {max(real):g}" if real else "nothing"
    guess = "" if dimension else "; WHICH DIMENSION? satisfaction, attachment, barrier, or a name of your own"
    return f"{json.dumps(document, ensure_ascii=False)}  // {answered:,} of {rows:,} answered, {seen}{guess}", dimension


def _scale(values: List[float]) -> Tuple[float, float]:
    if not values:
        return 1, 5
    low, high = min(values), max(values)
    return next(((a, b) for a, b in _USUAL_SCALES if a <= low and high <= b), (low, high if high > low else low + 1))


def _value(staging: Staging) -> List[str]:
    if not _any(staging, "purchases"):
        return ["  // No lifetime values: there are no purchases."]
    n, people, refunds, zeros, total = staging.all(
        "SELECT count(*), count(DISTINCT customer), coalesce(sum(amount < 0), 0), coalesce(sum(amount = 0), 0), sum(amount) FROM purchases"
    )[0]
    return [
        f"  // {n:,} purchases of {people:,} people, {total:,.2f} in all; {refunds:,} refunds, {zeros:,} of amount 0",
        '  "value": {',
        '    "unit": "week",',
        '    "refunds": "net",  // ignore: they change nothing; reject: their rows are rejected',
        f'    "zero_amounts": "{"ignore" if zeros else "count"}",',
        '    "horizon": 52,  // how far ahead purchases count, in units',
        '    "yearly_discount": 0.1,  // cost of capital a year',
        '    "margin": 0.3,  // GUESSED: the share of an amount that you earn; 1 values revenue',
        '    "purchasing_model": "bg_nbd"  // or mbg_nbd, pareto_nbd; `scvm fit` adds the parameters',
        "  }",
    ]


def _consent(staging: Staging) -> List[str]:
    states = staging.all("SELECT state, count(DISTINCT customer) FROM consents GROUP BY state ORDER BY state")
    said = ", ".join(f"{n:,} {state}" for state, n in states)
    return [
        f"  // Consents found, in customers: {said}. Whoever withdrew is never scored.",
        '  "consent": {',
        '    "missing": "exclude"  // include: score customers without any recorded basis',
        "  }",
    ]


def mapping_text(url: str, staging: Staging) -> str:
    """A starter mapping for a SugarCRM-style database, with comments."""
    questions = [row[0] for row in staging.all("SELECT item FROM answers GROUP BY item ORDER BY min(number), item LIMIT 40")]
    items = ",\n".join(f"      {json.dumps(name, ensure_ascii=False)}: {json.dumps(_slug(name))}" for name in questions)
    return f"""// Where scvm reads and writes. Lines after // are comments. Every key: docs/mapping.md
{{
  "schema": "scvm-mapping/1",
  "preset": "suitecrm",
  "database": {json.dumps(url)},  // or "env:SCVM_DATABASE", so that no password stands in a file
  "language": "en",  // of explanations: en or de
  "suitecrm": {{
    "invoices": {{"status": ["Paid"]}},  // which invoices are purchases; false: none
    "opportunities": false,  // {{"sales_stage": ["Closed Won"]}} counts won opportunities as purchases
    "waves": "none",  // response: only the latest response of a customer counts
    "items": {{  // the model's name of each survey question
{items}
    }},
    "consent": {{"allow": ["consent", "contract", "legitimate_interest"], "deny": ["withdrawn"]}}
  }}
}}
"""


def _slug(name: str) -> str:
    plain = re.sub(r"[^a-z0-9]+", "_", name.lower()).strip("_")
    return plain[:60] or name
