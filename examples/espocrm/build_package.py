#!/usr/bin/env python3
"""Makes the extension that EspoCRM's extension manager installs: build_package.py scvm-espocrm.zip"""

import json
import pathlib
import re
import sys

HERE = pathlib.Path(__file__).resolve().parent
ROOT = HERE.parents[1]
sys.path.insert(0, str(ROOT / "php"))
from php_packages import library_files, version_of_project, write_package  # noqa: E402

_PRESET = ROOT / "python/scvm/command/presets/espocrm.json"
_MODULE = "files/custom/Espo/Modules/Scvm"


def mapping():
    """What the hook reads without a mapping of the administrator's: the preset's queries, with the extension's tables there."""
    document = json.loads(re.sub(r'("(?:[^"\\]|\\.)*")|//[^\n]*', lambda found: found[1] or "", _PRESET.read_text(encoding="utf-8")))
    pieces = {name: " ".join(line.strip() for line in lines) for name, lines in document["pieces"].items()}
    result = {}
    for kind, source in document["mapping"]["sources"].items():
        if kind == "companies":  # nobody saves one: what it buys comes to its contacts with the batch
            continue
        query = " ".join(line.strip() for line in (source[0] if isinstance(source, list) else source)["query"])
        result[kind] = {"format": "sql", "query": re.sub(r"\{(\w+)\}", lambda found: pieces[found[1]], query)}
    return {"schema": document["mapping"]["schema"], "language": document["mapping"]["language"], "sources": result}


def build(output, version=None):
    """`version`: another than the project's, for tests of upgrades."""
    package = HERE / "package"
    files = {str(path.relative_to(package)): path.read_bytes() for path in package.rglob("*") if path.is_file()}
    files.update({f"{_MODULE}/lib/{name}": content for name, content in library_files().items()})
    files[f"{_MODULE}/Resources/scvm/mapping.json"] = (json.dumps(mapping(), indent=4) + "\n").encode()
    files[f"{_MODULE}/LICENSE.txt"] = (ROOT / "LICENSE").read_bytes()
    write_package(output, files, version or version_of_project())


if __name__ == "__main__":
    if len(sys.argv) != 2:
        sys.exit("usage: build_package.py OUTPUT.zip")
    build(sys.argv[1])
    print(sys.argv[1])
