#!/usr/bin/env python3
"""Runs score.php and compares what it prints: test.py LIBSCVM.SO"""

import os
import pathlib
import re
import subprocess
import sys

HERE = pathlib.Path(__file__).resolve().parent
MODEL, PLACE = HERE / "model.json", HERE / "place.json"


def printed(library, *arguments, options=()):
    command = ["php", *options, str(HERE / "score.php"), *map(str, arguments)]
    return subprocess.run(command, env={**os.environ, "SCVM_LIBRARY": library}, capture_output=True, text=True).stdout


def main(library):
    readme = (HERE / "README.md").read_text(encoding="utf-8")
    with_place, without = re.findall(r"```text\n(.*?)```", readme, re.DOTALL)
    code = [line for line in (HERE / "score.php").read_text().splitlines() if line and not line.startswith(("<?php", "//"))]
    checks = {
        "it prints what the README promises": printed(library, MODEL, PLACE) == with_place,
        "and without a place": printed(library, MODEL) == without,
        "that is the lifetime value": with_place.startswith("The lifetime value of the next 52 weeks is 21.22 EUR: "),
        "and the network value, which needs the place": "\nThe network value is 34.73 EUR" in with_place and "no network value" in without,
        "a model without a network needs no place": printed(library, HERE.parent / "quickstart" / "model.json").count("\n") == 2,
        "an invalid model is named": printed(library, HERE / "README.md").startswith("model"),
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
