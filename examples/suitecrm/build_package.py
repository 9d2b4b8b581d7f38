#!/usr/bin/env python3
"""Makes the package that SuiteCRM's module loader installs: build_package.py scvm-suitecrm.zip"""

import pathlib
import sys

HERE = pathlib.Path(__file__).resolve().parent
ROOT = HERE.parents[1]
sys.path.insert(0, str(ROOT / "php"))
from php_packages import library_files, version_of_project, write_package  # noqa: E402


def build(output, version=None):
    """`version`: another than the project's, for tests of upgrades."""
    files = {str(path.relative_to(HERE / "package")): path.read_bytes() for path in (HERE / "package").rglob("*.php")}
    files.update({f"scvm/lib/{name}": content for name, content in library_files().items()})
    # Module loaders that scan packages refuse every file that is no PHP, a LICENSE.txt, too.
    files["LICENSE.php"] = b"<?php\n/*\n" + (ROOT / "LICENSE").read_bytes() + b"*/\n"
    write_package(output, files, version or version_of_project())


if __name__ == "__main__":
    if len(sys.argv) != 2:
        sys.exit("usage: build_package.py OUTPUT.zip")
    build(sys.argv[1])
    print(sys.argv[1])
