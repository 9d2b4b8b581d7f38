"""What people read for the words that fields hold, in English and German: the drop-down lists of SuiteCRM and EspoCRM, and Odoo's selections.

The texts are those of core/messages where a sentence of a card says the same, and of python/scvm/command/fields.py.
"""

from __future__ import annotations

from typing import Any

import command_fields
from shapes import ROOT, Json

LANGUAGES = ("en", "de")

#: The list of each field whose words are listed; a flag holds "yes" or nothing.
_LISTS = {
    "status": "status", "reason": "reason", "segment": "segment", "account_segment": "segment", "recovered": "recovered", "helper_state": "helper_state",
    "participation": "participation", "stage": "stage",
}  # fmt: skip


def list_of(field: dict[str, Any]) -> str:
    """The list of a field's words; empty where it holds numbers, texts, or names that a scoring model gives."""
    return "yes" if field.get("none") == "no" else _LISTS.get(field["name"], "")


def _messages(language: str) -> dict[str, str]:
    lines = (ROOT / f"core/messages/{language}.txt").read_text(encoding="utf-8").splitlines()
    return {id.strip(): text.strip() for id, equals, text in (line.partition("=") for line in lines if not line.startswith("#")) if equals}


def _capital(text: str) -> str:
    return text[0].upper() + text[1:]


def _reasons(language: str, columns: dict[str, Json], said: dict[str, str]) -> dict[str, str]:
    """Every reason alone, and each of the answers with each of the purchases, as they stand together."""
    own = {word: both[LANGUAGES.index(language)] for word, both in command_fields.constant("fields", "REASONS").items()}
    why_not = command_fields.constant("fields", "_WHY_NOT" if language == "en" else "_WHY_NOT_GERMAN")
    silent = set(command_fields.constant("fields", "_NO_REASON"))
    part = {}
    for name in ("survey", "value"):
        words = [f"{name}_{word}" for word in columns[f"{name}_status"]["labels"] if word not in silent]
        part[name] = {word: f"{own[name]}: {own.get(word) or said[word.replace(f'{name}_', 'reason.', 1)]}" for word in words}
    result = {f"consent_{word}": _capital(text) for word, text in why_not.items()}
    result.update({word: own[word] for word in ("erased", "no_customer")})
    result.update(part["survey"])
    result.update(part["value"])
    result.update({f"{s},{v}": f"{of_survey}; {of_value}" for s, of_survey in part["survey"].items() for v, of_value in part["value"].items()})
    return result


def choices(descriptions: Json) -> dict[str, dict[str, dict[str, str]]]:
    """By language and list, the text of each word."""
    columns = {column["name"]: column for column in descriptions["columns"]}
    words = command_fields.constant("fields", "WORDS")
    result = {}
    for i, language in enumerate(LANGUAGES):
        said = _messages(language)
        of_messages = {
            name: {word: _capital(said[f"{message}.{word}"]) for word in columns[name]["labels"] if word != none}
            for name, message, none in (("segment", "group", None), ("stage", "stage", "none"))
        }
        lists = {name: {word: both[i] for word, both in texts.items()} for name, texts in words.items()}
        result[language] = {**lists, **of_messages, "reason": _reasons(language, columns, said)}
    return result
