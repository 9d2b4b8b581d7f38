"""The types of what scoring gives, rendered from the descriptions: every document becomes a value, whole."""

from __future__ import annotations

import dataclasses
import datetime
import enum
import json
from typing import Any, Dict, List, Tuple, Type

import pandas as pd
import pytest

import scvm
from scvm import results
from scvm.result import Result


def plain(value: Any) -> Any:
    """A value back as a document: what is not there is None."""
    if isinstance(value, Result):
        return {field.name.rstrip("_"): plain(getattr(value, field.name)) for field in dataclasses.fields(value)}
    if isinstance(value, enum.Enum):
        return value.value
    if isinstance(value, datetime.date):
        return value.isoformat()
    if isinstance(value, tuple):
        return [plain(each) for each in value]
    if isinstance(value, dict):
        return {key: plain(each) for key, each in value.items()}
    return value


def present(document: Any) -> Any:
    """A document without what is null, or left out."""
    if isinstance(document, dict):
        return {key: present(each) for key, each in document.items() if each is not None}
    return [present(each) for each in document] if isinstance(document, list) else document


def test_every_document_becomes_a_value_that_says_the_same(pipeline: Dict[str, Any], table: scvm.ScoreTable) -> None:
    documents: List[Tuple[Type[Result], Dict[str, Any]]] = [(results.ScoreCard, table.explain(id)) for id in table.ids]
    documents += [(results.ScoreCard, json.loads(each["card"])) for each in pipeline["records"]]
    documents += [(results.ScoreCard, each) for each in json.loads(table.to_json())["customers"]]
    documents += [
        (results.TableSummary, table.summary()),
        (results.Analysis, table.analysis()),
        (results.Migration, table.migration(table)),
        (results.TreatmentList, table.treatments()),
        (results.Breakdown, table.breakdown("territory")),
    ]
    for of, document in documents:
        assert present(plain(of.of(document))) == present(document)


def test_a_card_is_typed_down_to_its_words_and_days(table: scvm.ScoreTable) -> None:
    card = results.ScoreCard.of(table.explain("fan"))
    assert card.id == "fan" and card.as_of == datetime.date(2026, 11, 21)
    assert card.survey.segment is results.Segment.FAN
    assert card.survey.status is results.SurveyStatus.SCORED
    assert card.consent.contact is results.ConsentStatus.INCLUDED
    assert card.equity is not None and isinstance(card.equity.stage, results.Stage)
    assert card.explanation is not None and card.explanation[0].value == card.survey.satisfaction
    assert isinstance(card.survey.satisfaction, float)
    with pytest.raises(dataclasses.FrozenInstanceError):
        card.id = "other"  # type: ignore[misc]


def test_the_words_of_an_enum_are_the_labels_of_its_column(table: scvm.ScoreTable) -> None:
    enums: Dict[str, Type[enum.Enum]] = {
        "segment": results.Segment,
        "survey_status": results.SurveyStatus,
        "value_status": results.ValueStatus,
        "network_status": results.NetworkScoreStatus,
        "equity_status": results.EquityStatus,
        "treatment_status": results.TreatmentStatus,
        "participation": results.ParticipationClass,
        "captive_kind": results.CaptiveKind,
        "consent_status": results.ConsentStatus,
        "stage": results.Stage,
    }
    for column, of in enums.items():
        categories = table[column]
        assert isinstance(categories, pd.Categorical)
        assert categories.categories.tolist() == [each.value for each in of]
