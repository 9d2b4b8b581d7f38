"""A starter model from what is there: questions with their scales, amounts, consents. People check it, fitting completes it."""

from __future__ import annotations

import json
import math
import re
from typing import Any, Dict, List, NamedTuple, Optional, Tuple

import numpy as np

from scvm.command.account import counted
from scvm.command.findings import Findings
from scvm.command.mapping import Mapping, comments_in
from scvm.command.refusal import Refused
from scvm.command.scales import Scale
from scvm.command.staging import Staging

_DIMENSIONS = [
    ("barrier", r"\bbar(_|rier)|switch|contract|effort|wechsel|vertrag|aufwand"),
    ("attachment", r"^att_?\d*$|\batt(_|ach)|loyal|^loy_?\d|^cusl_?\d|\bbound|proud|trust|miss you|\bmiss\b|vermiss|recommend|\bnps\b|_nps|nps_|empfehl|treu|stolz|vertrau|bindung|wieder kaufen|buy again"),
    ("satisfaction", r"^sat_?\d*$|\bsat(_|isf)|satisf|happy|\bcontent|expect|csat|^cusat?_?\d|zufrieden|erwart"),
]
_SCALES = [(1, 5), (0, 4), (1, 7), (0, 5), (0, 6), (0, 10), (1, 10), (0, 100)]  # the likelier ones first
_RECOMMENDS = r"nps|recommend|empfehl"  # asked from 0 to 10 by most
_MISSING_CODES = (98, 99, -1, -99, 999)


def model_text(
    staging: Staging, mapping: Mapping, id: str, known: Dict[str, Scale], zone: Optional[str] = None, purposes: Optional[Dict[str, str]] = None,
    texts: Optional[Dict[str, str]] = None, told: Optional[Dict[str, str]] = None,
) -> str:  # fmt: skip
    """A model with comments, as JSON with // comments: what was found stands beside each line.

    `known`: the scales that the source tells; `zone`: where the customers live, by default the zone of the mapping's times;
    `purposes`: by use, what the source's consents are for, where each use has one of its own; `texts`: what is asked, by item, where the
    item's own name does not say it; `told`: the dimension of an item, where the user says it.
    """
    lines = [
        "// A starter model. Lines after // are comments; `scvm fit` writes the finished model without them.",
        "// Check the questions first: to which dimension they belong, where their scales begin and end, which are reversed.",
        "{",
        '  "schema": "scvm-model/1",',
        f'  "id": {json.dumps(id)},  // stands on every score',
    ]
    currency = mapping.document.get("currency", "")
    lines.append(f'  "currency": {json.dumps(currency)},  // of all amounts; shown, never converted')
    zone = zone or mapping.document.get("timezone", "UTC")
    lines.append(f'  "time_zone": {json.dumps(zone)},  // where the customers live: a day is a day there')
    amount = (mapping.document.get("sources", {}).get("purchases") or {}).get("columns", {}).get("amount")
    sections = [_survey(staging, mapping, known, texts or {}, told or {}), _value(staging, has_lines=isinstance(amount, dict)), _network(staging)]
    survey, value, network = (not section[-1].lstrip().startswith("//") for section in sections)
    sections += [_equity(staging, value, network), _matters(value and network), _ambassadors(survey, value, network), _service(staging), _cocreation(staging), _treatment(survey)]
    if purposes or _any(staging, "consents"):
        sections.append(_consent(staging, purposes or {}))
    if not (survey or value or network):
        sections.insert(2, ['  "value": {}'])  # a model has one of the three
    real = [i for i, section in enumerate(sections) if not section[-1].lstrip().startswith("//")]
    for i, section in enumerate(sections):
        if i in real[:-1]:
            section[-1] += ","
        lines += section
    lines.append("}")
    return "\n".join(lines) + "\n"


def dimension_of(question: str) -> str:
    """What a question asks, by its words: satisfaction, attachment or barrier; empty where they do not tell."""
    return next((each for each, words in _DIMENSIONS if re.search(words, question.lower())), "")


def doubts(text: str) -> List[str]:
    """What of a starter model somebody has to decide: what stands in a line, and the doubt beside it."""
    found = []
    for line in text.splitlines():
        for comment in comments_in(line)[:1]:
            if re.search(r"GUESSED|[A-Z0-9]\?", comment):
                named = re.match(r'\s*(?:\{"(?:id|test)": |(?="))("(?:[^"\\]|\\.)*")', line)
                found.append(f"{json.loads(named[1])}: {comment.strip(' /')}" if named else comment.strip(" /"))
    return found


def refuse_numbers_for_questions(staging: Staging, mapping: Mapping) -> None:
    """Refuses a sheet with one column a question that is read as if it had a column of questions."""
    document = mapping.document.get("sources", {}).get("answers") or {}
    if "question" not in document.get("columns", {}):
        return
    items = [row[0] for row in staging.all("SELECT DISTINCT item FROM answers LIMIT 20")]
    if items and all(re.fullmatch(r"-?\d+([.,]\d+)?", item) for item in items):
        columns = document["columns"]
        sheet = json.dumps([columns["question"], columns["answer"]], ensure_ascii=False)
        raise Refused(
            f"{document.get('path') or document.get('table') or 'answers'}: the questions in {columns['question']} are numbers:"
            f' of a sheet with one column a question, name in place of question and answer "questions": {sheet}'
        )


def _any(staging: Staging, table: str) -> bool:
    return bool(staging.scalar(f"SELECT 1 FROM {table} LIMIT 1"))


def _survey(staging: Staging, mapping: Mapping, known: Dict[str, Scale], texts: Dict[str, str], told: Dict[str, str]) -> List[str]:
    found = staging.all(
        "SELECT item, count(value), count(*), min(value), max(value) FROM answers GROUP BY item ORDER BY min(number), item"
    )
    source: Dict[str, Any] = mapping.document.get("sources", {}).get("answers") or {}
    scales = {source.get("items", {}).get(question, question): scale for question, scale in source.get("scales", {}).items()}
    if unknown := set(told) - {name for name, *_ in found}:
        raise Refused(f"dimensions.{sorted(unknown)[0]}: there is no such question: {', '.join(name for name, *_ in found[:12])}")
    dimensions = {name: told.get(name) or dimension_of(name) or dimension_of(texts.get(name, "")) for name, *_ in found}
    against = _against(staging, dimensions)
    items = [
        _item(staging, name, answered, rows, scales.get(name), known.get(name), dimensions[name], texts.get(name, ""), against.get(name))
        for name, answered, rows, *_ in found
    ]
    if not {"satisfaction", "attachment"} <= {each.dimension for each in items}:
        if not items:
            return ["  // No portfolio: there are no answers."]
        said = "  // No portfolio yet: no question was recognised as satisfaction and one as attachment. Name the dimensions"
        asked = [f"  //     {each.document}  // {each.comment}" for each in items]
        return [f"{said}, take the comment signs away:", '  //   "survey": {"items": [', *asked, "  //   ]},"]
    lines = ['  "survey": {', '    "items": [']
    last = max(i for i, each in enumerate(items) if each.dimension)
    for i, each in enumerate(items):
        comma = "," if each.dimension and i != last else ""
        lines.append(f"      {'' if each.dimension else '// '}{each.document}{comma}  // {each.comment}")
    lines += ["    ],", '    "out_of_range": "missing"  // error: such a respondent gets no scores; clamp: the nearer end', "  }"]
    return lines


class _Item(NamedTuple):
    """An item of the model as JSON, what was found, and its dimension: empty where nobody can tell."""

    document: str
    comment: str
    dimension: str


_FEWEST_RESPONDENTS = 20  # that what runs against the others is told by
_ASKED_AGAINST = (
    r"\b(not|never|don.?t|nicht|nie|kein\w*|unhappy|unsatisf\w*|unzufrieden\w*|dissatisf\w*|disappoint\w*|entt(?:ä|ae)usch\w*|(?:ä|ae)rger\w*|annoy\w*|complain\w*|beschwer\w*|problem\w*)\b|misfit"
)


def _against(staging: Staging, dimensions: Dict[str, str]) -> Dict[str, float]:
    """By item, how its answers correlate with the others of its dimension, where they run against most of them: it may be reversed.

    The first principal component of a dimension's items tells them apart; of two items, the one that is asked against is meant.
    """
    result: Dict[str, float] = {}
    for dimension in ("satisfaction", "attachment"):
        names = [name for name, each in dimensions.items() if each == dimension]
        if not 2 <= len(names) <= 60:
            continue
        marks = ", ".join("?" * len(names))
        answers: Dict[Tuple[str, Any], List[float]] = {}
        for customer, wave, item, value in staging.all(
            f"SELECT customer, wave, item, value FROM answers WHERE item IN ({marks}) AND value IS NOT NULL ORDER BY customer, wave LIMIT 500000", *names
        ):
            if value not in _MISSING_CODES:
                answers.setdefault((customer, wave), [math.nan] * len(names))[names.index(item)] = value
        table = np.array([row for row in answers.values() if not any(map(math.isnan, row))])
        if len(table) < _FEWEST_RESPONDENTS or (table.std(axis=0) == 0).any():
            continue
        correlations = np.corrcoef(table.T)
        loading = np.linalg.eigh(correlations)[1][:, -1]
        loading = loading if (loading < 0).sum() * 2 <= len(names) else -loading
        reversed_items = [i for i in range(len(names)) if loading[i] < 0]
        if len(names) == 2 and correlations[0, 1] < 0:
            reversed_items = [i for i in range(2) if re.search(_ASKED_AGAINST, names[i].lower())] or [0, 1]
        for i in reversed_items:
            others = [k for k in range(len(names)) if k not in reversed_items] or [1 - i]
            if (with_others := float(correlations[i, others].mean())) < -0.2:
                result[names[i]] = with_others
    return result


def _item(
    staging: Staging, name: str, answered: int, rows: int, scale: Optional[List[float]], known: Optional[Scale], dimension: str, asked: str,
    against: Optional[float],
) -> _Item:  # fmt: skip
    values = [
        float(row[0]) for row in staging.all("SELECT DISTINCT value FROM answers WHERE item = ? AND value IS NOT NULL", name)
    ]
    codes: List[int] = []
    if scale:
        (low, high), doubt = (min(scale), max(scale)), ""
    elif known:
        low, high = known.lowest, known.highest
        doubt = f"; {known.said}" if known.is_reversed is False else f"; REVERSED? {known.said}"
    else:
        codes = _codes(values)
        low, high, doubt = _scale([value for value in values if value not in codes], name)
        codes = [code for code in codes if not low <= code <= high]
    document: Dict[str, Any] = {"id": name, "dimension": dimension or "?", "lowest": low, "highest": high}
    if known and known.is_reversed and dimension != "barrier":
        document["reversed"] = True
    elif against is not None and not known:
        document["reversed"] = True
        doubt += f"; REVERSED? its answers run against those of the others, r = {against:.2f}"
    elif asked_against := (re.search(_ASKED_AGAINST, f"{name} {asked}".lower()) if dimension in ("satisfaction", "attachment") and not known else None):
        doubt += f'; REVERSED? It says "{asked_against[0]}"' if "?" in name + asked or " " in name.strip() else ""
    if codes:
        document["missing_codes"] = sorted(codes)
    seen = f"{min(values):g} to {max(values):g}" if values else "nothing"
    if codes:
        lie = "lies" if len(codes) == 1 else "lie"
        doubt += f"; MISSING CODES GUESSED: {', '.join(f'{code:g}' for code in sorted(codes))} {lie} apart from all other answers"
    guess = "" if dimension else "; WHICH DIMENSION? satisfaction, attachment, barrier, or a name of your own"
    said = f"{_plain(asked, 60)}: " if asked else ""
    return _Item(json.dumps(document, ensure_ascii=False), f"{said}{answered:,} of {rows:,} answered, {seen}{doubt}{guess}", dimension)


def _codes(values: List[float]) -> List[int]:
    """The numbers that say that nothing was answered: they lie apart from all others. On a slider, 98 and 99 are answers."""
    others = [value for value in values if value not in _MISSING_CODES]
    slider = not others or (min(others) >= 0 and 10 < max(others) <= 100)
    return [code for code in _MISSING_CODES if code in values and not (slider and 0 <= code <= 100)]


def _scale(values: List[float], name: str) -> Tuple[float, float, str]:
    """Lowest and highest answer, and what is doubtful: a scale whose ends nobody chose may be another one."""
    if not values:
        return 1, 5, "; SCALE GUESSED: nobody answered"
    low, high = min(values), max(values)
    fitting: List[Tuple[float, float]] = [(a, b) for a, b in _SCALES if a <= low and high <= b]
    if re.search(_RECOMMENDS, name.lower()) and (0, 10) in fitting:
        if high > 5:
            return 0, 10, ""
        return *fitting[0], "; SCALE GUESSED: or 0 TO 10? Most ask for a recommendation from 0 to 10, and nobody answered more than 5"
    if not fitting:
        return low, high if high > low else low + 1, "; SCALE GUESSED from what was answered"
    if (low, high) in fitting:
        return int(low), int(high), "; or 0 TO 10? Nobody answered 0" if (low, high) == (1, 10) else ""
    others = " or ".join(f"{a:g} TO {b:g}" for a, b in fitting[1:3])
    return fitting[0][0], fitting[0][1], f"; SCALE GUESSED: or {others}?" if others else ""


def _value(staging: Staging, has_lines: bool) -> List[str]:
    n, people, refunds, zeros, total, whole, alike = staging.all(
        "SELECT count(*), count(DISTINCT customer), coalesce(sum(amount < 0), 0), coalesce(sum(amount = 0), 0), coalesce(sum(amount), 0),"
        " min(amount = round(amount) AND abs(amount) >= 100), count(*) - (SELECT count(*) FROM (SELECT DISTINCT customer, time, amount FROM"
        f" purchases WHERE {_COUNTS})) FROM purchases WHERE {_COUNTS}"
    )[0]
    if not n:
        return ["  // No lifetime values: there are no purchases of customers."]
    doubts = []
    if whole:
        doubts.append('  // CENTS? All amounts are whole numbers from 100 on. If so, in the mapping: "amount": {"product": ["…", 0.01]}')
    if alike and not has_lines:  # two lines of one order may well cost the same
        repeats = counted(alike, "purchase repeats", "purchases repeat")
        doubts.append(f'  // TWICE? {repeats} customer, moment and amount of another. Name the id of orders in the mapping: "order": "…"')
    return [
        *doubts,
        f"  // {counted(n, 'purchase')} of {counted(people, 'customer')}, {total:,.2f} in all; {counted(refunds, 'refund')}, {zeros:,} of amount 0",
        '  "value": {',
        '    "unit": "week",',
        '    "refunds": "net",  // ignore: they change nothing; reject: their rows are rejected',
        f'    "zero_amounts": "{"ignore" if zeros else "count"}",',
        '    "horizon": 52,  // how far ahead purchases count, in units',
        '    "yearly_discount": 0.1,  // GUESSED: cost of capital a year',
        '    "margin": 0.3,  // GUESSED: the share of an amount that you earn; 1 values revenue',
        '    "purchasing_model": "bg_nbd"  // or mbg_nbd, pareto_nbd; `scvm fit` adds the parameters',
        "  }",
    ]


#: The rows of customers: others may stand in a table, and count nowhere.
_COUNTS = "customer IN (SELECT id FROM customers WHERE kept)"

#: The tables of what customers do, with the column that says what of it, and that of its day.
_SOCIAL = {"interactions": ("kind", "time"), "referrals": ("", "time"), "contributions": ("kind", "time")}
_SERVICE = {"complaints": ("channel", "opened"), "jobs": ("outcome", "asked")}
_COCREATION = {"ideas": ("state", "time"), "votes": ("", "time"), "tests": ("test", "time")}


def _seen(staging: Staging, tables: Dict[str, Tuple[str, str]]) -> List[str]:
    """A comment for each table with rows of customers: how many, whose, since when, and what."""
    found = []
    for table, (column, day) in tables.items():
        n, people, first, last = staging.all(
            f"SELECT count(*), count(DISTINCT customer), date(min({day}), 'unixepoch'), date(max({day}), 'unixepoch') FROM {table} WHERE {_COUNTS}"
        )[0]
        if n:
            said = staging.all(f"SELECT {column}, count(*) n FROM {table} WHERE {_COUNTS} GROUP BY 1 ORDER BY 2 DESC, 1 LIMIT 6") if column else []
            kinds = ", ".join(f"{number:,} {_plain(kind)}" for kind, number in said if kind is not None)
            noun, nouns = ("application for a test", "applications for tests") if table == "tests" else (table[:-1], table)
            found.append(f"  // {counted(n, noun, nouns)} of {counted(people, 'customer')}, {first} to {last}" + (f": {kinds}" if kinds else ""))
    return found


def _network(staging: Staging) -> List[str]:
    """What customers do with each other, by kind, and since when."""
    found = _seen(staging, _SOCIAL)
    if not found:
        return ["  // No network: there are no interactions, referrals or contributions."]
    staff = staging.scalar("SELECT count(*) FROM employees")
    if not staff and _any(staging, "interactions"):
        found.append("  // WHO WORKS HERE? No employees are named, and what staff does counts as a customer's: see the source employees")
    return [*found, '  "network": {', '    "half_life_days": 90  // GUESSED: after how many days an interaction counts half', "  }"]


def _equity(staging: Staging, has_value: bool, has_network: bool) -> List[str]:
    if not (has_value and has_network):
        return ["  // No network values: they need purchases, and a network."]
    return [
        '  "equity": {',
        '    "referral_share": 0.2,  // GUESSED: the part of a customer\'s value that is credited to who brought him',
        '    "influence_share": 0.2  // GUESSED: the part that is credited to those who have his attention',
        "  }",
    ]


def _matters(can: bool) -> List[str]:
    if not can:
        return ["  // No order of who matters: it needs purchases, and a network."]
    return ['  "matters": {', '    "top_share": 0.1  // GUESSED: of those who have any, how many are called active, influential and valuable', "  }"]


def _ambassadors(has_survey: bool, has_value: bool, has_network: bool) -> List[str]:
    if not (has_survey and has_network):
        return ["  // No ambassadors: they need answers, and a network."]
    objective = [] if has_value else ['    "objective": "persons",  // value: needs purchases']
    return ['  "ambassadors": {', *objective, '    "count": 10  // GUESSED: how many you can win and look after', "  }"]


def _service(staging: Staging) -> List[str]:
    """What is promised to who complains; what helpers and the company's own ways cost is in no table."""
    found = _seen(staging, _SERVICE)
    if helpers := len({row[1] for row in staging.helpers()}):
        found.insert(len(found) and 1, f"  // {counted(helpers, 'helper')}")
    if not found:
        return ["  // No service: there are no complaints, helpers or jobs."]
    return [
        *found,
        '  "service": {',
        '    // "ways": [{"way": "hotline", "price": 12, "success": 0.7}],  // what helpers are compared with: YOUR WAYS?',
        '    "promised_hours": 48  // GUESSED: within which a complaint is answered',
        "  }",
    ]


def _cocreation(staging: Staging) -> List[str]:
    """Ideas, votes, and who is drawn to test what."""
    found = _seen(staging, _COCREATION)
    if not found:
        return ["  // No co-creation: there are no ideas, votes or applications for tests."]
    names = [row[0] for row in staging.all(f"SELECT test, count(*) FROM tests WHERE {_COUNTS} GROUP BY 1 ORDER BY 2 DESC, 1 LIMIT 40")]
    tests = [f'      {{"test": {json.dumps(name, ensure_ascii=False)}, "places": 10}}' for name in names]
    commas = [","] * (len(tests) - 1) + [""]
    return [
        *found,
        '  "cocreation": {',
        *(['    "tests": [', *(f"{test}{comma}  // GUESSED: how many are drawn" for test, comma in zip(tests, commas)), "    ],"] if tests else []),
        '    "voting_days": 365  // GUESSED: so long after it was proposed an idea may be voted for',
        "  }",
    ]


def _treatment(has_survey: bool) -> List[str]:
    """A plan that asks nobody for anything: people put their own actions in its place."""
    if not has_survey:
        return ["  // No treatments: without answers there are no groups to treat."]
    return [
        '  "treatment": {',
        '    "actions": [',
        '      {"id": "talk", "contacts": true, "capacity": 50},  // GUESSED: how many you can talk to',
        '      {"id": "leave", "contacts": false}',
        "    ],",
        '    "rules": [  // GUESSED: every group falls under one line; the actions are yours',
        '      {"when": {"segment": ["opponent", "captive"]}, "action": "talk", "reason": "dissatisfied"},',
        '      {"when": {"segment": ["fan", "sympathizer", "mercenary", "unclassified"]}, "action": "leave"}',
        "    ]",
        "  }",
    ]


def _plain(text: Any, longest: int = 30) -> str:
    """A cell within a comment: on one line, and short."""
    return " ".join(str(text).split())[:longest]


def _consent(staging: Staging, purposes: Dict[str, str]) -> List[str]:
    said = {state: int(n) for state, n in staging.all(f"SELECT state, count(DISTINCT customer) FROM consents WHERE {_COUNTS} GROUP BY state")}
    agreed, refused, withdrew = (said.get(state, 0) for state in ("granted", "refused", "withdrawn"))
    to_contact = purposes.get("contact", "contact")  # who wants mail has not agreed to anything else
    to_be_scored = staging.scalar(f"SELECT 1 FROM consents WHERE {_COUNTS} AND state = 'granted' AND purpose <> ? LIMIT 1", to_contact)
    return [
        f"  // Of {counted(len(staging), 'customer')} {agreed:,} agreed to something, {refused:,} refused something, {withdrew:,} withdrew something,"
        " whatever else they said. Whoever withdrew is never scored.",
        '  "consent": {',
        *(f"    {json.dumps(use)}: {json.dumps(purpose)}," for use, purpose in purposes.items()),
        '    "missing": "exclude"  // include: score customers without any recorded basis' if to_be_scored else
        f'    "missing": "include"  // GUESSED: nobody agreed to {"be scored" if agreed else "anything"} yet, so that another legal basis must hold; exclude: wait for consent',
        "  }",
    ]


def mapping_text(url: str, found: Findings) -> str:
    """A starter mapping for a SugarCRM-style database, with comments."""
    return f"""// Where scvm reads and writes. Lines after // are comments. Every key: docs/mapping.md
{{
  "schema": "scvm-mapping/1",
  "preset": "suitecrm",
  "database": {json.dumps(url)},  // env:NAME: the variable of that name has it, so that no password stands in a file
  "language": "en",  // of explanations: en or de
  "suitecrm": {{
    "invoices": {{"status": ["Paid"]}},  // which invoices are purchases; false: none
    "opportunities": false,  // {{"sales_stage": ["Closed Won"]}} counts won opportunities as purchases
    "waves": "none",  // response: only the latest response of a customer counts
    "items": {{}},  // another name in the model than the question's own text: {{"How satisfied are you?": "sat_overall"}}
{_territory_lines(found)}{_lead_lines(found)}    "consent": {{"allow": ["consent", "contract", "legitimate_interest"], "deny": ["withdrawn"]}}
  }}{_source_lines(found)}
}}
"""


def _territory_lines(found: Findings) -> str:
    if not found.territory:
        return "    // No territory: no column of contacts says where they live in 2 to 40 words.\n"
    return f'    "attributes": {{"territory": {json.dumps(found.territory)}}},  // GUESSED: {found.territory_said}\n'


def _lead_lines(found: Findings) -> str:
    if not found.leads:
        return "    // No people outside the base: there are no leads and no targets.\n"
    return f'    "leads": true,  // GUESSED: {found.leads}. They take part in the network, and are never scored\n'


def _source_lines(found: Findings) -> str:
    comments = "".join(f"\n  // {each}" for each in found.doubts)
    if not found.sources:
        return comments and f"{comments}"
    lines = [f'    {json.dumps(each.kind)}: {{"table": {json.dumps(each.table, ensure_ascii=False)}}}' for each in found.sources]
    said = [f"  // GUESSED by its columns: {each.said}" for each in found.sources]
    commas = [","] * (len(lines) - 1) + [""]
    body = "\n".join(f"{line}{comma}{comment}" for line, comma, comment in zip(lines, commas, said))
    return f',{comments}\n  "sources": {{  // tables beside the CRM\'s own\n{body}\n  }}'
