"""What the descriptions name, in the form in which every language writes it: enums with their words, records with their
fields, the columns of a score table, the tables of a base. Plus the codes of errors, from the header that defines them.
"""

import pathlib
import re
from dataclasses import dataclass, field
from typing import Any, Optional

ROOT = pathlib.Path(__file__).resolve().parents[1]
RENDERED = "Rendered by describe/render.py from the descriptions in core/; do not edit."

Json = Any

#: What each result is, and the call of a table that gives its document.
RESULTS = {
    "score_card": ("One customer's score card", "explain"),
    "table_summary": ("The company's figures", "summary"),
    "analysis": ("What an analyst asks of a table", "analysis"),
    "breakdown": ("The groups by category of an attribute", "breakdown"),
    "migration": ("Who moved between two tables", "migration"),
    "treatment_list": ("What is done for whom", "treatments"),
    "matter_list": ("Who matters, and whom to win", "matters"),
    "account_list": ("What accounts are worth", "accounts"),
}


def meaning(of: Json) -> str:
    """The sentence of a field, what its words mean, and its unit."""
    sentence = of["sentence"].replace("|", "\\|")
    words = [word for word in inner_record(of["type"], "word").get("words", []) if word["sentence"]]
    if of["type"]["kind"] == "flags":
        words = of["type"]["fields"]
    if words:
        sentence += " " + "; ".join(f"`{word['name']}`: {word['sentence'].rstrip('.')}" for word in words) + "."
    return (sentence + unit_text(of)).strip()


def unit_text(of: Json) -> str:
    # A day is text in a document; its unit is that of the column.
    return f" Unit: {of['unit']}." if of.get("unit") and of["type"]["kind"] != "date" else ""


def inner_record(of: Json, kind: str = "record") -> Json:
    """The described struct, or enum, inside lists and optionals; {} where there is none."""
    while of["kind"] in ("optional", "list", "map") and of["kind"] != kind:
        of = of["of"]
    return of if of["kind"] == kind else {}


def pascal(name: str) -> str:
    """against_90_9_1: Against90_9_1."""
    joined = re.sub(r"_(?=\D)|(?<=\D)_", "\0", name)
    return "".join(part[:1].upper() + part[1:] for part in joined.split("\0"))


def camel(name: str) -> str:
    whole = pascal(name)
    return whole if name[:1].isupper() else name[:1] + whole[1:]


@dataclass
class Enum:
    name: str
    words: list[Json]


@dataclass
class Record:
    name: str
    sentence: str
    fields: list[Json]
    within: list[str] = field(default_factory=list)  #: the results that it is a part of


class Shapes:
    """All enums and records; a type that is described twice must be described alike."""

    def __init__(self, descriptions: Json) -> None:
        self.enums: dict[str, Enum] = {}
        self.records: dict[str, Record] = {}
        self.columns: list[Json] = descriptions["columns"]
        self.tables: list[Json] = descriptions["base"]
        for each in descriptions["results"]:
            self._visit(each, RESULTS[each["name"]][0] + ".", each["name"])
        for table in self.tables:
            for column in table["columns"]:
                if "words" in column["type"]:
                    self._enum(column["type"]["name"], column["type"]["words"])

    def _visit(self, of: Json, sentence: str, within: str) -> None:
        if of["kind"] == "word":
            self._enum(of["name"], of["words"])
        elif of["kind"] == "flags":
            self._enum(of["name"], of["fields"])
        elif of["kind"] == "record":
            if of["name"] == "rejected_row":  # its code is described as the number that it is written as
                next(each for each in of["fields"] if each["name"] == "code")["type"]["name"] = "errc"
            if of.get("places"):
                return self._visit(of["fields"][0]["type"], sentence, within)
            known = self.records.setdefault(of["name"], Record(of["name"], sentence, of["fields"]))
            if known.fields != of["fields"]:
                raise ValueError(f"two types are called {of['name']}")
            if within not in known.within:
                known.within.append(within)
            for each in of["fields"]:
                self._visit(each["type"], each["sentence"], within)
        elif "of" in of:
            self._visit(of["of"], sentence, within)

    def _enum(self, name: str, words: list[Json]) -> None:
        words = [{"name": word["name"], "sentence": word["sentence"]} for word in words]
        if self.enums.setdefault(name, Enum(name, words)).words != words:
            raise ValueError(f"two enums are called {name}")

    def enum_of_places(self, of: Json) -> Optional[str]:
        """The enum whose words name the places of an array."""
        names = [place["name"] for place in of["fields"]]
        return next((name for name, enum in self.enums.items() if [word["name"] for word in enum.words] == names), None)

    def is_result(self, name: str) -> bool:
        return name in RESULTS


def may_be_absent(of: Json) -> bool:
    return bool(of.get("perhaps") or of.get("quiet") or of.get("nullable"))


def error_codes() -> list[tuple[str, int, str]]:
    """Name, number and sentence of each scvm::errc."""
    header = (ROOT / "core/include/scvm/error.hpp").read_text(encoding="utf-8")
    body = header.partition("enum class errc : int {")[2].partition("};")[0]
    codes = re.findall(r"^\s*(\w+) = (\d+),\s*///< (.*)$", body, re.MULTILINE)
    if len(codes) != len(body.strip().splitlines()):
        raise ValueError("error.hpp: a line of errc has no number or no sentence")
    return [(name, int(number), sentence) for name, number, sentence in codes]
