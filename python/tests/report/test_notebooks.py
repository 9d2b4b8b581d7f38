"""The notebooks of examples/notebooks, run from the first cell to the last: what they print is what is committed."""

from __future__ import annotations

import pathlib
from typing import Any, List, Tuple

import pytest

nbformat = pytest.importorskip("nbformat", reason="nbformat is not installed")
execute = pytest.importorskip("nbconvert.preprocessors", reason="nbconvert is not installed")
pytest.importorskip("ipykernel", reason="ipykernel is not installed")

FOLDER = pathlib.Path(__file__).resolve().parents[3] / "examples" / "notebooks"
NOTEBOOKS = sorted(FOLDER.glob("*.ipynb"))


def outputs(cell: Any) -> List[Tuple[str, str]]:
    """What a cell says: printed text as one, shown values by their text, pictures by being there."""
    result: List[Tuple[str, str]] = []
    for each in cell.get("outputs", []):
        if each.output_type == "stream":
            if each.name == "stderr":
                continue  # a word of a library about itself, on this machine
            if result and result[-1][0] == "printed":
                result[-1] = ("printed", result[-1][1] + each.text)
            else:
                result.append(("printed", each.text))
        elif "image/png" in each.data:
            result.append(("picture", ""))
        else:
            result.append(("shown", each.data["text/plain"]))
    return result


def test_there_are_six_notebooks() -> None:
    assert [path.name[:2] for path in NOTEBOOKS] == ["01", "02", "03", "04", "05", "06"]


@pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda path: path.stem)
def test_a_notebook_prints_what_is_committed(
    path: pathlib.Path, tmp_path: pathlib.Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("IPYTHONDIR", "JUPYTER_CONFIG_DIR", "JUPYTER_DATA_DIR", "JUPYTER_RUNTIME_DIR"):
        monkeypatch.setenv(name, str(tmp_path / name))
    monkeypatch.setenv("PYDEVD_DISABLE_FILE_VALIDATION", "1")
    monkeypatch.delenv("MPLBACKEND", raising=False)  # the kernel has its own, which puts pictures into the notebook
    (tmp_path / "work").mkdir()
    committed = nbformat.read(path, as_version=4)
    fresh = nbformat.read(path, as_version=4)
    for cell in fresh.cells:
        cell.pop("outputs", None)
        if cell.cell_type == "code":
            cell.outputs = []
    place = {"metadata": {"path": str(tmp_path / "work")}}
    execute.ExecutePreprocessor(timeout=60, kernel_name="python3").preprocess(fresh, place)
    for old, new in zip(committed.cells, fresh.cells):
        assert outputs(new) == outputs(old), old.source


@pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda path: path.stem)
def test_a_notebook_is_small_complete_and_says_what_it_does_not_mean(path: pathlib.Path) -> None:
    assert path.stat().st_size < 200_000
    notebook = nbformat.read(path, as_version=4)
    nbformat.validate(notebook)
    text = "\n".join(cell.source for cell in notebook.cells if cell.cell_type == "markdown")
    for part in ("**The claim.**", "## What it means", "## What it does not mean"):
        assert part in text
    code = [cell for cell in notebook.cells if cell.cell_type == "code"]
    assert all(cell.execution_count == i for i, cell in enumerate(code, start=1)), "run once, from top to bottom"
    assert any(kind == "picture" for cell in code for kind, _ in outputs(cell))
    assert not any(each.output_type == "error" or each.get("name") == "stderr" for cell in code for each in cell.outputs)
