"""No run writes over what it reads, over the scores, or twice into one file, and none finds out at its end that it cannot write.

Decided here for every verb, before anything is read.
"""

from __future__ import annotations

import os
import pathlib
from typing import Dict, List, Optional, Sequence

from scvm.command.file_target import FileTarget
from scvm.command.mapping import Mapping
from scvm.command.private_file import require_writable
from scvm.command.refusal import Refused

_Named = Dict[str, pathlib.Path]


def check_outputs(
    mapping: Mapping, written: Dict[str, Optional[str]], *, output: Optional[str] = None, model_file: Optional[str] = None, new_model: Optional[str] = None,
    more_read: Sequence[str] = (),
) -> None:  # fmt: skip
    """Raises Refused where a file is in the way of another, or cannot be written.

    `written`: the files that a run writes, by their options; `output`: the file of scores, where it is not the mapping's;
    `new_model`: the one of `written` that is a model, and may take the place of the model that was read; `more_read`: what is
    read beside mapping and model.
    """
    others = [pathlib.Path(each) for each in more_read]
    models = [mapping.folder / str(mapping.document["model"])] if mapping.document.get("model") else []
    models += [pathlib.Path(model_file)] if model_file else []
    named = {option: pathlib.Path(path) for option, path in written.items() if path}
    scores = _of_scores(mapping, output)
    for option, path in {**scores, **named}.items():
        if any(_same(path, each) for each in mapping.files() + others + ([] if option == new_model else models)):
            raise Refused(f"{path}: is read by this run, and would be written over")
    for option, path in named.items():
        for what, each in scores.items():
            if _same(path, each):
                raise Refused(f"{path}: is {what}, and would be written over by {option}")
    _refuse_twice(named)
    for path in named.values():
        require_writable(path)
    _refuse_twice(FileTarget.files_of(mapping.folder, mapping.output, output))


def _of_scores(mapping: Mapping, output: Optional[str]) -> _Named:
    """The files that hold scores, those of the mapping and those of --output, by what they are."""
    result = {f"{what} of the mapping": path for what, path in FileTarget.files_of(mapping.folder, mapping.output, None).items()}
    return result if output is None else {**result, **FileTarget.files_of(mapping.folder, mapping.output, output)}


def _refuse_twice(files: _Named) -> None:
    seen: List[str] = []
    for what, path in files.items():
        for other in seen:
            if _same(path, files[other]):
                raise Refused(f"{path}: would be written twice, as {other} and as {what}")
        seen.append(what)


def _same(path: pathlib.Path, other: pathlib.Path) -> bool:
    """One file by two names, links among them. What is no regular file, like /dev/null, keeps nothing that could be lost."""
    if os.path.realpath(path) == os.path.realpath(other):
        return path.is_file() or not path.exists()
    return path.is_file() and other.is_file() and os.path.samefile(path, other)
