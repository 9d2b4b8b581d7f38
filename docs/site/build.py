#!/usr/bin/env python3
"""Builds the reference that people browse: build.py BUILD TO

BUILD is a built tree (`./dev build`); TO is the folder for the pages, emptied first, and its `index.html` the first of them. Python is
documented from its docstrings, C++ and C by Doxygen, Java by Javadoc, C# from its XML documentation; all else are the pages of docs/ as
they are. A warning of any of these tools ends the build.
"""

from __future__ import annotations

import os
import pathlib
import re
import shutil
import subprocess
import sys
import tempfile
import zipfile

from csharp_pages import write_pages

HERE = pathlib.Path(__file__).resolve().parent
ROOT = HERE.parents[1]
sys.path.insert(0, str(ROOT / "php"))
from php_packages import version_of_project  # noqa: E402

PAGES = ["*.md", "docs/**/*.md", "bench/*.md", "examples/*/README.md", "php/README.md", "csharp/README.md"]
LINK = re.compile(r"\]\(([^)\s#:]+)(?:#[^)\s]*)?\)")


def run(*command: object, text: str = "", **environment: str) -> None:
    done = subprocess.run([str(word) for word in command], cwd=ROOT, capture_output=True, text=True, input=text, env={**os.environ, **environment})
    if done.returncode:
        sys.exit(f"{' '.join(map(str, command))}\n{done.stdout}{done.stderr}")


def stage_pages(to: pathlib.Path) -> None:
    """Copies the pages, and the files that they link to, so that what else lies in the checkout is not looked at."""
    pages = [page for pattern in PAGES for page in ROOT.glob(pattern)]
    linked = {(page.parent / link).resolve() for page in pages for link in LINK.findall(page.read_text(encoding="utf-8"))}
    for file in {*pages, *(file for file in linked if file.is_file())}:
        copy = to / file.relative_to(ROOT)
        copy.parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(file, copy)
    shutil.copy(HERE / "index.md", to)
    (to / "docs" / "site" / "index.md").unlink()


def main(build: pathlib.Path, to: pathlib.Path) -> None:
    with tempfile.TemporaryDirectory() as folder:
        staged, extra = pathlib.Path(folder, "pages"), pathlib.Path(folder, "extra")
        stage_pages(staged)
        write_pages(next(build.glob("csharp/dotnet/bin/Scvm/release_net8.0/Scvm.xml")), staged / "docs" / "site")
        extra.mkdir()
        run("doxygen", "-", text=f"{(HERE / 'Doxyfile').read_text(encoding='utf-8')}\nPROJECT_NUMBER = {version_of_project()}\nOUTPUT_DIRECTORY = {extra}\n")
        run("cmake", "--build", build, "--target", "scvm_jars")
        with zipfile.ZipFile(next(build.glob("java/maven/scvm-*-javadoc.jar"))) as jar:
            jar.extractall(extra / "java")
        shutil.rmtree(to, ignore_errors=True)
        run(sys.executable, "-m", "sphinx", "-W", "--keep-going", "-q", "-c", HERE, "-D", f"html_extra_path={extra}", "-b", "html", "-d", extra.parent / "doctrees",
            staged, to, PYTHONPATH=str(build / "python"))  # fmt: skip


if __name__ == "__main__":
    main(pathlib.Path(sys.argv[1]).resolve(), pathlib.Path(sys.argv[2]).resolve())
