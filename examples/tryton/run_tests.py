#!/usr/bin/env python3
"""Runs the tests of the Tryton module against the installed tryton-server, on SQLite in memory, without installing it.

The Python package of scvm must be on the path.
"""

import os
import pathlib
import subprocess
import sys
import tempfile

HERE = pathlib.Path(__file__).resolve().parent


def main():
    with tempfile.TemporaryDirectory(prefix="scvm-tryton-") as name:
        place = pathlib.Path(name)
        # What pip would leave behind: the package's folder, and the entry point by which Tryton finds it.
        (place / "trytond" / "modules").mkdir(parents=True)
        (place / "trytond" / "modules" / "party_scvm").symlink_to(HERE / "party_scvm")
        metadata = place / "trytond_party_scvm.egg-info"
        metadata.mkdir()
        (metadata / "PKG-INFO").write_text("Metadata-Version: 1.0\nName: trytond-party-scvm\nVersion: 6.0.0\n")
        (metadata / "entry_points.txt").write_text("[trytond.modules]\nparty_scvm = trytond.modules.party_scvm\n")
        environment = {**os.environ, "DB_NAME": ":memory:", "PYTHONDONTWRITEBYTECODE": "1", "PYTHONWARNINGS": "ignore"}
        environment["PYTHONPATH"] = os.pathsep.join([name, *filter(None, [os.environ.get("PYTHONPATH")])])
        # The module's package exists only once Tryton has loaded it: hence its tests are started by file.
        test = HERE / "party_scvm" / "tests" / "test_party_scvm.py"
        return subprocess.run([sys.executable, str(test), *sys.argv[1:]], env=environment, cwd=name).returncode


if __name__ == "__main__":
    sys.exit(main())
