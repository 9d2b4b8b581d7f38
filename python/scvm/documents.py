"""JSON documents from Python values: what goes into the core as text."""

from __future__ import annotations

import datetime
import json
import math
from typing import Any, Mapping, Union

import numpy as np
import pandas as pd

from scvm.errors import Error, ErrorCode

Document = Union[str, bytes, Mapping[str, Any]]

_MAX_DEPTH = 32  # the core reads no deeper document


def text_of(document: Document, what: str, code: ErrorCode, nan_is_null: bool) -> bytes:
    """The document as UTF-8 JSON. A text goes as it is, for the core to judge; a mapping is written out.

    NaN, which JSON cannot say, is null where ``nan_is_null`` (an answer that was not given) and an error elsewhere.
    """
    if isinstance(document, bytes):
        return document
    if not isinstance(document, str):
        if not isinstance(document, Mapping):
            raise Error(f"{what}: expected JSON text or a dict, got {type(document).__name__}", code)
        document = json.dumps(_plain(document, what, code, nan_is_null, 0), ensure_ascii=False)
    try:
        return document.encode()
    except UnicodeEncodeError as e:
        raise Error(f"{what}: the character at {e.start} is half a surrogate pair, which is no text", code) from None


def _plain(value: Any, path: str, code: ErrorCode, nan_is_null: bool, depth: int) -> Any:
    if depth > _MAX_DEPTH:
        raise Error(f"{path.split('.')[0]}: nested deeper than {_MAX_DEPTH} levels", code)
    if isinstance(value, Mapping):
        for key in value:
            if not isinstance(key, str):
                raise Error(f"{path}: the key {key!r} is no text", code)
        return {key: _plain(each, f"{path}.{key}", code, nan_is_null, depth + 1) for key, each in value.items()}
    if isinstance(value, (list, tuple, np.ndarray, pd.Series)):
        return [_plain(each, f"{path}[{i}]", code, nan_is_null, depth + 1) for i, each in enumerate(value)]
    if value is pd.NA or value is pd.NaT:
        return None
    if isinstance(value, np.generic) and not isinstance(value, np.datetime64):
        value = value.item()
    if isinstance(value, float) and not math.isfinite(value):
        if math.isnan(value) and nan_is_null:
            return None
        if nan_is_null:
            return str(value)  # a text where a number belongs rejects the row, not the document
        raise Error(f"{path} = {value}: expected a finite number", code)
    if value is None or isinstance(value, (bool, int, float, str)):
        return value
    if isinstance(value, datetime.datetime):
        utc = value if value.tzinfo is None else value.astimezone(datetime.timezone.utc)
        return utc.strftime("%Y-%m-%dT%H:%M:%SZ")
    if isinstance(value, datetime.date):
        return value.isoformat()
    if isinstance(value, np.datetime64):
        return str(value.astype("datetime64[s]")) + "Z"
    try:
        return float(value)  # decimal.Decimal
    except (TypeError, ValueError):
        raise Error(f"{path}: a {type(value).__name__} has no place in JSON", code) from None
