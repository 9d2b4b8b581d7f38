"""Columns go in and out through Arrow's PyCapsule protocol; what speaks it here is written with ctypes alone."""

from __future__ import annotations

import ctypes
import gc
from typing import Any, Dict, List

import numpy as np
import pandas as pd
import pytest

import scvm

AS_OF = "2026-11-21"


class Schema(ctypes.Structure):
    pass


class Array(ctypes.Structure):
    pass


class Stream(ctypes.Structure):
    pass


RELEASE_SCHEMA = ctypes.CFUNCTYPE(None, ctypes.POINTER(Schema))
RELEASE_ARRAY = ctypes.CFUNCTYPE(None, ctypes.POINTER(Array))
RELEASE_STREAM = ctypes.CFUNCTYPE(None, ctypes.POINTER(Stream))
GET_SCHEMA = ctypes.CFUNCTYPE(ctypes.c_int, ctypes.POINTER(Stream), ctypes.POINTER(Schema))
GET_NEXT = ctypes.CFUNCTYPE(ctypes.c_int, ctypes.POINTER(Stream), ctypes.POINTER(Array))
LAST_ERROR = ctypes.CFUNCTYPE(ctypes.c_char_p, ctypes.POINTER(Stream))

Schema._fields_ = [
    ("format", ctypes.c_char_p), ("name", ctypes.c_char_p), ("metadata", ctypes.c_char_p), ("flags", ctypes.c_int64),
    ("n_children", ctypes.c_int64), ("children", ctypes.POINTER(ctypes.POINTER(Schema))),
    ("dictionary", ctypes.POINTER(Schema)), ("release", RELEASE_SCHEMA), ("private_data", ctypes.c_void_p),
]  # fmt: skip
Array._fields_ = [
    ("length", ctypes.c_int64), ("null_count", ctypes.c_int64), ("offset", ctypes.c_int64), ("n_buffers", ctypes.c_int64),
    ("n_children", ctypes.c_int64), ("buffers", ctypes.POINTER(ctypes.c_void_p)),
    ("children", ctypes.POINTER(ctypes.POINTER(Array))), ("dictionary", ctypes.POINTER(Array)),
    ("release", RELEASE_ARRAY), ("private_data", ctypes.c_void_p),
]  # fmt: skip
Stream._fields_ = [
    ("get_schema", GET_SCHEMA), ("get_next", GET_NEXT), ("get_last_error", LAST_ERROR), ("release", RELEASE_STREAM),
    ("private_data", ctypes.c_void_p),
]  # fmt: skip

new_capsule = ctypes.pythonapi.PyCapsule_New
new_capsule.restype = ctypes.py_object
new_capsule.argtypes = [ctypes.c_void_p, ctypes.c_char_p, ctypes.c_void_p]
capsule_pointer = ctypes.pythonapi.PyCapsule_GetPointer
capsule_pointer.restype = ctypes.c_void_p
capsule_pointer.argtypes = [ctypes.py_object, ctypes.c_char_p]


class Batches:
    """A table of columns that another library could have made: texts and numbers, the same batch so many times."""

    def __init__(self, columns: Dict[str, Any], batches: int = 1, fails: bool = False) -> None:
        self._alive: List[Any] = []
        self._columns = columns
        self._left = batches
        self._fails = fails
        self.released = 0

    def _keep(self, value: Any) -> Any:
        self._alive.append(value)
        return value

    def _release(self, of: Any) -> None:
        self.released += 1
        of.contents.release = type(of.contents.release)()

    def _array(self, values: Any) -> Array:
        result = Array(length=len(values), release=self._keep(RELEASE_ARRAY(self._release)))
        if isinstance(values, list):
            texts = [value.encode() if value is not None else b"" for value in values]
            ends = np.cumsum([0, *map(len, texts)]).astype(np.int32)
            bits = np.packbits([value is not None for value in values], bitorder="little")
            data = np.frombuffer(b"".join(texts) or b"x", dtype=np.uint8)
            buffers = [bits, ends, data]
            result.null_count = -1
        else:
            buffers = [None, np.ascontiguousarray(values)]
        self._alive += buffers
        result.n_buffers = len(buffers)
        result.buffers = self._keep((ctypes.c_void_p * len(buffers))(*[b.ctypes.data if b is not None else None for b in buffers]))
        return result

    def __arrow_c_stream__(self, requested_schema: object = None) -> object:
        formats = {"f": b"g", "i": b"l", "M": b"tss:UTC"}

        def get_schema(_: Any, out: Any) -> int:
            children = []
            for name, values in self._columns.items():
                format = b"u" if isinstance(values, list) else formats[values.dtype.kind]
                release = self._keep(RELEASE_SCHEMA(self._release))
                children.append(self._keep(Schema(format=format, name=name.encode(), release=release)))
            pointers = self._keep((ctypes.POINTER(Schema) * len(children))(*map(ctypes.pointer, children)))
            release = self._keep(RELEASE_SCHEMA(self._release))
            out[0] = Schema(format=b"+s", n_children=len(children), children=pointers, release=release)
            return 0

        def get_next(_: Any, out: Any) -> int:
            if self._fails:
                return 5
            out[0] = Array()
            if self._left > 0:
                self._left -= 1
                children = [self._keep(self._array(values)) for values in self._columns.values()]
                pointers = self._keep((ctypes.POINTER(Array) * len(children))(*map(ctypes.pointer, children)))
                nothing = self._keep((ctypes.c_void_p * 1)(None))
                release = self._keep(RELEASE_ARRAY(self._release))
                length = children[0].length
                out[0] = Array(length=length, n_buffers=1, buffers=nothing, n_children=len(children), children=pointers, release=release)
            return 0

        callbacks = [
            GET_SCHEMA(get_schema), GET_NEXT(get_next), LAST_ERROR(lambda _: b"no more disk"), RELEASE_STREAM(self._release),
        ]  # fmt: skip
        stream = self._keep(Stream(*self._keep(callbacks)))
        return new_capsule(ctypes.addressof(stream), b"arrow_array_stream", None)


def times(*days: str) -> Any:
    return np.array(days, dtype="datetime64[s]")


def purchases(**more: Any) -> Dict[str, Any]:
    return {"customer": ["ada", "grace", "nobody"], "time": times(*["2026-01-01"] * 3), "amount": np.array([10.0, 20.0, 5.0]), **more}


def test_whatever_speaks_arrow_is_a_table() -> None:
    base = scvm.CustomerBase()
    assert base.add_customers(Batches({"id": ["ada", "grace", None]})) == 2
    source = Batches(purchases(), batches=2)
    assert base.add("purchases", source) == 4
    assert source.released > 0
    assert base.add_purchases(Batches(purchases(amount=np.array([1, 2, 3])))) == 2
    assert base.add_attributes("territory", Batches({"customer": ["ada"], "value": ["north"]})) == 1
    assert base.add_consents(Batches({"customer": ["ada", "grace"], "purpose": ["*", "*"], "state": ["Opt-in", "?"]})) == 1
    assert [(row["table"], row["row"]) for row in base.rejected.to_dict("records")] == [
        ("customers", 2), ("purchases", 2), ("purchases", 5), ("purchases", 8), ("consents", 1),
    ]  # fmt: skip
    frame = scvm.CustomerBase(["ada", "grace"])
    for amounts in ([10.0, 20.0, 5.0], [10.0, 20.0, 5.0], [1, 2, 3]):
        frame.add_purchases(["ada", "grace", "nobody"], times(*["2026-01-01"] * 3), amounts)
    rules = scvm.ScoringModel({"schema": "scvm-model/1", "id": "m", "value": {}})
    ada, grace = scvm.Scorer(rules).score(base, AS_OF)["revenue"]
    assert ada == 21.0 and np.isnan(grace), "a consent that cannot be read is a refusal"
    assert scvm.Scorer(rules).score(frame, AS_OF)["revenue"].tolist() == [21.0, 42.0]


def test_a_table_that_does_not_fit_is_an_error_that_names_the_column() -> None:
    base = scvm.CustomerBase(["ada"])
    with pytest.raises(scvm.Error, match='unknown column "total"; expected one of customer, time, amount'):
        base.add("purchases", Batches({"customer": ["ada"], "total": np.array([1.0])}))
    with pytest.raises(scvm.Error, match="purchases.time: is missing"):
        base.add("purchases", Batches({"customer": ["ada"], "amount": np.array([1.0])}))
    with pytest.raises(scvm.Error, match="purchases.time has 1 rows: expected 3"):
        base.add("purchases", Batches(purchases(time=times("2026-01-01"))))
    with pytest.raises(scvm.Error, match="the stream failed with code 5: no more disk"):
        base.add("purchases", Batches(purchases(), fails=True))
    with pytest.raises(scvm.Error, match='table "purchase": expected one of customers'):
        base.add("purchase", Batches(purchases()))
    with pytest.raises(scvm.Error, match="wave: expected among the columns"):
        base.add_answers(Batches({"customer": ["ada"]}), wave=[1])
    assert len(base.rejected) == 0


def test_scores_are_a_stream_of_arrow() -> None:
    base = scvm.CustomerBase(["ada", "grace", "Müller 💙"])
    base.add_purchases(["ada"], ["2026-01-01"], [10.0])
    rules = scvm.ScoringModel({"schema": "scvm-model/1", "id": "m", "value": {}})
    scores = scvm.Scorer(rules).score(base, AS_OF)
    capsule = scores.__arrow_c_stream__()
    del base
    gc.collect()
    stream = ctypes.cast(capsule_pointer(capsule, b"arrow_array_stream"), ctypes.POINTER(Stream))
    schema, array, end = Schema(), Array(), Array()
    assert stream.contents.get_schema(stream, ctypes.byref(schema)) == 0
    assert stream.contents.get_next(stream, ctypes.byref(array)) == 0
    assert stream.contents.get_next(stream, ctypes.byref(end)) == 0
    assert not end.release
    found = {}
    for i in range(schema.n_children):
        field, of = schema.children[i].contents, array.children[i].contents
        if field.format == b"g":
            values = np.ctypeslib.as_array(ctypes.cast(of.buffers[1], ctypes.POINTER(ctypes.c_double)), (3,)).copy()
            valid = ctypes.cast(of.buffers[0], ctypes.POINTER(ctypes.c_uint8))[0] if of.buffers[0] else 0b111
            values[[not valid >> row & 1 for row in range(3)]] = np.nan
            found[field.name.decode()] = values
        elif field.dictionary:
            codes = ctypes.cast(of.buffers[1], ctypes.POINTER(ctypes.c_int32))
            words = texts_of(of.dictionary.contents)
            found[field.name.decode()] = [words[codes[row]] for row in range(3)]
        else:
            found[field.name.decode()] = texts_of(of)
    array.release(ctypes.byref(array))
    schema.release(ctypes.byref(schema))
    assert found.pop("id") == ["ada", "grace", "Müller 💙"]
    assert sorted(found) == sorted(scores.columns)
    for name, values in found.items():
        expected = scores[name]
        assert list(values) == list(expected) if isinstance(expected, pd.Categorical) else np.array_equal(values, expected, equal_nan=True)


def texts_of(of: Array) -> List[str]:
    ends = ctypes.cast(of.buffers[1], ctypes.POINTER(ctypes.c_int32))
    data = ctypes.string_at(of.buffers[2], ends[of.length])
    return [data[ends[i] : ends[i + 1]].decode() for i in range(of.length)]


def test_a_stream_that_nobody_takes_is_given_back() -> None:
    rules = scvm.ScoringModel({"schema": "scvm-model/1", "id": "m", "value": {}})
    scores = scvm.Scorer(rules).score(scvm.CustomerBase(["ada"]), AS_OF)
    for _ in range(3):
        scores.__arrow_c_stream__()
    with pytest.raises(scvm.Error, match='unknown column "satisfaction"'):  # and one that is taken by whom it does not fit
        scvm.CustomerBase().add_customers(scores)
