"""What is read from posts: copies count once, and nothing that somebody writes breaks the run or grows without bound."""

from __future__ import annotations

import json
import pathlib
import re
from typing import Any, Dict, List

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from conftest import invoke
from scvm.command import texts
from scvm.command.texts import PostReader

DAY = 1_772_000_000  # some seconds of 2026
LONG = "My battery has been empty since Monday and nobody answers me"
SAME = [
    LONG, LONG.upper(), f"  {LONG}!!! ", f"{LONG} 😡😡", f"{LONG} https://example.org/x?y=1", f"@shop.help {LONG}", LONG.replace(" ", ",  "),
    LONG.replace("a", "ａ"),
]  # fmt: skip


def test_texts_that_differ_in_form_only_have_one_fingerprint() -> None:
    of = PostReader("UTC", False).fingerprint
    assert len({of(each, person, DAY) for each in SAME for person in ("a", "b")}) == 1
    assert of(LONG + " again", "a", DAY) != of(LONG, "a", DAY)


def test_a_short_text_is_a_copy_of_the_same_persons_of_the_same_day_only() -> None:
    of = PostReader("Europe/Berlin", False).fingerprint
    assert of("Thanks a lot!", "a", DAY) == of("thanks a LOT", "a", DAY + 60)
    assert of("Thanks a lot!", "a", DAY) != of("Thanks a lot!", "b", DAY)
    assert of("Thanks a lot!", "a", DAY) != of("Thanks a lot!", "a", DAY + 2 * 86_400)
    assert of("🔥🔥", "a", DAY) == of(" 🔥🔥 ", "a", DAY) != of("🔥", "a", DAY)
    assert of(None, "a", DAY) is None and of("  ", "a", DAY) is None


def test_words_and_hashtags_of_every_script() -> None:
    stop = frozenset({"the", "der"})
    assert texts.terms("The #Battery_Life of der Akku, isn't it? #Akku 2026 a https://x.org/#no", stop) == ["#battery_life", "akku", "isn't", "#akku"]
    assert texts.terms("بطارية #شحن سريع", stop) == ["بطارية", "#شحن", "سريع"]
    assert texts.terms("हिन्दी में #बैटरी", stop) == ["हिन्दी", "में", "#बैटरी"]
    assert texts.words("🔥 #🔥 ok") == ["ok"]
    assert texts.terms("word #" + "x" * 10_000, stop) == ["word"]
    assert texts.topic("  App   UPDATE ") == "app update" and texts.topic("🔥") == "🔥" and texts.topic(" ") is None
    assert len(texts.topic("t" * 10_000) or "") == texts.LONGEST_WORD + 1


@settings(deadline=None, max_examples=150)
@given(st.text(max_size=400))
def test_any_text_has_bounded_terms_and_a_fingerprint_of_sixteen_digits(said: str) -> None:
    found = texts.terms(said, frozenset())
    assert len(found) <= 60 and all(0 < len(each) <= texts.LONGEST_WORD for each in found)
    mark = PostReader("UTC", True).fingerprint(said, "a", DAY)
    assert mark is None or re.fullmatch("[0-9a-f]{16}", mark)
    topic = texts.topic(said)
    assert topic is None or 0 < len(topic) <= texts.LONGEST_WORD + 1


def written(folder: pathlib.Path, posts: List[str], form: str) -> pathlib.Path:
    """Somebody who posts, somebody else who reacts to it once, and a third one who does something else."""
    rows: List[Dict[str, Any]] = [{"who": "a", "to": "", "kind": "post", "day": f"2026-06-01 10:{i:02}", "said": said} for i, said in enumerate(posts)]
    rows += [{"who": "b", "to": "a", "kind": "comment", "day": "2026-06-02 10:00", "said": ""}, {"who": "c", "to": "b", "kind": "like", "day": "2026-06-03 10:00", "said": ""}]
    (folder / "model.json").write_text(json.dumps({"schema": "scvm-model/1", "id": "m", "network": {}}))
    mapping: Dict[str, Any] = {"schema": "scvm-mapping/1", "as_of": "2026-06-30", "model": "model.json", "output": {"format": "csv", "path": "scores.csv"}}
    if form == "csv":
        (folder / "customers.csv").write_text("id\na\nb\nc\n")
        (folder / "posts.csv").write_text("who,to,kind,day,said\n" + "".join(f'{r["who"]},{r["to"]},{r["kind"]},{r["day"]},"{r["said"]}"\n' for r in rows))
        columns = {"customer_id": "who", "target": "to", "kind": "kind", "date": "day", "text": "said"}
        mapping["sources"] = {"customers": {"path": "customers.csv", "columns": {"id": "id"}}, "interactions": {"path": "posts.csv", "columns": columns}}
    else:
        of = {id: [{"kind": r["kind"], "to": r["to"] or None, "date": r["day"], "text": r["said"] or None} for r in rows if r["who"] == id] for id in "abc"}
        (folder / "records.ndjson").write_text("".join(json.dumps({"id": id, "interactions": each}) + "\n" for id, each in of.items()))
        mapping["sources"] = {"customers": {"format": "ndjson", "path": "records.ndjson"}}
    path = folder / "mapping.json"
    path.write_text(json.dumps(mapping))
    return path


def card(mapping: pathlib.Path) -> Dict[str, Any]:
    result: Dict[str, Any] = json.loads(invoke("explain", "--source", mapping, "--id", "a", "--json"))["network"]
    return result


@pytest.mark.parametrize("form", ["csv", "ndjson"])
def test_twenty_copies_in_a_day_are_one(form: str, tmp_path: pathlib.Path) -> None:
    found = []
    for name, posts in (("one", [LONG]), ("copies", [SAME[i % len(SAME)] for i in range(20)]), ("different", [f"{LONG}, part {i}" for i in range(20)])):
        (tmp_path / name).mkdir()
        found.append(card(written(tmp_path / name, posts, form)))
    one, copies, different = found
    assert copies == one, "nineteen copies move nothing on the card"
    assert different != one


def test_what_people_write_is_in_their_export_and_in_no_score(tmp_path: pathlib.Path) -> None:
    mapping = written(tmp_path, [LONG], "csv")
    assert LONG in invoke("export", "--source", mapping, "--id", "a")
    invoke("score", "--source", mapping)
    assert all(LONG not in path.read_text() for path in tmp_path.glob("scores.csv*"))
