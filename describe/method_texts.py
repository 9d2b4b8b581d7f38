"""What is told of a method besides its arguments: where its formula and sources stand, and an example that every language runs."""

from __future__ import annotations

import json
import pathlib
import re
from typing import Any, Dict, NamedTuple, Optional

ROOT = pathlib.Path(__file__).resolve().parents[1]
ROOMS = ("survey", "value", "network", "equity")
LONGEST_EXAMPLE = 400


class Section(NamedTuple):
    """A section of docs/methods/, which has the formula and cites its sources."""

    page: str
    title: str

    @property
    def link(self) -> str:
        """From docs/reference/."""
        anchor = re.sub(r"[^\w\- ]", "", self.title.lower()).replace(" ", "-")
        return f"../methods/{self.page.rpartition('/')[2]}#{anchor}"

    @property
    def name(self) -> str:
        """The title without the headers that it names."""
        return re.sub(r" *(—|\().*", "", self.title)


def sections() -> Dict[str, Section]:
    """Of each name that a header of the rooms declares, the section that names this header."""
    found: Dict[str, Section] = {}
    for room in ROOMS:
        page = (ROOT / "docs" / "methods" / f"{room}.md").read_text(encoding="utf-8")
        for part in re.split(r"^## ", page, flags=re.MULTILINE)[1:]:
            title, _, text = part.partition("\n")
            for header in re.findall(r"`([\w/]+\.hpp)`", title + text.lstrip("\n").partition("\n")[0]):
                file = ROOT / "core" / "include" / "scvm" / (header if "/" in header else f"{room}/{header}")
                declared = re.findall(r"^(?![ /#}]).*?(\w+)(?=\(| \{)", file.read_text(encoding="utf-8"), re.MULTILINE)
                for name in (*declared, file.stem):
                    found.setdefault(name, Section(f"docs/methods/{room}.md", title))
            for name in re.findall(r"`(\w+)`", text):
                found.setdefault(name, Section(f"docs/methods/{room}.md", title))
    return found


class Example(NamedTuple):
    """A call by name and what it gives, as JSON."""

    call: str
    gives: str


def examples() -> Dict[str, Example]:
    """Of each method, the shortest call among the vectors that all languages run, and what it gives."""
    found: Dict[str, Example] = {}
    for file in sorted((ROOT / "tests" / "vectors").glob("*.json")):
        vector: Any = json.loads(file.read_text(encoding="utf-8"))
        if vector["function"] != "call" or "arguments" in vector:
            continue
        for case in vector["cases"]:
            if "result" not in case:
                continue
            example = Example(f'call("{case["call"]}", {json.dumps(case["arguments"])})', json.dumps(case["result"]))
            shortest = found.get(case["call"])
            if len("".join(example)) < (len("".join(shortest)) if shortest else LONGEST_EXAMPLE):
                found[case["call"]] = example
    return found


def section_of(method: str, known: Dict[str, Section]) -> Optional[Section]:
    """The section of a method; of one of a model, `bg_nbd.p_alive`, that of the model."""
    for name in (method, method.partition(".")[0], method.removeprefix("estimate_")):
        if name in known:
            return known[name]
    return None
