"""All that calls scvm: from rows of Odoo's database to the values of a partner's fields. Nothing here needs Odoo."""

import datetime
import json
import os
import threading
import zoneinfo

import scvm
from scvm.command import presets
from scvm.command.fields import BY_NAME, CARRIED, EMPTIED, OWN_TABLES, USES, CardMaker, input_hash, number_text, published_in
from scvm.command.ownership import Ownership, fields_of
from scvm.command.staging import TABLES

OVERRIDES = ("segment", "lifetime_value")
#: Sources whose rows are a partner's own, and are read for a save; the night reads all.
OWN_SOURCES = ("answers", "purchases", "consents")


class NoModel(Exception):
    """There is nothing to score with."""


class Scoring:
    """A scoring model, as it scores the partners of one database. `ask` runs a statement and gives its rows (presets.look)."""

    def __init__(self, model, language, ask):
        found = presets.look("odoo", ask, model.currency)
        document = model.to_dict()
        said = document.setdefault("consent", {"missing": "include", **found.purposes})
        other = [use for use in USES if said[use] != use]
        if other:  # the fields of consent would be heard of nowhere
            raise NoModel(f'the model: consent.{other[0]} is "{said[other[0]]}": expected "{other[0]}", what the field of consent is called')
        if not document.get("currency"):
            document["currency"] = found.mapping.get("currency", "")
        self.model = scvm.ScoringModel(document)
        self.scorer = scvm.Scorer(self.model)
        self.document = self.model.to_dict()
        self.queries = {kind: source["query"] for kind, source in found.mapping["sources"].items()}
        # For a save, half of whose time the database plans queries: one query for all, and rates where there is need.
        alone = presets.look("odoo", ask, document["currency"], {"is_customer": "true", "rate": "NULL::numeric", "own_rate": "1"})
        own = {kind: alone.mapping["sources"][kind]["query"] for kind in OWN_SOURCES if kind in alone.mapping["sources"]}
        parts = [f"SELECT 'customers' AS source, s.id AS id, NULL::jsonb AS row FROM ({self.queries['customers']}) s WHERE s.id = ANY(IDS)"]
        parts += [f"SELECT '{kind}', s.customer_id, to_jsonb(s) FROM ({query}) s WHERE s.customer_id = ANY(IDS)" for kind, query in own.items()]
        self.own_query = " UNION ALL ".join(parts).replace("%", "%%").replace("IDS", "%(ids)s")
        self.zone = zoneinfo.ZoneInfo(self.model.time_zone)
        #: The treatments that approach somebody.
        self.actions = {action["id"] for action in self.document.get("treatment", {}).get("actions", ()) if action["contacts"]}
        self._ownership = Ownership.of(self.document, self.queries)  # a part that the model or the database does not have is empty
        self._maker = CardMaker(self.document, self.model.hash, self.model.id, self.model.currency, language, "text")

    def records(self, found, purchases, as_of):
        """What scvm is told of each customer, by id, from the rows of `own_query`.

        `purchases` gives the rows of the whole query for some ids: who has an amount in another currency needs a rate.
        """
        rows = {id: {} for source, id, _ in found if source == "customers"}
        foreign = set()
        for source, id, row in found:
            if row is not None and id in rows:
                rows[id].setdefault(source, []).append({**row, "date": _day(row["date"])})
                if source == "purchases" and row["currency"] != self.model.currency:
                    foreign.add(id)
        for id in foreign:
            rows[id]["purchases"] = []
        for row in purchases(sorted(foreign)) if foreign else ():
            rows[row["customer_id"]]["purchases"].append(row)
        return {id: self.record(id, of, as_of) for id, of in rows.items()}

    def today(self):
        """The day where the customers live."""
        return datetime.datetime.now(self.zone).date().isoformat()

    def seconds(self, value):
        """A day or a time of Odoo's database, which is in UTC, as seconds since 1970-01-01 UTC; a day begins where the customers live."""
        if value is None:
            return None
        if isinstance(value, datetime.datetime):
            return int(value.replace(microsecond=0, tzinfo=datetime.timezone.utc).timestamp())
        return int(datetime.datetime.combine(value, datetime.time(), self.zone).timestamp())

    def record(self, id, rows, as_of):
        """A partner's own rows, by source, as scvm takes them (docs/records.md)."""
        answers = [{"item": row["question"], "value": _float(row["answer"]), "time": self.seconds(row["date"]), "wave": 0} for row in rows.get("answers", ())]
        bought = [row for row in rows.get("purchases", ()) if row["currency"] == self.model.currency and row["date"] is not None]
        purchases = [{"time": self.seconds(row["date"]), "amount": _float(row["amount"])} for row in bought]
        consents = [self._consent(row) for row in rows.get("consents", ())]
        return {"id": str(id), "as_of": as_of, "answers": answers, "purchases": purchases, "consents": consents}

    def _consent(self, row):
        if row["date"] is None and row["state"] == "granted":  # nobody knows since when: no grant
            return {"purpose": row["purpose"], "state": "withdrawn", "time": 0}
        return {"purpose": row["purpose"], "state": row["state"], "time": self.seconds(row["date"]) or 0}

    def hash(self, record):
        """What the scores were made of, as every integration writes it (docs/fields.md)."""
        rows = [[table, *(row.get(name) for name in TABLES[table])] for table in OWN_TABLES for row in record.get(table, ())]
        return input_hash(record["id"], rows)

    def tier_attribute(self):
        """The attribute that holds the previous tier; None for a model that keeps no tiers."""
        return self.document.get("treatment", {}).get("previous_tier") or None

    def of_save(self, record, stored, tier):
        """The fields of one partner while they are saved; those among others only where the night left the whole place."""
        place = {name: part for name, part in _object(stored).items() if name in CARRIED}
        if "treatment" in place:
            place["treatment"] = {**place["treatment"], "value_tier": tier or None}
        card = self.scorer.score_customer(json.dumps({**_with_times(record), **place}))
        return _plain({**self._maker.of_save(card, self.hash(record), place), **dict.fromkeys(fields_of(self._ownership.others))})

    def of_everybody(self, records, others, placed, as_of):
        """Id, hash of the input and fields of everybody, scored in one base.

        `others`: rows of the other sources; `placed`: by id, the place that was written last, its day, and the tier.
        """
        base = self._base(records, others)
        known = {record["id"] for record in records}
        published = [(id, published_in(place), day) for id, (place, day, _) in placed.items() if id in known and day and published_in(place) is not None]
        if published:
            base.add_published_scores(*map(list, zip(*published)))
        tiers = [(id, tier) for id, (_, _, tier) in placed.items() if id in known and tier]
        if tiers and self.tier_attribute():
            base.add_attributes(self.tier_attribute(), *map(list, zip(*tiers)))
        table = self.scorer.score(base, as_of)
        for record in records:
            hash = self.hash(record)
            yield record["id"], hash, _plain(self._ownership.own(self._maker.of_card(table.explain(record["id"]), hash)))

    def _base(self, records, others):
        base = scvm.CustomerBase(customers=[record["id"] for record in records], time_zone=self.model.time_zone)

        def columns(table, *names):
            rows = [(record["id"], row) for record in map(_with_times, records) for row in record[table]]
            return [[id for id, _ in rows], *([row[name] for _, row in rows] for name in names)]

        base.add_answers(*columns("answers", "item", "value", "time", "wave"))
        base.add_purchases(*columns("purchases", "time", "amount"))
        employees = sorted({str(row["id"]) for row in others.get("employees", ())})
        if employees:
            base.add_employees(employees)
        base.add_consents(*columns("consents", "purpose", "state", "time"))
        people = {record["id"] for record in records}
        talks = [row for row in others.get("interactions", ()) if str(row["customer_id"]) in people]
        if talks:
            count = len(talks)
            base.add_interactions(
                [str(row["customer_id"]) for row in talks], [""] * count, [row["kind"] for row in talks], [self.seconds(row["date"]) for row in talks],
                [row["channel"] for row in talks], [float("nan")] * count, [1.0] * count, [str(row["event"]) for row in talks],
            )  # fmt: skip
        belong = others.get("memberships", ())
        if belong:
            base.add_memberships([str(row["member"]) for row in belong], [str(row["account"]) for row in belong])
        brought = [row for row in others.get("referrals", ()) if {str(row["customer_id"]), str(row["referred"])} <= people]
        if brought:
            base.add_referrals([str(row["customer_id"]) for row in brought], [str(row["referred"]) for row in brought], [self.seconds(row["date"]) for row in brought])
        return base


def withdrawn(day, reason="consent_withdrawn", said=None):
    """What is left of somebody who is not scored, where there is no model to say it."""
    return {**{f"scvm_{name}": None for name in EMPTIED}, "scvm_status": "excluded", "scvm_reason": reason, "scvm_score_date": day, "scvm_explain": said}


def by_hand(values, overrides):
    """What people set by hand stands in the field itself; the explanation says what was computed.

    0 is not set: Odoo's forms send it for a number that somebody emptied.
    """
    set_by_hand = {name: value for name, value in overrides.items() if value}
    if not set_by_hand or values.get("scvm_status") == "excluded":
        return values
    said = []
    result = dict(values)
    for name, value in set_by_hand.items():
        computed = values.get(f"scvm_{name}")
        said.append(f"{name}: computed {'-' if computed is None else computed if isinstance(computed, str) else number_text(computed)}")
        result[f"scvm_{name}"] = value
    result["scvm_explain"] = f"[override] {'; '.join(said)}\n{values.get('scvm_explain') or ''}"
    return result


_lock = threading.Lock()
_opened = {}


def opened(database, path, language, ask):
    """The scoring of the model file at a path; read again when the file changes."""
    if not path:
        raise NoModel("no model: Settings, Customer Value, names its file")
    try:
        stat = os.stat(path)
        stamp = (path, language, stat.st_mtime_ns, stat.st_size)
        with _lock:
            if _opened.get(database, (None, None))[0] != stamp:
                _opened.pop(database, None)
                _opened[database] = (stamp, Scoring(scvm.ScoringModel.from_file(path), language, ask))
            return _opened[database][1]
    except (OSError, ValueError) as e:  # scvm.Error is a ValueError
        raise NoModel(f"{path}: {e}") from e


def forget(database):
    """The next save looks at the database anew: another module brought or took tables."""
    _opened.pop(database, None)


def _with_times(record):
    """Consents without a day, as scvm takes them: a refusal that holds for ever."""
    return {**record, "consents": [{**row, "time": row["time"] or None} for row in record["consents"]]}


def _plain(values):
    """Scored fields under Odoo's names; None is what is missing."""
    return {f"scvm_{name}": values[name] for name in BY_NAME if name in values}


def _object(stored):
    try:
        found = json.loads(stored or "{}")
    except ValueError:
        return {}
    return found if isinstance(found, dict) else {}


def _day(text):
    """A day, or a time of a day, as JSON has it."""
    if text is None:
        return None
    return datetime.datetime.fromisoformat(text) if "T" in text else datetime.date.fromisoformat(text)


def _float(value):
    return None if value is None else float(value)
