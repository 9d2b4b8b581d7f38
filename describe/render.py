"""Renders from the descriptions whatever would else be written twice: the JSON Schemas of the model file and of what
scoring gives, the reference pages in docs/reference/, and the types of what Python gets.

    render.py --from PROGRAM --write     writes the files
    render.py --from PROGRAM --check     says which of them are out of date, and exits 1

PROGRAM is scvm_descriptions, which prints all descriptions as one JSON text.
"""

import argparse
import json
import keyword
import subprocess
import sys

import command_fields
from c_header import c_header
from csharp import CSharp
from espocrm import espocrm
from java import Java
from method_texts import examples, section_of, sections
from odoo import odoo
from php import php
from shapes import RENDERED, RESULTS, ROOT, Json, Shapes, inner_record, meaning, pascal

# --- JSON Schema ---------------------------------------------------------------------------------------------------


def schema_of_type(of: Json, field: Json) -> Json:
    """The schema of one value; `field` says what holds of its numbers and elements."""
    kind = of["kind"]
    if kind == "boolean":
        return {"type": "boolean"}
    if kind in ("number", "whole"):
        result: dict[str, Json] = {"type": "integer" if kind == "whole" else "number"}
        limits = field if "low" in field or "high" in field else of
        if "low" in limits:
            result["exclusiveMinimum" if limits["low_open"] else "minimum"] = limits["low"]
        if "high" in limits and limits["high"] < 2**53:
            result["exclusiveMaximum" if limits["high_open"] else "maximum"] = limits["high"]
        return result
    if kind in ("text", "date", "moment"):
        return {"type": "string", "minLength": 1} if field.get("required") else {"type": "string"}
    if kind == "word":
        return {"enum": [word["name"] for word in of["words"]]}
    if kind == "optional":
        return schema_of_type(of["of"], field)
    if kind == "list":
        result = {"type": "array", "items": schema_of_type(of["of"], {**field, "required": False})}
        if "least" in field:
            result["minItems"] = field["least"]
        if "most" in field:
            result["maxItems"] = field["most"]
        if "fixed" in of:
            result["minItems"] = result["maxItems"] = of["fixed"]
        return result
    if kind == "matrix":
        return {"type": "array", "items": {"type": "array", "items": {"type": "number"}}}
    if kind == "record":
        return schema_of_fields(of["fields"])
    raise ValueError(f"{field['name']}: no schema for {kind}")


def schema_of_fields(fields: list[Json]) -> Json:
    properties = {}
    for field in fields:
        if field["type"]["kind"] == "constant":
            of: dict[str, Json] = {"const": field["text"]}
        else:
            of = schema_of_type(field["type"], field)
        if field.get("default") is not None and field["type"]["kind"] != "record" and "like" not in field:
            of["default"] = field["default"]
        if field["sentence"]:
            of["description"] = field["sentence"]
        properties[field["name"]] = of
    result = {"type": "object", "properties": properties, "additionalProperties": False}
    required = [field["name"] for field in fields if field.get("required")]
    if required:
        result["required"] = required
    return result


def model_schema(descriptions: Json) -> str:
    id = next(field["text"] for field in descriptions["model"] if field["name"] == "schema")
    schema = schema_head(id, "scvm scoring model",
                         "Rules and fitted parameters of one scoring model. An unknown key is an error.")
    schema.update(schema_of_fields(descriptions["model"]))
    # The rules that join sections: scoring_model's settled().
    schema["anyOf"] = [{"required": [section]} for section in ("survey", "value", "network")]
    schema["dependentRequired"] = {"equity": ["value"]}
    return json.dumps(schema, indent=2, ensure_ascii=False) + "\n"


def nullable(schema: Json) -> Json:
    if isinstance(schema.get("type"), list):
        return schema
    if "type" in schema and "properties" not in schema:
        return {**schema, "type": [schema["type"], "null"]}
    return {"anyOf": [{"type": "null"}, schema]}


def written_type(of: Json) -> Json:
    """The schema of a value that we write."""
    kind = of["kind"]
    if kind == "boolean":
        return {"type": "boolean"}
    if kind == "number":  # one that is not known is null
        return {"type": ["number", "null"]}
    if kind == "whole":
        return {"type": "integer", "minimum": 0} if of.get("low") == 0 else {"type": "integer"}
    if kind == "text":
        return {"type": "string"}
    if kind == "date":
        return {"type": "string", "pattern": "^[0-9]{4,}-[0-9]{2}-[0-9]{2}$"}
    if kind == "word":
        return {"enum": [word["name"] for word in of["words"]]}
    if kind == "flags":
        return {"type": "array", "items": {"enum": [field["name"] for field in of["fields"]]}}
    if kind == "optional":
        inner = written_type(of["of"])
        return nullable(inner) if of["of"]["kind"] == "optional" else inner
    if kind == "list":
        return {"type": "array", "items": written_type(of["of"])}
    if kind == "map":
        return {"type": "object", "additionalProperties": written_type(of["of"])}
    if kind == "choice":
        return {"anyOf": [{"type": "null"} if each is None else written_type(each) for each in of["choices"]]}
    if kind == "record":
        return written_object(of["fields"])
    raise ValueError(f"no schema for {kind}")


def written_object(fields: list[Json]) -> Json:
    properties = {}
    for field in fields:
        of: Json = {"const": field["text"]} if field["type"]["kind"] == "constant" else written_type(field["type"])
        of = nullable(of) if field.get("nullable") else of
        if field["sentence"]:
            of["description"] = meaning(field)
        properties[field["name"]] = of
    return {
        "type": "object",
        "properties": properties,
        "required": [field["name"] for field in fields if not field.get("perhaps") and not field.get("quiet")],
        "additionalProperties": False,
    }


def result(descriptions: Json, name: str) -> list[Json]:
    return next(each["fields"] for each in descriptions["results"] if each["name"] == name)


def scores_schema(descriptions: Json) -> str:
    card, summary = result(descriptions, "score_card"), result(descriptions, "table_summary")
    rejected = next(field for field in card if field["name"] == "rejected")["type"]
    table = {
        "type": "object",
        "description": "A whole table.",
        "properties": {
            "schema": {"const": "scvm-scores/1"},
            "customers": {"type": "array", "items": {"$ref": "#/$defs/card"}},
            "summary": {"$ref": "#/$defs/summary"},
            "rejected": {**written_type(rejected), "description": "Rows that could not be used."},
        },
        "required": ["customers", "rejected", "schema", "summary"],
        "additionalProperties": False,
    }
    schema = {
        "$comment": RENDERED,
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "$id": "scvm-scores-1",
        "title": "scvm scores",
        "description": "What score_customer, explain, summary and to_json give: a card, a summary, or a whole table.",
        "anyOf": [{"$ref": f"#/$defs/{part}"} for part in ("card", "summary", "table")],
        "$defs": {
            "card": {"description": "One customer's score card.", **written_object(card)},
            "summary": {"description": "The company's figures.", **written_object(summary)},
            "table": table,
        },
    }
    return json.dumps(schema, indent=2, ensure_ascii=False) + "\n"


def or_null(schema: Json) -> Json:
    """The same, or null."""
    kinds = schema["type"]
    return {**schema, "type": [*kinds, "null"] if isinstance(kinds, list) else [kinds, "null"]}


def is_owner(column: Json) -> bool:
    """Whether it says whose a row is, which every row of a record leaves out."""
    return column["type"].get("name") == "an_owner"


def cell_schema(column: Json) -> Json:
    """The schema of one cell of a base, or one value of a record's row."""
    of = column["type"]
    if of["kind"] == "moment":
        result: dict[str, Json] = {"type": ["string", "integer"]}
    elif of["kind"] == "text":
        result = {"enum": [word["name"] for word in of["words"]]} if "words" in of else {"type": ["string", "integer"]}
        if of["name"] == "a_decision":
            result["type"] = ["string", "integer", "boolean"]
    elif column.get("yes_or_no"):
        result = {"type": ["integer", "boolean"], "minimum": 0, "maximum": 1}
    else:
        result = schema_of_type(of, {key: value for key, value in column.items() if abs_below(value)})
    may_be_null = column.get("null") or (of["kind"] == "number" and not column.get("required")) or (
        of["kind"] == "number" and column.get("default", 0) is None) or ("null" not in column and not column.get("required"))
    if "enum" not in result and may_be_null:
        result = or_null(result)
    return {**result, "description": column["sentence"]}


def abs_below(value: Json) -> bool:
    """False for a limit that only says that a number is finite."""
    return not isinstance(value, float) or abs(value) < 1e308


def schema_head(id: str, title: str, description: str) -> dict[str, Json]:
    return {
        "$comment": RENDERED,
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "$id": id,
        "title": title,
        "description": description,
    }


def object_of(properties: dict[str, Json], required: list[str]) -> dict[str, Json]:
    return {"type": "object", "properties": properties, "additionalProperties": False, "required": required}


def base_schema(descriptions: Json) -> str:
    properties: dict[str, Json] = {"schema": {"const": "scvm-base/1"}, "time_zone": {"type": "string"}}
    for table in descriptions["base"]:
        columns = {
            column["name"]: {"type": "array" if column.get("required") else ["array", "null"], "items": cell_schema(column)}
            for column in table["columns"]
        }
        of = object_of(columns, [column["name"] for column in table["columns"] if column.get("required")])
        if table["name"] == "attributes":
            of = {"type": "object", "additionalProperties": of}
        properties[table["name"]] = {**or_null(of), "description": table["sentence"]}
    schema = schema_head("scvm-base/1", "scvm customer base", "What a CRM knows of its customers, by columns, which are equally long. "
                         "An unknown key is an error; a row that cannot be used is rejected alone.")
    schema.update(object_of(properties, ["schema"]))
    return json.dumps(schema, indent=2, ensure_ascii=False) + "\n"


def record_schema(descriptions: Json) -> str:
    properties: dict[str, Json] = {
        "id": {"type": ["string", "integer"], "description": "The customer."},
        "as_of": {"type": ["string", "integer"], "description": "The day of scoring: what happened on it counts."},
    }
    for table in descriptions["base"]:
        if table["record"]:
            columns = [column for column in table["columns"] if not is_owner(column)]
            row = object_of({column["name"]: cell_schema(column) for column in columns},
                            [column["name"] for column in columns if column.get("required")])
            properties[table["name"]] = {"type": ["array", "null"], "items": row, "description": table["sentence"]}
    for part in ("network", "equity", "service", "helper", "treatment", "matters", "account"):
        properties[part] = {"type": ["object", "null"], "description": f'"{part}" of the last card, handed back as it is.'}
    schema = schema_head("scvm-record/1", "scvm customer record", "One customer, as a save hook hands him over. "
                         "An unknown key is an error; a row that cannot be used is rejected alone.")
    schema.update(object_of(properties, ["id", "as_of"]))
    return json.dumps(schema, indent=2, ensure_ascii=False) + "\n"


# --- pages ---------------------------------------------------------------------------------------------------------


def default_text(field: Json) -> str:
    if field.get("required"):
        return "required"
    if "like" in field:
        return f"as `{field['like']}`"
    default = field.get("default")
    if default is None or default == "" or default == [] or field["type"]["kind"] in ("record", "optional"):
        return ""
    return f"`{default if isinstance(default, str) else json.dumps(default)}`"


def range_text(field: Json) -> str:
    low, high = field.get("low"), field.get("high")
    if low is None and high is None:
        return ""
    text = ""
    if low is not None:
        text += ("above " if field["low_open"] else "from ") + f"{low:g}"
    if high is not None:
        text += (", " if text else "") + ("below " if field["high_open"] else "to ") + f"{high:g}"
    return f" ({text})"


def type_text(of: Json) -> str:
    kind = of["kind"]
    if kind == "word":
        return " \\| ".join(f"`{word['name']}`" for word in of["words"])
    if kind in ("optional", "list", "map"):
        inner = type_text(of["of"])
        return inner if kind == "optional" else f"list of {inner}" if kind == "list" else f"object of {inner}"
    if kind == "choice":
        return " or ".join(type_text(each) for each in of["choices"] if each is not None)
    return {
        "boolean": "true or false", "number": "number", "whole": "whole number", "text": "text", "date": "day",
        "moment": "moment", "flags": "list of words", "coded": "text or number", "matrix": "rows of numbers",
        "record": "object", "constant": "text",
    }[kind]


def field_table(fields: list[Json]) -> list[str]:
    lines = ["| key | what | default | meaning |", "|---|---|---|---|"]
    for field in fields:
        if field["type"]["kind"] == "constant":
            what, default = f"`{field['text']}`", "required" if field.get("required") else ""
        else:
            what, default = type_text(field["type"]) + range_text(field), default_text(field)
        lines.append(f"| `{field['name']}` | {what} | {default} | {meaning(field)} |")
    return lines


def model_page(descriptions: Json) -> str:
    lines = [f"<!-- {RENDERED} -->", "", "# Every key of the model file", ""]
    lines += ["What they are for, with an example: [the model file](../model-file.md)."]

    def section(title: str, fields: list[Json]) -> None:
        lines.extend(["", f"## `{title}`", ""] + field_table(fields))
        for field in fields:
            inner = inner_record(field["type"]).get("fields")
            if inner:
                section(field["name"] if title == "model" else f"{title}.{field['name']}", inner)

    section("model", descriptions["model"])
    return "\n".join(lines) + "\n"


def column_text(column: Json) -> str:
    """What the cells of a column are."""
    of = column["type"]
    if "words" in of:
        return " \\| ".join(f"`{word['name']}`" for word in of["words"])
    if of["kind"] == "moment":
        return "time"
    if of["kind"] == "text":
        return {"a_note": "text", "a_decision": "word", "a_purpose": "name", "a_channel": "name", "a_tag": "name"}.get(of["name"], "id")
    return "1 or 0" if column.get("yes_or_no") else type_text(of) + range_text(
        {key: value for key, value in column.items() if abs_below(value)})


def records_page(descriptions: Json) -> str:
    lines = [f"<!-- {RENDERED} -->", "", "# Every table and column of a customer base", ""]
    lines += ["How they are handed over, and which rows count: [records and bases](../records.md). In a record, the tables "
              "marked * are arrays of rows; none of their rows says whose it is. In an optional column a cell may be empty."]
    for table in descriptions["base"]:
        lines += ["", f"## `{table['name']}`" + (" *" if table["record"] else ""), "", table["sentence"], ""]
        lines += ["| column | what | empty or absent | meaning |", "|---|---|---|---|"]
        for column in table["columns"]:
            lines.append(f"| `{column['name']}` | {column_text(column)} | {default_text(column)} | {meaning_of_column(column)} |")
    return "\n".join(lines) + "\n"


def meaning_of_column(column: Json) -> str:
    unit = column.get("unit", "")
    said = unit and unit != "answer" and unit not in column["sentence"]
    return column["sentence"] + (f" Unit: {unit}." if said else "")


def methods_page(descriptions: Json) -> str:
    lines = [f"<!-- {RENDERED} -->", "", "# Every method by name", ""]
    lines += ["How to call them: [methods by name](../methods.md). Arguments without a default are required unless they "
              "say what holds without them. Every method also takes `limits`; what one costs grows with the length of its "
              "arguments, and with what else its description names."]
    known, shown = sections(), examples()
    for method in descriptions["methods"]:
        lines += ["", f"## `{method['name']}`", "", method["sentence"] + cost_text(method), ""]
        own = own_arguments(method)
        if own:
            lines += field_table(own)
        result = inner_record(method["result"]).get("fields")
        if result:
            columns = " (one list a key)" if method["by_columns"] else ""
            lines += ["", f"Gives{columns}: " + ", ".join(
                f"`{field['name']}`" + (f" ({field['sentence'].rstrip('.')})" if field["sentence"] else "")
                for field in result) + "."]
        elif method["result_name"]:
            lines += ["", f"Gives: `{method['result_name']}`."]
        if (example := shown.get(method["name"])) is not None:
            lines += ["", f"Example: `{example.call}` gives `{example.gives}`."]
        if (section := section_of(method["name"], known)) is not None:
            lines += ["", f"Formula and sources: [{section.name}]({section.link})."]
    return "\n".join(lines) + "\n"


def own_arguments(method: Json) -> list[Json]:
    return [field for field in method["arguments"] if field["name"] != "limits"]


def cost_text(method: Json) -> str:
    return f" Costs grow with {method['cost'].replace('*', '×')}." if method["cost"] else ""


def methods_of_python(descriptions: Json) -> str:
    """What `scvm.method_texts` adds to the docstrings of the rooms."""
    known, shown = sections(), examples()
    texts: dict[str, Json] = {}
    for method in descriptions["methods"]:
        if "." in method["name"]:
            continue
        text: dict[str, Json] = {"arguments": {
            field["name"]: [argument_type(field), meaning(field).replace("\\|", "|")] for field in own_arguments(method)}}
        if cost_text(method):
            text["cost"] = cost_text(method).strip()
        if (example := shown.get(method["name"])) is not None:
            text["example"] = [example.call, example.gives]
        if (section := section_of(method["name"], known)) is not None:
            text["source"] = f"{section.page}, {section.name}"
        texts[method["name"]] = text
    return json.dumps({"about": RENDERED, "methods": texts}, indent=1, ensure_ascii=False) + "\n"


def argument_type(field: Json) -> str:
    if field["type"]["kind"] == "constant":
        return "text"
    what = type_text(field["type"]).replace("\\|", "or").replace("`", "'") + range_text(field)
    default = default_text(field).strip("`")
    return what if default in ("", "required") else f"{what}, default {default}"


def written_table(fields: list[Json]) -> list[str]:
    lines = ["| field | what | meaning |", "|---|---|---|"]
    for field in fields:
        constant = field["type"]["kind"] == "constant"
        what = f"`{field['text']}`" if constant else type_text(field["type"])
        lines.append(f"| `{field['name']}` | {what} | {meaning(field)} |")
    return lines


def scores_page(descriptions: Json) -> str:
    lines = [f"<!-- {RENDERED} -->", "", "# Every field of a score card, a score table and its summary", ""]
    lines += ["What they say together: [the score card](../score-card.md). A number that is not known is null, a part "
              "without its rules is left out."]

    def section(title: str, fields: list[Json]) -> None:
        lines.extend(["", f"## `{title}`", ""] + written_table(fields))
        for field in fields:
            inner = inner_record(field["type"]).get("fields")
            if inner:
                section(f"{title}.{field['name']}", inner)

    section("card", result(descriptions, "score_card"))
    lines += ["", "## Columns of the table", "",
              "Absent numbers are NaN. The labels of a category that the model names begin with `none`.", "",
              "| column | unit or labels | meaning |", "|---|---|---|"]
    for column in descriptions["columns"]:
        labels = " \\| ".join(f"`{label}`" for label in column["labels"])
        what = column["unit"] if column["number"] else labels or "of the model"
        lines.append(f"| `{column['name']}` | {what} | {column['sentence']} |")
    section("summary", result(descriptions, "table_summary"))
    return "\n".join(lines) + "\n"


def fields_page(descriptions: Json) -> str:
    """The fields that the command writes: what python/scvm/command/fields.py says of each, and its column's description."""
    lines = [f"<!-- {RENDERED} -->", "", "# Every field that the command writes", ""]
    lines += ["Where it writes them, and how numbers are written: [the fields](../fields.md).", "",
              "| field | what | meaning |", "|---|---|---|"]
    columns = {column["name"]: column for column in descriptions["columns"]}
    for said in command_fields.fields():
        name, kind = said["name"], said["type"]
        column = columns[said["column"]] if "column" in said else {"unit": "", "labels": [], "sentence": ""}
        what = column["unit"] or {"sa.Date()": "day", "_NUMBER": "number", "_MONEY": "money"}.get(kind, "text")
        words = ", ".join(f"`{label}`" for label in column["labels"])
        sentence = column["sentence"]
        if ", by its place" in sentence:  # a column of codes; the field has the name
            sentence = sentence.partition(", by its place")[0] + "."
        meaning = " ".join(filter(None, [sentence, words and words + ".", said.get("meaning", "")]))
        lines.append(f"| `{name}` | {what} | {meaning} |")
    return "\n".join(lines) + "\n"


# --- Python --------------------------------------------------------------------------------------------------------


class PythonResults:
    """The module python/scvm/results.py: an enum for each list of words, a dataclass for each object."""

    def __init__(self, descriptions: Json) -> None:
        self.enums: dict[str, list[str]] = {}
        self.records: dict[str, list[str]] = {}
        for each in descriptions["results"]:
            title, call = RESULTS[each["name"]]
            self.record(each, f"{title}: what ``ScoreTable.{call}`` gives.")

    def text(self) -> str:
        head = [
            f"# {RENDERED}",
            '"""What scoring gives, as types: a frozen dataclass for each object of the JSON, an enum for each list of words.',
            "",
            '>>> card = ScoreCard.of(table.explain("c17"))      # doctest: +SKIP',
            ">>> card.survey.segment is Segment.FAN             # doctest: +SKIP",
            "True",
            '"""',
            "",
            "from __future__ import annotations",
            "",
            "import datetime",
            "import enum",
            "from dataclasses import dataclass",
            "from typing import Mapping, Optional, Tuple, Union",
            "",
            "from scvm.result import Result",
        ]
        blocks = [*self.enums.values(), *self.records.values()]
        names = sorted([*self.enums, *self.records])
        listed = ["__all__ = [", *(f'    "{name}",' for name in names), "]"]
        return "\n".join([*head, "", *listed, *(line for block in blocks for line in ["", "", *block])]) + "\n"

    def add(self, to: dict[str, list[str]], name: str, lines: list[str]) -> None:
        if to.setdefault(name, lines) != lines:
            raise ValueError(f"two types are called {name}")

    def enum(self, of: Json, sentence: str) -> str:
        name = pascal(of["name"])
        lines = [f"class {name}(str, enum.Enum):"]
        for word in of["words"]:
            lines += [f"    #: {word['sentence']}"] if word["sentence"] else []
            lines += [f'    {word["name"].upper()} = "{word["name"]}"']
        self.add(self.enums, name, lines)
        return name

    def record(self, of: Json, sentence: str) -> str:
        name = pascal(of["name"])
        lines = ["@dataclass(frozen=True)", f"class {name}(Result):"]
        lines += [f'    """{sentence}"""', ""] if name not in self.records else self.records[name][2:4]
        for field in of["fields"]:
            hint = self.hint(field["type"], field["sentence"])
            perhaps = field.get("perhaps") or field.get("quiet") or field.get("nullable")
            hint = f"Optional[{hint}]" if perhaps and not hint.startswith("Optional[") else hint
            key = field["name"] + ("_" if keyword.iskeyword(field["name"]) else "")
            lines += [f"    #: {meaning(field)}", f"    {key}: {hint}"]
        self.add(self.records, name, lines)
        return name

    def hint(self, of: Json, sentence: str) -> str:
        kind = of["kind"]
        if kind == "word":
            return self.enum(of, sentence)
        if kind == "flags":
            return f"Tuple[{self.enum({**of, 'words': of['fields']}, sentence)}, ...]"
        if kind == "record":
            if of.get("places"):
                return f"Mapping[str, {self.hint(of['fields'][0]['type'], sentence)}]"
            return self.record(of, sentence)
        if kind == "optional":
            inner = self.hint(of["of"], sentence)
            return inner if inner.startswith("Optional[") else f"Optional[{inner}]"
        if kind in ("list", "map"):
            inner = self.hint(of["of"], sentence)
            return f"Tuple[{inner}, ...]" if kind == "list" else f"Mapping[str, {inner}]"
        if kind == "choice":
            return f"Union[{', '.join('None' if each is None else self.hint(each, sentence) for each in of['choices'])}]"
        return {
            "boolean": "bool", "number": "Optional[float]", "whole": "int", "text": "str", "date": "datetime.date",
            "constant": "str", "matrix": "Tuple[Tuple[float, ...], ...]",
        }[kind]


# --- command -------------------------------------------------------------------------------------------------------


def rendered(descriptions: Json) -> dict[str, str]:
    shapes = Shapes(descriptions)
    return {
        "schema/scvm-model-1.schema.json": model_schema(descriptions),
        "schema/scvm-base-1.schema.json": base_schema(descriptions),
        "schema/scvm-record-1.schema.json": record_schema(descriptions),
        "docs/reference/model-file.md": model_page(descriptions),
        "docs/reference/records.md": records_page(descriptions),
        "docs/reference/methods.md": methods_page(descriptions),
        "docs/reference/fields.md": fields_page(descriptions),
        "python/scvm/data/methods.json": methods_of_python(descriptions),
        "python/scvm/results.py": PythonResults(descriptions).text(),
        "docs/reference/score-card.md": scores_page(descriptions),
        "schema/scvm-scores-1.schema.json": scores_schema(descriptions),
        **Java(shapes).files(),
        **CSharp(shapes).files(),
        **c_header(shapes),
        **php(descriptions),
        **odoo(descriptions),
        **espocrm(descriptions),
    }


def left_over(files: dict[str, str]) -> list[str]:
    """Rendered files of which the descriptions say nothing any more."""
    folders = {path.rpartition("/")[0] for path in files}
    return [path for folder in sorted(folders) for file in sorted((ROOT / folder).iterdir())
            if (path := f"{folder}/{file.name}") not in files
            and file.is_file() and file.suffix in (".java", ".cs", ".h", ".i", ".pyi", ".py", ".md")
            and RENDERED in file.read_text(encoding="utf-8").partition("\n")[0]]


def main() -> int:
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("--from", dest="program", required=True, help="scvm_descriptions")
    action = arguments.add_mutually_exclusive_group(required=True)
    action.add_argument("--write", action="store_true", help="write the rendered files")
    action.add_argument("--check", action="store_true", help="exit 1 where a rendered file is out of date")
    given = arguments.parse_args()
    descriptions = json.loads(subprocess.run([given.program], check=True, capture_output=True).stdout)
    stale = []
    files = rendered(descriptions)
    for path in left_over(files):
        if given.write:
            (ROOT / path).unlink()
        else:
            stale.append(path)
    for path, text in files.items():
        file = ROOT / path
        if given.write:
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_text(text, encoding="utf-8")
        elif not file.exists() or file.read_text(encoding="utf-8") != text:
            stale.append(path)
    for path in stale:
        print(f"{path} is not what the descriptions say: run ./dev render", file=sys.stderr)
    return 1 if stale else 0


if __name__ == "__main__":
    sys.exit(main())
