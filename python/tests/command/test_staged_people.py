"""Which columns name people is told by the core's descriptions, in one place."""

from __future__ import annotations

from scvm.command.findings import _kinds_told
from scvm.command.staging import PEOPLE, SECOND, TABLES, rows_without
from scvm.customer_base import tables

#: What other texts of the base mean: a new one is a person's, or stands here.
OTHERS = {"an_item", "a_key", "a_purpose", "a_channel", "an_event", "a_note", "a_name", "a_tag", "a_decision", "a_new_idea", "an_idea"}


def test_every_text_of_the_base_is_a_persons_or_known_not_to_be() -> None:
    meanings = {each.meaning for columns in tables().values() for each in columns if each.kind in ("ids", "decisions") and not each.words}
    assert meanings == PEOPLE | OTHERS


def test_whom_a_staged_row_names_second() -> None:
    assert SECOND == {"interactions": "target", "referrals": "referred", "jobs": "helper"}
    row = ("ada", 1, None, "bob", *[None] * 20)
    for table in TABLES:
        assert rows_without(table, [row], {"ada"}) == [] and rows_without(table, [row], {"cid"}) == [row]
        assert rows_without(table, [row], {"bob"}) == ([] if table in SECOND else [row])


def test_kinds_are_told_by_the_words_of_the_core() -> None:
    assert _kinds_told("interactions") == {"post", "comment", "like", "share", "mention", "answer", "review", "referral", "follow"}
    assert _kinds_told("contributions") == {"know_how", "experience", "ideas", "content", "products", "capital", "trends"}
    assert not _kinds_told("complaints") and not _kinds_told("costs") and not _kinds_told("customers")
