#!/usr/bin/env python3
"""Makes the package that SuiteCRM's module loader installs: build_package.py scvm-suitecrm.zip

The same files make the same bytes, on any machine and day: hence stored, as compressors differ.
"""

import pathlib
import re
import sys
import zipfile

HERE = pathlib.Path(__file__).resolve().parent
ROOT = HERE.parents[1]
LIBRARY = ROOT / "php"


def build(output, version=None):
    """`version`: another than the project's, for tests of upgrades."""
    version = version or re.search(r"project\(scvm VERSION (\S+)", (ROOT / "CMakeLists.txt").read_text()).group(1)
    files = {str(path.relative_to(HERE / "package")): path.read_bytes() for path in (HERE / "package").rglob("*.php")}
    files.update({f"scvm/lib/{path.relative_to(LIBRARY)}": path.read_bytes() for path in [*LIBRARY.glob("*.php"), *LIBRARY.glob("src/*.php")]})
    # Module loaders that scan packages refuse every file that is no PHP, a LICENSE.txt, too.
    files["LICENSE.php"] = b"<?php\n/*\n" + (ROOT / "LICENSE").read_bytes() + b"*/\n"
    with zipfile.ZipFile(output, "w", zipfile.ZIP_STORED) as package:
        for name in sorted(files):
            entry = zipfile.ZipInfo(name, date_time=(2026, 1, 1, 0, 0, 0))
            entry.create_system = 3  # Unix, wherever it is built
            entry.external_attr = 0o644 << 16
            package.writestr(entry, files[name].replace(b"@SCVM_VERSION@", version.encode()))


if __name__ == "__main__":
    if len(sys.argv) != 2:
        sys.exit("usage: build_package.py OUTPUT.zip")
    build(sys.argv[1])
    print(sys.argv[1])
