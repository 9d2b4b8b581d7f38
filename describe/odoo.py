"""What the Odoo addon knows of the command's fields: a class of res.partner's fields, and their labels among its translations."""

from __future__ import annotations

import json
from typing import Any

import command_fields
from shapes import RENDERED, ROOT

_TRACKED = ("status", "segment", "value_tier", "treatment")  # in the chatter: what a person acts on, and what changes seldom
_BY_HAND = {"label": " (set by hand)", "label_de": " (von Hand gesetzt)"}
_SELECTIONS = {"status": "STATUSES", "segment": "SEGMENTS"}


def label(field: dict[str, Any], language: str, by_hand: bool = False) -> str:
    text = str(field[language].removeprefix("scvm: "))
    return text[0].upper() + text[1:] + (_BY_HAND[language] if by_hand else "")


def named(field: dict[str, Any], by_hand: bool = False) -> str:
    return "scvm_currency_id" if field["name"] == "currency" else f"scvm_{field['name']}{'_override' if by_hand else ''}"


def both_ways() -> list[tuple[dict[str, Any], bool]]:
    """Every field, and after it, where people may set it by hand, once more."""
    return [(field, by_hand) for field in command_fields.fields() for by_hand in ((False, True) if field.get("override") else (False,))]


def translations(file: str, language: str) -> str:
    """A file of texts as Odoo exports them, with the labels of the fields as they are now; `language`: empty for the template."""
    blocks = (ROOT / file).read_text(encoding="utf-8").rstrip("\n").split("\n\n")
    places = {line: i for i, block in enumerate(blocks) for line in block.splitlines() if line.startswith("msgid ")}
    for field, by_hand in both_ways():
        said = f"msgid {json.dumps(label(field, 'label', by_hand), ensure_ascii=False)}"
        if said not in places:
            places[said] = len(blocks)
            references = [f"#: model:ir.model.fields,field_description:scvm_crm.field_{model}__{named(field, by_hand)}" for model in ("res_partner", "res_users")]
            blocks.append("\n".join(["#. module: scvm_crm", *references, said, 'msgstr ""']))
        if language:
            text = json.dumps(label(field, language, by_hand), ensure_ascii=False)
            blocks[places[said]] = "\n".join(f"msgstr {text}" if line.startswith("msgstr ") else line for line in blocks[places[said]].splitlines())
    return "\n\n".join(blocks) + "\n"


def odoo_field(field: dict[str, Any], by_hand: bool = False) -> str:
    name, kind = field["name"], field["type"]
    said = [json.dumps(label(field, "label", by_hand))]
    if name == "currency":
        kind, said = "fields.Many2one", ['"res.currency"', said[0]]
    elif name in _SELECTIONS:
        kind, said = "fields.Selection", [_SELECTIONS[name], said[0]]
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


def odoo() -> dict[str, str]:
    lines = [
        f"# {RENDERED}\n",
        '"""The fields of the command `scvm` on partners (docs/reference/fields.md)."""\n\n',
        "from odoo import fields, models\n\n",
        "from .nullable import NullableFloat, NullableMonetary\nfrom .words import SEGMENTS, STATUSES\n\n\n",
        "class ResPartner(models.Model):\n",
        '    _inherit = "res.partner"\n\n',
    ]
    lines += [odoo_field(field, by_hand) for field, by_hand in both_ways()]
    texts = {f"examples/odoo/scvm_crm/i18n/{file}": language for file, language in (("scvm_crm.pot", ""), ("de.po", "label_de"))}
    return {"examples/odoo/scvm_crm/models/score_fields.py": "".join(lines), **{file: translations(file, language) for file, language in texts.items()}}
