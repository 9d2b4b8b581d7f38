"""What the tests of the report share; the fixtures are in report_fixtures.py."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Dict

import scvm
from scvm import demo

AS_OF = demo.AS_OF.isoformat()

#: What would run, load or break out, were it not escaped.
HOSTILE = (
    "<script>document.title='broken'</script>",
    "\"><img src=x onerror=\"document.title='broken'\">",
    "'><svg onload=\"document.title='broken'\">",
    "</style></script></title><b id=broken>",
    "{{ 7 * 7 }}{% raw %}",
    "<!--",
    "javascript:alert(1)",
    "\u202e\u0000 &amp; &lt;",
)


@dataclass
class World:
    """A base, the table of its scores, and an earlier one of the same rules."""

    base: scvm.CustomerBase
    table: scvm.ScoreTable
    before: scvm.ScoreTable
    territory: Dict[str, str]


@dataclass
class Waves:
    """Two survey waves scored apart, and the second one as it might have come out had it been asked again."""

    first: scvm.ScoreTable
    second: scvm.ScoreTable
    again: scvm.ScoreTable


@dataclass
class Community:
    """A company with everything: its data, and the table of all scores."""

    data: demo.Company
    base: scvm.CustomerBase
    table: scvm.ScoreTable
