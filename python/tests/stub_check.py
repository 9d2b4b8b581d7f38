"""Checks the types: every stub against the module that it describes, the package, and a user's file.

usage: stub_check.py PACKAGES CACHE   (PACKAGES is the folder that holds the built package, CACHE one to write to)
"""

import os
import pathlib
import subprocess
import sys

SOURCE = pathlib.Path(__file__).resolve().parent.parent.parent
CONFIG = SOURCE / "pyproject.toml"

# pybind11's classes have a metaclass of their own, and an __init__(*args, **kwargs) where C++ shows no constructor.
ALLOWED = r"scvm\._core\.(\w+\.)?[A-Z]\w+(\.__init__)?"


def main(packages: pathlib.Path, cache: pathlib.Path) -> None:
    cache.mkdir(parents=True, exist_ok=True)
    allowed = cache / "allowed.txt"
    allowed.write_text(ALLOWED + "\n", encoding="utf-8")
    environment = {**os.environ, "MYPYPATH": str(packages), "PYTHONPATH": str(packages)}

    def run(*arguments: str) -> None:
        subprocess.run([sys.executable, *arguments], check=True, env=environment, cwd=cache)

    stubs = sorted(packages.glob("scvm/**/*.pyi"))
    modules = [".".join(stub.relative_to(packages).with_suffix("").parts) for stub in stubs]
    modules = [module.removesuffix(".__init__") for module in modules]
    modules = [module for module in modules if module.rpartition(".")[0] not in modules]  # a package checks its parts
    assert "scvm._core" in modules, modules
    lists = ["--allowlist", str(allowed), "--ignore-unused-allowlist"]
    run("-m", "mypy.stubtest", *modules, "--concise", "--mypy-config-file", str(CONFIG), *lists)
    strict = ["-m", "mypy", "--strict", "--config-file", str(CONFIG), "--cache-dir", str(cache)]
    run(*strict, "-p", "scvm")
    user = str(SOURCE / "python" / "tests" / "typed_user.py")
    run(*strict, user)
    run(user)


if __name__ == "__main__":
    main(pathlib.Path(sys.argv[1]).resolve(), pathlib.Path(sys.argv[2]).resolve())
