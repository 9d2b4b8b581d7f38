"""What the Odoo addon knows of the command's fields: a class of res.partner's fields, and their labels among its translations."""

from __future__ import annotations

import json
from typing import Any, Optional

import command_fields
from choices import choices, list_of
from shapes import RENDERED, ROOT, Json

_TRACKED = ("status", "segment", "value_tier", "treatment")  # in the chatter: what a person acts on, and what changes seldom
_BY_HAND = {"label": " (set by hand)", "label_de": " (von Hand gesetzt)"}
_AS_TEXT = ("reason", "yes")  # a reason may also tell what no list holds; a flag is a Boolean


def label(field: dict[str, Any], language: str, by_hand: bool = False) -> str:
    text = str(field[language].removeprefix("scvm: "))
    return text[0].upper() + text[1:] + (_BY_HAND[language] if by_hand else "")


def named(field: dict[str, Any], by_hand: bool = False) -> str:
    return "scvm_currency_id" if field["name"] == "currency" else f"scvm_{field['name']}{'_override' if by_hand else ''}"


def both_ways() -> list[tuple[dict[str, Any], bool]]:
    """Every field, and after it, where people may set it by hand, once more."""
    return [(field, by_hand) for field in command_fields.fields() for by_hand in ((False, True) if field.get("override") else (False,))]


def selection_of(field: dict[str, Any]) -> str:
    """The list of words that a field's Selection has; empty where it is none."""
    return "" if list_of(field) in _AS_TEXT else list_of(field)


def terms(lists: dict[str, dict[str, dict[str, str]]]) -> dict[str, tuple[str, list[str]]]:
    """By English text, the German one and where it stands, in Odoo's words."""
    result: dict[str, tuple[str, list[str]]] = {}

    def note(english: str, german: str, *where: str) -> None:
        if result.setdefault(english, (german, []))[0] != german:
            raise ValueError(f"{english!r} has two translations: {result[english][0]!r} and {german!r}")
        result[english][1].extend(where)

    for field, by_hand in both_ways():
        places = [f"#: model:ir.model.fields,field_description:scvm_crm.field_{model}__{named(field, by_hand)}" for model in ("res_partner", "res_users")]
        note(label(field, "label", by_hand), label(field, "label_de", by_hand), *places)
        for word, text in lists["en"].get(selection_of(field), {}).items():
            note(text, lists["de"][selection_of(field)][word], f"#: model:ir.model.fields.selection,name:scvm_crm.selection__res_partner__{named(field, by_hand)}__{word}")
    for word, text in lists["en"]["reason"].items():
        note(text, lists["de"]["reason"][word], "#. odoo-python", "#: code:addons/scvm_crm/models/words.py:0")
    return result


def translations(file: str, german: bool, of: dict[str, tuple[str, list[str]]]) -> str:
    """A file of texts as Odoo exports them, with those that are rendered as they are now; else the template, which translates nothing."""
    blocks = (ROOT / file).read_text(encoding="utf-8").rstrip("\n").split("\n\n")
    places = {line: i for i, block in enumerate(blocks) for line in block.splitlines() if line.startswith("msgid ")}
    for english, (text, where) in of.items():
        said = f"msgid {json.dumps(english, ensure_ascii=False)}"
        at: Optional[int] = places.get(said)
        if at is None:
            at = places[said] = len(blocks)
            blocks.append("\n".join(["#. module: scvm_crm", said, 'msgstr ""']))
        known = blocks[at]
        lines = known.splitlines()
        begin = lines.index(said)
        lines[begin:begin] = [line for line in dict.fromkeys(where) if line.removeprefix("#: ") not in known]
        translated = f"msgstr {json.dumps(text, ensure_ascii=False)}"
        blocks[at] = "\n".join(translated if german and line.startswith("msgstr ") else line for line in lines)
    return "\n\n".join(blocks) + "\n"


def odoo_field(field: dict[str, Any], by_hand: bool = False) -> str:
    name, kind = field["name"], field["type"]
    said = [json.dumps(label(field, "label", by_hand))]
    if name == "currency":
        kind, said = "fields.Many2one", ['"res.currency"', said[0]]
    elif selection_of(field):
        kind, said = "fields.Selection", [selection_of(field).upper(), said[0]]
    elif field.get("none") == "no":
        kind = "fields.Boolean"
    elif kind == "_MONEY":
        kind, said = "NullableMonetary", [*said, 'currency_field="scvm_currency_id"']
    elif kind == "_NUMBER":
        kind, said = "NullableFloat", [*said, f"decimals={field.get('decimals', 1)}", 'group_operator="avg"']
    else:
        kind = {"sa.Date()": "fields.Date", "sa.Text()": "fields.Text"}.get(kind, "fields.Char")
    said += [] if by_hand else ["readonly=True"]
    said += ["tracking=True"] if name in _TRACKED or by_hand else []
    group = "base.group_user" if field.get("for_people", True) else "base.group_system"
    odoo_name = named(field, by_hand)
    arguments = ", ".join([*said, "copy=False", f'groups="{group}"'])
    return f"    {odoo_name} = {kind}({arguments})\n"


def words(lists: dict[str, dict[str, str]]) -> str:
    lines = [f"# {RENDERED}\n", '"""What people read for the words that fields hold: neutral, since a customer may ask to see what is stored."""\n']
    for name, texts in lists.items():
        if name != "yes":
            open_, close, joined = ("{", "}", ": ") if name == "reason" else ("[", "]", ", ")
            pairs = [(json.dumps(word), json.dumps(text, ensure_ascii=False)) for word, text in texts.items()]
            lines += [f"\n{name.upper()} = {open_}\n", *(f"    {joined.join(pair)},\n" if name == "reason" else f"    ({joined.join(pair)}),\n" for pair in pairs), f"{close}\n"]
    return "".join(lines)


def odoo(descriptions: Json) -> dict[str, str]:
    lists = choices(descriptions)
    used = sorted({selection_of(field).upper() for field, _ in both_ways() if selection_of(field)})
    lines = [
        f"# {RENDERED}\n",
        '"""The fields of the command `scvm` on partners (docs/reference/fields.md)."""\n\n',
        "from odoo import fields, models\n\n",
        f"from .nullable import NullableFloat, NullableMonetary\nfrom .words import {', '.join(used)}\n\n\n",
        "class ResPartner(models.Model):\n",
        '    _inherit = "res.partner"\n\n',
    ]
    lines += [odoo_field(field, by_hand) for field, by_hand in both_ways()]
    of = terms(lists)
    texts = {f"examples/odoo/scvm_crm/i18n/{file}": german for file, german in (("scvm_crm.pot", False), ("de.po", True))}
    return {
        "examples/odoo/scvm_crm/models/score_fields.py": "".join(lines),
        "examples/odoo/scvm_crm/models/words.py": words(lists["en"]),
        **{file: translations(file, german, of) for file, german in texts.items()},
    }
