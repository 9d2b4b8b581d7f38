"""What the Odoo addon knows of the command's fields: a class of res.partner's fields."""

from __future__ import annotations

import json
from typing import Any

import command_fields
from shapes import RENDERED

_TRACKED = ("status", "segment", "value_tier", "treatment")  # in the chatter: what a person acts on, and what changes seldom
_SELECTIONS = {"status": "STATUSES", "segment": "SEGMENTS"}


def label(field: dict[str, Any], language: str) -> str:
    text = str(field[language].removeprefix("scvm: "))
    return text[0].upper() + text[1:]


def odoo_field(field: dict[str, Any], by_hand: bool = False) -> str:
    name, kind = field["name"], field["type"]
    said = [json.dumps(label(field, "label") + (" (set by hand)" if by_hand else ""))]
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
    odoo_name = "scvm_currency_id" if name == "currency" else f"scvm_{name}{'_override' if by_hand else ''}"
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
    for field in command_fields.fields():
        lines.append(odoo_field(field))
        if field.get("override"):
            lines.append(odoo_field(field, by_hand=True))
    return {"examples/odoo/scvm_crm/models/score_fields.py": "".join(lines)}
