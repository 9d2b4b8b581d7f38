"""Builds the wheel, installs it where nothing else is, and scores with it.

usage: wheel_check.py SOURCE BUILD   (BUILD is a configured build tree, whose compiled module goes into the wheel)
"""

import json
import os
import pathlib
import shutil
import subprocess
import sys

CHECK = """
import json, pathlib, sys
import scvm
from importlib.metadata import version

folder = pathlib.Path(scvm.__file__).parent
assert str(folder).startswith(sys.argv[1]), folder
assert version("scvm") == scvm.__version__ == sys.argv[3], (version("scvm"), scvm.__version__)
for name in ("py.typed", "_core/__init__.pyi", "demo/model.json", "command/mapping.schema.json", "report/page.html.j2", "report/report.css", "report/de.json"):
    assert (folder / name).is_file(), name
vector = json.load(open(sys.argv[2], encoding="utf-8"))
table = scvm.Scorer(scvm.ScoringModel(vector["model"])).score(scvm.CustomerBase.from_json(vector["base"]), vector["as_of"])
assert table.to_json() == vector["scores"]
"""


def main(source: pathlib.Path, build: pathlib.Path) -> None:
    place = build / "wheel"
    shutil.rmtree(place, ignore_errors=True)
    pip = [sys.executable, "-m", "pip", "--disable-pip-version-check", "--no-input"]
    offline = ["--no-deps", "--no-index"]
    environment = {**os.environ, "SCVM_BUILD_DIR": str(build), "PIP_ROOT_USER_ACTION": "ignore"}
    environment.pop("PYTHONPATH", None)
    make = [*pip, "wheel", "--quiet", "--no-build-isolation", *offline, "--wheel-dir", str(place / "dist"), str(source)]
    subprocess.run(make, check=True, env=environment)
    (wheel,) = (place / "dist").glob("scvm-*.whl")
    target = place / "installed"
    subprocess.run([*pip, "install", "--quiet", *offline, "--target", str(target), str(wheel)], check=True, env=environment)

    environment["PYTHONPATH"] = str(target)
    version = wheel.name.split("-")[1]
    vector = source / "tests" / "vectors" / "pipeline.json"
    run = {"check": True, "env": environment, "cwd": place}
    subprocess.run([sys.executable, "-c", CHECK, str(target), str(vector), version], **run)
    help_text = subprocess.run([sys.executable, "-m", "scvm", "demo", "--help"], capture_output=True, text=True, **run).stdout
    assert "scvm demo --folder" in help_text, help_text
    script = subprocess.run([target / "bin" / "scvm", "--version"], capture_output=True, text=True, **run).stdout
    assert version in script, script
    print(json.dumps({"wheel": wheel.name, "bytes": wheel.stat().st_size}))


if __name__ == "__main__":
    main(pathlib.Path(sys.argv[1]).resolve(), pathlib.Path(sys.argv[2]).resolve())
