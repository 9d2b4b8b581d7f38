#!/usr/bin/env python3
"""Runs score.php and compares what it prints: test.py LIBSCVM.SO"""

import os
import pathlib
import re
import subprocess
import sys

HERE = pathlib.Path(__file__).resolve().parent
MODEL = HERE.parent / "quickstart" / "model.json"


def printed(library, *arguments, options=()):
    command = ["php", *options, str(HERE / "score.php"), *map(str, arguments)]
    return subprocess.run(command, env={**os.environ, "SCVM_LIBRARY": library}, capture_output=True, text=True).stdout


def main(library):
    readme = (HERE / "README.md").read_text(encoding="utf-8")
    promised = re.search(r"```text\n(.*?)```", readme, re.DOTALL).group(1)
    code = [line for line in (HERE / "score.php").read_text().splitlines() if line and not line.startswith(("<?php", "//"))]
    checks = {
        "it prints what the README promises": printed(library, MODEL) == promised,
        "that is the lifetime value": promised.startswith("The lifetime value of the next 52 weeks is 21.22 EUR: "),
        "a model that is none is named": printed(library, HERE / "README.md").startswith("model"),
        "it is ten lines": len(code) <= 10,
        "its code stands in the README": "\n".join(code) in readme,
    }
    for sentence, good in checks.items():
        if not good:
            print(f"FAILED: {sentence}")
    print(f"php: {sum(checks.values())} passed, {len(checks) - sum(checks.values())} failed")
    return 0 if all(checks.values()) else 1


if __name__ == "__main__":
    sys.exit(main(str(pathlib.Path(sys.argv[1]).resolve())))
