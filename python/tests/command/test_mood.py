"""The lexicon of moods: what negation does, when it says nothing, and that docs and report state what was measured."""

from __future__ import annotations

import json
import pathlib

import pytest

from scvm import survey
from scvm.command.mood import language_of, mood
from scvm.command.texts import words

ROOT = pathlib.Path(__file__).resolve().parents[3]

SAID = {
    "This is good.": 1, "This is not good.": -1, "It is not only good but fast.": 1, "Not bad at all for the price.": 1, "I was never disappointed by them.": 1,
    "Das ist gut.": 1, "Das ist nicht gut.": -1, "Das neue Design gefällt mir nicht.": -1, "Das ist nicht nur gut, es ist auch schnell.": 1,
    "Rückgabe ohne Probleme.": 1, "Es war nicht teuer, aber gut.": 1, "👍": 1, "The parcel is here 😡": -1, "super": 1,
    "Where is the manual?": None, "Good and bad.": None, "": None, "Это хорошо": None, "gift": None, "Not": None, "هذا جيد": None,
}  # fmt: skip


@pytest.mark.parametrize("text", SAID)
def test_a_mood_is_told_turned_or_unknown(text: str) -> None:
    found = mood(text)
    assert (None if found is None else (found > 0) - (found < 0)) == SAID[text]
    assert found is None or -1 <= found <= 1


def test_a_language_is_known_by_its_small_words() -> None:
    assert language_of(words("Das ist mein neues Rad")) == "de" and language_of(words("This is my new bike")) == "en"
    assert language_of(words("Rad 2026")) is None


def test_a_long_text_costs_no_more_than_its_beginning() -> None:
    assert mood("good " * 1_000_000) == mood("good " * 400)


def test_docs_and_report_state_the_measured_quality() -> None:
    sentences = json.loads((pathlib.Path(__file__).parent / "coded_moods.json").read_text(encoding="utf-8"))["sentences"]
    told = [(each["mood"], mood(each["text"])) for each in sentences]
    says = [(coded, "positive" if found > 0 else "negative") for coded, found in told if found is not None]
    right = sum(coded == found for coded, found in says)
    moody = sum(coded != "neutral" for coded, _ in told)
    neutral = sum(coded == "neutral" and found is None for coded, found in told)
    assert len(sentences) == 124 and (len(says), right, moody, neutral) == (60, 58, 92, 32)
    docs = (ROOT / "docs" / "report.md").read_text(encoding="utf-8")
    for k, n in ((right, len(says)), (right, moody), (neutral, len(told) - moody)):
        interval = survey.wilson_interval(k, n)
        assert f"| {n} | {k} ({k / n:.0%}) | {100 * interval.low:.0f} to {100 * interval.high:.0f} |".replace("%", " %") in docs
    for language in ("en", "de"):
        note = json.loads((ROOT / "python" / "scvm" / "report" / f"{language}.json").read_text(encoding="utf-8"))["movements_moods_note"]
        assert all(str(figure) in note for figure in (124, 60, 58, 92))
