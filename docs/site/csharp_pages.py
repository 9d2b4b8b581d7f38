"""C#'s XML documentation as pages of Markdown, one a type."""

from __future__ import annotations

import pathlib
import re
from typing import Dict, List, Optional
from xml.etree import ElementTree

KINDS = {"M": "Methods", "P": "Properties", "F": "Fields", "E": "Events"}


def _text_of(element: Optional[ElementTree.Element]) -> str:
    """What an element says, in Markdown; paragraphs stay apart."""
    if element is None:
        return ""
    said = [_escaped(element.text or "")]
    for child in element:
        reference = child.get("cref") or child.get("langword") or child.get("name") or ""
        if child.tag in ("see", "seealso", "paramref", "typeparamref"):
            said.append(f"`{_short(reference)}`")
        elif child.tag == "c":
            said.append(f"`{child.text}`")
        elif child.tag == "code":
            said.append(f"\n\n```csharp\n{(child.text or '').strip()}\n```\n\n")
        elif child.tag in ("para", "item"):
            said.append("\n\n" + _text_of(child) + "\n\n")
        else:
            said.append(_text_of(child))
        said.append(_escaped(child.tail or ""))
    return re.sub(r"\n\s*\n\s*", "\n\n", re.sub(r"[ \t]*\n[ \t]+", "\n", "".join(said))).strip()


def _escaped(text: str) -> str:
    return re.sub(r"([*_`<>\[\]|])", r"\\\1", text)


def _short(name: str) -> str:
    """A type without its namespaces, as C# writes it; the arguments of a method as well."""
    name = re.sub(r"^[A-Z]:", "", name)
    name = re.sub(r"(?:\w+\.)+(?=\w)", "", name)
    name = re.sub(r"`+\d+", "", name).replace("{", "<").replace("}", ">").replace("#ctor", "new")
    for long, word in (("String", "string"), ("Double", "double"), ("Int64", "long"), ("Int32", "int"), ("Boolean", "bool"), ("Object", "object")):
        name = re.sub(rf"\b{long}\b", word, name)
    return name


def _one(member: ElementTree.Element, type_name: str) -> List[str]:
    said = member.get("name", "")[2 + len(type_name) + 1:]
    name, _, arguments = said.partition("(")
    types = re.findall(r"(?:[^,{}]|\{[^}]*\})+", arguments.rstrip(")"))
    names = [each.get("name") for each in member.findall("param")]
    signature = _short(name)
    if member.get("name", "").startswith("M:"):
        signature += "(" + ", ".join(f"{_short(kind)} {word or ''}".strip() for kind, word in zip(types, names + [None] * len(types))) + ")"
    lines = [f"`{signature}`", "", _text_of(member.find("summary")), ""]
    for each in member.findall("param"):
        lines += [f"- `{each.get('name')}`: {_text_of(each)}"]
    if (returns := member.find("returns")) is not None:
        lines += ["", f"Returns: {_text_of(returns)}"]
    for each in member.findall("exception"):
        lines += ["", f"Throws `{_short(each.get('cref', ''))}`: {_text_of(each)}"]
    return lines + ["", _text_of(member.find("remarks")), ""]


def write_pages(documentation: pathlib.Path, folder: pathlib.Path) -> None:
    """Writes `csharp.md` and `csharp/TYPE.md` into a folder."""
    members = list(ElementTree.parse(documentation).getroot().iter("member"))
    types = {name[2:]: each for each in members if (name := each.get("name", "")).startswith("T:")}
    of: Dict[str, List[ElementTree.Element]] = {name: [] for name in types}
    for each in members:
        owner = re.sub(r"\(.*", "", each.get("name", ""))[2:].rpartition(".")[0]
        if owner in of and each.get("name", "")[0] in KINDS:
            of[owner].append(each)
    (folder / "csharp").mkdir(parents=True, exist_ok=True)
    names = sorted(name for name in types if not name.startswith("Scvm.Native."))
    for name in names:
        lines = ["---", "orphan: true", "---", "", f"# {_short(name)}", "", _text_of(types[name].find("summary")), "", _text_of(types[name].find("remarks")), ""]
        for letter, title in KINDS.items():
            those = [each for each in of[name] if each.get("name", "")[0] == letter]
            lines += [f"## {title}", ""] if those else []
            for each in those:
                lines += _one(each, name)
        (folder / "csharp" / f"{name}.md").write_text("\n".join(lines) + "\n", encoding="utf-8")
    lines = ["# C#", "", "Every public type of the package `Scvm`, from its XML documentation.", "", "| type | what it is |", "|---|---|"]
    lines += [f"| [{_short(name)}](csharp/{name}.md) | {' '.join(_text_of(types[name].find('summary')).split())} |" for name in names]
    (folder / "csharp.md").write_text("\n".join(lines) + "\n", encoding="utf-8")
