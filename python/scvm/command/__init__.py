"""The command ``scvm``, or ``python -m scvm``: scores the customers of a CRM from files and databases."""

from __future__ import annotations

import sys


def main() -> None:
    """Runs the command; its libraries are an extra of the package, which a scoring service does not need."""
    try:
        from scvm.command.verbs import main as run
    except ModuleNotFoundError as e:
        if (e.name or "").startswith("scvm"):
            raise
        print(f"Error: the command needs {e.name}: pip install 'scvm[command]'", file=sys.stderr)
        sys.exit(2)
    run(prog_name="scvm")
