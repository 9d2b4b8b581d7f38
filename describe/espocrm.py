"""What the EspoCRM extension knows of the command's fields: fields of contacts, their labels, and the texts that it shares with SuiteCRM's package."""

from __future__ import annotations

import json
import re
from typing import Any

import command_fields
from choices import choices, list_of
from php import AUDITED, label
from shapes import ROOT, Json

_MODULE = "examples/espocrm/package/files/custom/Espo/Modules/Scvm/Resources"
_SUITE = ROOT / "examples/suitecrm/package"
_LANGUAGES = {"en_US": ("label", "en_us", "en"), "de_DE": ("label_de", "de_DE", "de")}
_BASES = {
    "en_US": {"": "", "consent": "Consent", "contract": "Contract", "legitimate_interest": "Legitimate interest", "legal_obligation": "Legal obligation", "withdrawn": "Withdrawn"},
    "de_DE": {"": "", "consent": "Einwilligung", "contract": "Vertrag", "legitimate_interest": "Berechtigtes Interesse", "legal_obligation": "Rechtliche Verpflichtung",
              "withdrawn": "Widerrufen"},
}  # fmt: skip
_OWN = {
    "en_US": {"scvmLegalBasis": "Legal basis of scoring", "scvmLegalBasisDate": "Legal basis: since", "scvmAnswers": "Survey answers"},
    "de_DE": {"scvmLegalBasis": "Rechtsgrundlage der Bewertung", "scvmLegalBasisDate": "Rechtsgrundlage: seit", "scvmAnswers": "Umfrageantworten"},
}
_BY_HAND = {"label": "set by hand", "label_de": "von Hand gesetzt"}


def espo_name(name: str) -> str:
    """lifetime_value is scvmLifetimeValue, whose column is scvm_lifetime_value."""
    return "scvm" + "".join(part.capitalize() for part in name.split("_"))


def texts_of(path: str) -> dict[str, str]:
    """The entries of an array of texts in PHP, the last of one name."""
    found = re.findall(r"^    '([^']*)' => '((?:[^'\\]|\\.)*)',$", (_SUITE / path).read_text(encoding="utf-8"), re.MULTILINE)
    return {key: text.replace("\\'", "'") for key, text in found}


def options_of(field: dict[str, Any], lists: dict[str, dict[str, str]]) -> dict[str, str]:
    """The text of each word that a field may hold, with that of none; empty where its words are not listed."""
    return {"": "", **lists[list_of(field)]} if list_of(field) else {}


def contact_field(field: dict[str, Any], lists: dict[str, dict[str, str]], by_hand: bool = False) -> dict[str, Any]:
    name, kind = field["name"], field["type"]
    length = re.fullmatch(r"sa\.String\((\d+)\)", kind)
    said: dict[str, Any]
    if list_of(field) and length:
        said = {"type": "enum", "options": list(options_of(field, lists)), "maxLength": int(length[1])}
    elif length:
        said = {"type": "varchar", "maxLength": int(length[1])}
    elif kind == "sa.Date()":
        said = {"type": "date"}
    elif kind == "sa.Text()":
        said = {"type": "text"}
    else:
        said = {"type": "float", "decimalPlaces": field.get("decimals", 1)}
    if name in AUDITED or by_hand:
        said["audited"] = True
    if not by_hand:
        said.update(readOnly=True, massUpdateDisabled=True, importDisabled=True, duplicateIgnore=True)
    if field.get("for_people") is False:
        said.update(utility=True)
    return said


def contact_fields(lists: dict[str, dict[str, str]]) -> dict[str, Any]:
    result: dict[str, Any] = {
        "scvmLegalBasis": {"type": "enum", "options": list(_BASES["en_US"]), "audited": True},
        "scvmLegalBasisDate": {"type": "date", "audited": True},
    }
    for field in command_fields.fields():
        result[espo_name(field["name"])] = contact_field(field, lists)
        if field.get("override"):
            result[espo_name(field["name"]) + "Override"] = contact_field(field, lists, by_hand=True)
    links = {"scvmAnswers": {"type": "hasMany", "entity": "ScvmAnswer", "foreign": "contact"}}
    # By the first the job finds who waits; by the second the dashlet finds the most valuable contacts.
    indexes = {"scvmStatus": {"columns": ["scvmStatus", "deleted"]}, "scvmLifetimeValue": {"columns": ["deleted", "scvmLifetimeValue"]}}
    return {"fields": result, "links": links, "indexes": indexes}


def contact_texts(language: str, lists: dict[str, dict[str, str]]) -> dict[str, Any]:
    key = _LANGUAGES[language][0]
    names = dict(_OWN[language])
    links = {"scvmAnswers": names.pop("scvmAnswers")}
    options = {"scvmLegalBasis": _BASES[language]}
    for field in command_fields.fields():
        said = label(field, key)
        names[espo_name(field["name"])] = said
        if list_of(field):
            options[espo_name(field["name"])] = options_of(field, lists)
        if field.get("override"):
            names[espo_name(field["name"]) + "Override"] = f"{said} ({_BY_HAND[key]})"
            if list_of(field):
                options[espo_name(field["name"]) + "Override"] = options_of(field, lists)
    panel = {"en_US": "Customer scores", "de_DE": "Kundenbewertung"}[language]
    return {"fields": names, "links": links, "labels": {"Scvm": panel}, "options": options}


def written(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False, indent=4) + "\n"


def espocrm(descriptions: Json) -> dict[str, str]:
    """JSON has no comments: that these files are rendered stands in the extension's README."""
    lists = choices(descriptions)
    result = {
        f"{_MODULE}/metadata/entityDefs/Contact.json": written(contact_fields(lists["en"])),
    }
    for language, (_, suite, of_messages) in _LANGUAGES.items():
        dashlet = texts_of(f"dashlet/ScvmPortfolioDashlet.{suite}.lang.php")
        result[f"{_MODULE}/i18n/{language}/Contact.json"] = written(contact_texts(language, lists[of_messages]))
        result[f"{_MODULE}/i18n/{language}/Scvm.json"] = written({"labels": dashlet})
    return result
