"""Reads a page as a browser would, as far as the tests need it."""

from __future__ import annotations

import html.parser
from dataclasses import dataclass, field
from typing import Any, Dict, Iterator, List, Optional, Tuple

VOID = {"meta", "link", "br", "img", "input", "hr"}


@dataclass
class Element:
    """An element with its attributes, its children and all its text."""

    tag: str
    attributes: Dict[str, str] = field(default_factory=dict)
    children: List["Element"] = field(default_factory=list)
    own_text: List[str] = field(default_factory=list)

    @property
    def text(self) -> str:
        return "".join(self.own_text)

    def all(self, tag: str = "", **attributes: Any) -> Iterator["Element"]:
        """All elements below this one, in their order; `class_` is one of the classes, `_` in a name is a dash."""
        for child in self.children:
            if (not tag or child.tag == tag) and child.has(attributes):
                yield child
            yield from child.all(tag, **attributes)

    def has(self, attributes: Dict[str, Any]) -> bool:
        for name, value in attributes.items():
            if name == "class_":
                if value not in self.attributes.get("class", "").split():
                    return False
            elif self.attributes.get(name.replace("_", "-")) != str(value):
                return False
        return True

    def one(self, tag: str = "", **attributes: Any) -> "Element":
        """The first of all()."""
        for found in self.all(tag, **attributes):
            return found
        raise AssertionError(f"no <{tag}> with {attributes}")

    def cells(self) -> List[Optional[float]]:
        """The exact numbers of a row; None where there is none."""
        values = [each.attributes["data-value"] for each in self.all("td") if "data-value" in each.attributes]
        return [float(value) if value else None for value in values]


class _Parser(html.parser.HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.open = [Element("#page")]

    def handle_starttag(self, tag: str, attrs: List[Tuple[str, Optional[str]]]) -> None:
        element = Element(tag, {name: value or "" for name, value in attrs})
        self.open[-1].children.append(element)
        if tag not in VOID:
            self.open.append(element)

    def handle_startendtag(self, tag: str, attrs: List[Tuple[str, Optional[str]]]) -> None:
        self.open[-1].children.append(Element(tag, {name: value or "" for name, value in attrs}))

    def handle_endtag(self, tag: str) -> None:
        assert self.open[-1].tag == tag, f"</{tag}> closes <{self.open[-1].tag}>"
        self.open.pop()

    def handle_data(self, data: str) -> None:
        for element in self.open:
            element.own_text.append(data)


def read(page: str) -> Element:
    """The page as a tree; an element that is not closed in its place is an AssertionError."""
    parser = _Parser()
    parser.feed(page)
    parser.close()
    assert len(parser.open) == 1, [each.tag for each in parser.open]
    return parser.open[0]
