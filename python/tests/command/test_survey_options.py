"""What the options of a question count: the same cases as in examples/suitecrm/tests/hook_test.php."""

import json
from typing import List, Optional

import pytest

from scvm.command.fields import place_text
from scvm.command.scales import Scale, numbers_of
from scvm.command.sql_target import _alike, _digest

CASES = [
    (["1 - poor", "2", "3", "4", "5 - great"], [1, 2, 3, 4, 5]),
    (["5 = great", "4", "3", "2", "1 = poor", "don't know"], [5, 4, 3, 2, 1, None]),
    (["poor", "2", "great"], [0, 1, 2]),
    (["1 - 2 times", "3 - 5 times", "never"], [0, 1, 2]),
    (["1/5", "2/5"], [0, 1]),
    (["1st", "2nd", "3"], [0, 1, 2]),
    (["3", "3", "4"], [0, 1, 2]),
    (["-1,5 kalt", "0", "+1.5: warm"], [-1.5, 0, 1.5]),
]


@pytest.mark.parametrize("names, expected", CASES)
def test_one_rule_counts_all_options_of_a_question(names: List[str], expected: List[Optional[float]]) -> None:
    assert numbers_of(names, [float(place) for place in range(len(names))]) == expected


@pytest.mark.parametrize(
    "low, high, expected",
    [("satisfied", "dissatisfied", True), ("very loyal", "not loyal", True), ("1 - poor", "5 - great", False), ("sehr unzufrieden", "sehr zufrieden", False),
     ("ja", "nein", True), ("red", "blue", None), ("stimme nicht zu", "stimme zu", False), ("very unlikely", "very likely", False)],
)  # fmt: skip
def test_the_words_of_a_scale_tell_whether_it_is_reversed(low: str, high: str, expected: Optional[bool]) -> None:
    scale = Scale(0, low, 4, high)
    assert scale.is_reversed is expected
    assert scale.said == f'0 is "{low}" and 4 is "{high}"'


def test_an_empty_text_is_no_change_where_there_was_nothing() -> None:
    assert _alike("", None) and _alike(None, "") and _alike("a", "a") and not _alike("", "a") and not _alike(None, 0.0)
    assert _digest(["", 1.5]) == _digest([None, 1.5]) != _digest(["a", 1.5])


def test_a_place_has_no_character_that_a_crm_takes_for_html() -> None:
    parts = {"treatment": {"action": "A & B <c>", "value_tier": "Müller"}}
    assert place_text(parts) == '{"treatment":{"action":"A \\u0026 B \\u003Cc\\u003E","value_tier":"Müller"}}' and json.loads(place_text(parts)) == parts
