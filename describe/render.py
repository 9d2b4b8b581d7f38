"""Renders from the descriptions whatever would else be written twice: the JSON Schema of the model file and the
reference pages in docs/reference/.

    render.py --from PROGRAM --write     writes the files
    render.py --from PROGRAM --check     says which of them are out of date, and exits 1

PROGRAM is scvm_descriptions, which prints all descriptions as one JSON text.
"""

import argparse
import json
import pathlib
import subprocess
import sys
from typing import Any

ROOT = pathlib.Path(__file__).resolve().parents[1]
RENDERED = "Rendered by describe/render.py from the descriptions in core/; do not edit."

Json = Any

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
    schema: dict[str, Json] = {
        "$comment": RENDERED,
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "$id": next(field["text"] for field in descriptions["model"] if field["name"] == "schema"),
        "title": "scvm scoring model",
        "description": "Rules and fitted parameters of one scoring model. An unknown key is an error.",
    }
    schema.update(schema_of_fields(descriptions["model"]))
    # The rules that join sections: scoring_model's settled().
    schema["anyOf"] = [{"required": [section]} for section in ("survey", "value", "network")]
    schema["dependentRequired"] = {"equity": ["value"]}
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


def meaning(field: Json) -> str:
    sentence = field["sentence"].replace("|", "\\|")
    words = [word for word in inner_record(field["type"], "word").get("words", []) if word["sentence"]]
    if words:
        sentence += " " + "; ".join(f"`{word['name']}`: {word['sentence']}" for word in words) + "."
    unit = f" Unit: {field['unit']}." if "unit" in field else ""
    return (sentence + unit).strip()


def inner_record(of: Json, kind: str = "record") -> Json:
    """The described struct, or enum, inside lists and optionals; {} where there is none."""
    while of["kind"] in ("optional", "list", "map") and of["kind"] != kind:
        of = of["of"]
    return of if of["kind"] == kind else {}


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


def methods_page(descriptions: Json) -> str:
    lines = [f"<!-- {RENDERED} -->", "", "# Every method by name", ""]
    lines += ["How to call them: [methods by name](../methods.md). Arguments without a default are required unless they "
              "say what holds without them."]
    for method in descriptions["methods"]:
        lines += ["", f"## `{method['name']}`", "", method["sentence"], ""]
        if method["arguments"]:
            lines += field_table(method["arguments"])
        result = inner_record(method["result"]).get("fields")
        if result:
            columns = " (one list a key)" if method["by_columns"] else ""
            lines += ["", f"Gives{columns}: " + ", ".join(
                f"`{field['name']}`" + (f" ({field['sentence'].rstrip('.')})" if field["sentence"] else "")
                for field in result) + "."]
        elif method["result_name"]:
            lines += ["", f"Gives: `{method['result_name']}`."]
    return "\n".join(lines) + "\n"


# --- command -------------------------------------------------------------------------------------------------------


def rendered(descriptions: Json) -> dict[str, str]:
    return {
        "schema/scvm-model-1.schema.json": model_schema(descriptions),
        "docs/reference/model-file.md": model_page(descriptions),
        "docs/reference/methods.md": methods_page(descriptions),
    }


def main() -> int:
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("--from", dest="program", required=True, help="scvm_descriptions")
    action = arguments.add_mutually_exclusive_group(required=True)
    action.add_argument("--write", action="store_true", help="write the rendered files")
    action.add_argument("--check", action="store_true", help="exit 1 where a rendered file is out of date")
    given = arguments.parse_args()
    descriptions = json.loads(subprocess.run([given.program], check=True, capture_output=True).stdout)
    stale = []
    for path, text in rendered(descriptions).items():
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
