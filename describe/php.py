"""What the PHP library and the SuiteCRM package know of the command's fields: one class of constants, labels, and the list in the manifest;
and the error codes of the PHP extension."""

from __future__ import annotations

import re
from typing import Any

import command_fields
from choices import choices, list_of
from shapes import RENDERED, ROOT, Json, error_codes

_PACKAGE = "examples/suitecrm/package"
_BEGIN, _END = f"// {RENDERED}\n", "// End of what is rendered.\n"
AUDITED = ("status", "segment", "lifetime_value", "network_value", "treatment", "model_version")
_APPLICATION = {"en_us": "en", "de_DE": "de"}  # SuiteCRM's languages


def literal(value: Any) -> str:
    """A value in PHP, on one line."""
    if isinstance(value, dict):
        return "[" + ", ".join(f"{literal(key)} => {literal(each)}" for key, each in value.items()) + "]"
    if isinstance(value, (list, tuple)):
        return "[" + ", ".join(map(literal, value)) + "]"
    return {True: "true", False: "false"}[value] if isinstance(value, bool) else "'" + value.replace("\\", "\\\\").replace("'", "\\'") + "'"


def constants(sentence: str, name: str, values: dict[str, Any] | list[str]) -> list[str]:
    """A constant, one line a key; a plain list on one line."""
    if isinstance(values, list):
        return [f"    /** {sentence} */", f"    public const {name} = {literal(values)};", ""]
    lines = [f"        {literal(key)} => {literal(value)}," for key, value in values.items()]
    return [f"    /** {sentence} */", f"    public const {name} = [", *lines, "    ];", ""]


def of_card(field: dict[str, Any]) -> dict[str, Any]:
    result: dict[str, Any] = {"card": field.get("card") or f"{field['part']}.{field['name']}"}
    if "given" in field:
        member, word = field["given"]
        result.update(given=member, word=word)
    if field.get("none", "no") != "no":  # a flag of the card is true or false
        result["none"] = field["none"]
    if field.get("probability"):
        result["probability"] = True
    return result


def fields_class() -> str:
    fields = command_fields.fields()
    uses = command_fields.uses()
    sentences = {name: part for part, name in command_fields.constant("fields", "_SENTENCES")}
    own = command_fields.constant("fields", "OWN_TABLES")
    tables = command_fields.constant("staging", "TABLES")
    lines = [
        "<?php", f"// {RENDERED}", "declare(strict_types=1);", "", "namespace Scvm;", "", "/** The fields of the command `scvm` (docs/reference/fields.md), and what they are made of. */", "final class Fields", "{",
        *constants("The parts of the scores in the order in which an explanation tells of them, with their fields.", "OF_PART",
                   {part: [field["name"] for field in fields if field.get("part") == part] for part in uses}),
        *constants("The uses of a person's data that each part rests on.", "USES", uses),
        *constants("Where a score stands on a card; `none`: the word that says that there is none; `given`: told only where that says `word`.",
                   "ON_CARD", {field["name"]: of_card(field) for field in fields if field.get("part")}),
        *constants("Emptied for who must not be scored: the scores, and what they were made of.", "EMPTIED",
                   [field["name"] for field in fields if field.get("column")] + ["currency", "input_hash", "place", "model_version", "model_hash"]),
        *constants("The scores that an explanation speaks of, in this order, each with its part.", "SENTENCES", sentences),
        *constants("Those that are spoken of where there is no score, too.", "ALWAYS", list(command_fields.constant("fields", "_ALWAYS"))),
        *constants("The objects of a card that one customer's own data do not give.", "CARRIED", list(command_fields.constant("fields", "CARRIED"))),
        *constants("The tables whose rows are a customer's own, with their columns.", "OWN_TABLES", {name: tables[name] for name in own}),
    ]  # fmt: skip
    return "\n".join([*lines[:-1], "}"]) + "\n"


def label(field: dict[str, Any], language: str) -> str:
    """What a field is called, without the prefix that tells it from others in a table of everything."""
    text = str(field[language].removeprefix("scvm: "))
    return text[0].upper() + text[1:]


def labels(language: str) -> str:
    by_hand = {"label": "set by hand", "label_de": "von Hand gesetzt"}[language]
    lines = ["<?php", f"// {RENDERED}"]
    for field in command_fields.fields():
        text = label(field, language)
        key = f"LBL_SCVM_{field['name'].upper()}"
        lines.append(f"$mod_strings['{key}'] = {literal(text)};")
        if field.get("override"):
            lines.append(f"$mod_strings['{key}_OVERRIDE'] = {literal(f'{text} ({by_hand})')};")
    return "\n".join(lines) + "\n"


def drop_down_lists(lists: dict[str, dict[str, str]]) -> str:
    lines = ["<?php", f"// {RENDERED}"]
    for name, texts in lists.items():
        lines += [f"$app_list_strings['scvm_{name}_list'] = [", "    '' => '',", *(f"    {literal(word)} => {literal(text)}," for word, text in texts.items()), "];"]
    return "\n".join(lines) + "\n"


def custom_field(field: dict[str, Any], audited: bool) -> str:
    kind = field["type"]
    length = re.fullmatch(r"sa\.String\((\d+)\)", kind)
    of: dict[str, Any]
    if list_of(field) and length:
        of = {"type": "enum", "ext1": f"scvm_{list_of(field)}_list", "len": length[1]}
    elif length:
        of = {"type": "varchar", "len": length[1]}
    else:
        of = {"type": {"sa.Date()": "date", "sa.Text()": "text"}[kind]} if kind.startswith("sa.") else {}
    more = {"audited": True} if audited else {}
    if field.get("for_people") is False:
        more["reportable"] = False
    start = "" if of else "$scvm_number"
    said = literal({**of, **more}) if of or more else ""
    return start + (" + " if start and said else "") + said


def shown() -> str:
    """How fields are shown. Columns keep six decimals, as the custom fields say it, so that hook and batch compare the same; a reason that
    is in no list, say why a model cannot be read, is shown as it is."""
    lines = ["<?php", f"// {RENDERED}", "$dictionary['Contact']['fields']['scvm_reason_c']['custom_type'] = 'Scvmreason';"]
    for field in command_fields.fields():
        if field["type"] in ("_NUMBER", "_MONEY"):
            for name in [field["name"], *([f"{field['name']}_override"] if field.get("override") else [])]:
                lines.append(f"$dictionary['Contact']['fields']['scvm_{name}_c']['precision'] = '{field.get('decimals', 1)}';")
                lines.append(f"$dictionary['Contact']['fields']['scvm_{name}_c']['len'] = '26,6';")
    return "\n".join(lines) + "\n"


def manifest() -> str:
    """The manifest, with its list of fields made anew: the installer reads it alone, before there is any other file."""
    text = (ROOT / _PACKAGE / "manifest.php").read_text(encoding="utf-8")
    lines = []
    for field in command_fields.fields():
        name = field["name"]
        lines.append(f"    '{name}' => {custom_field(field, name in AUDITED)},\n")
        if field.get("override"):  # $scvm_by_hand says that it is audited
            lines.append(f"    '{name}_override' => {custom_field(field, False)} + $scvm_by_hand,\n")
    begin, end = text.index(_BEGIN) + len(_BEGIN), text.index(_END)
    return text[:begin] + "$scvm_fields = [\n" + "".join(lines) + "];\n" + text[end:]


def codes() -> str:
    lines = [f"// {RENDERED}", "// The constants of Scvm\\Native\\ScvmException: what is done for each name and number.", ""]
    return "\n".join([*lines, *(f'SCVM_CODE("{name.upper()}", {number})' for name, number, _ in error_codes())]) + "\n"


def php(descriptions: Json) -> dict[str, str]:
    lists = choices(descriptions)
    return {
        **{f"{_PACKAGE}/language/application.{code}.php": drop_down_lists(lists[language]) for code, language in _APPLICATION.items()},
        "php/src/Fields.php": fields_class(),
        f"{_PACKAGE}/language/contacts.en_us.php": labels("label"),
        f"{_PACKAGE}/language/contacts.de_DE.php": labels("label_de"),
        f"{_PACKAGE}/vardefs/scvm_fields.php": shown(),
        f"{_PACKAGE}/manifest.php": manifest(),
        "php/extension/error_codes.inc": codes(),
    }
