"""Builds the extension with CMake, as every other part of scvm; everything else stands in pyproject.toml."""

import os
import pathlib
import re
import shutil
import subprocess
import sys

from setuptools import Extension, setup
from setuptools.command.build_ext import build_ext

ROOT = pathlib.Path(__file__).parent.resolve()
GIVEN = os.environ.get("SCVM_BUILD_DIR")  # a configured build tree, to take the compiled module from
BASE = pathlib.Path(GIVEN or ROOT / "build") / "wheel"  # everything that setuptools writes: the sources stay clean


def version() -> str:
    """The version, from the only place that states it."""
    text = (ROOT / "CMakeLists.txt").read_text(encoding="utf-8")
    found = re.search(r"project\(scvm VERSION (\S+)", text)
    assert found, "CMakeLists.txt: project(scvm VERSION …) is missing"
    return found.group(1)


class CMakeBuild(build_ext):
    """Compiles scvm._core."""

    def build_extension(self, ext: Extension) -> None:
        tree = pathlib.Path(GIVEN) if GIVEN else pathlib.Path(self.build_temp).resolve()
        if not GIVEN:
            self.configure(tree)
        subprocess.run(["cmake", "--build", str(tree), "--target", "_core"], check=True)
        target = pathlib.Path(self.get_ext_fullpath(ext.name))
        target.parent.mkdir(parents=True, exist_ok=True)
        shutil.copy2(tree / "python" / "scvm" / target.name, target)

    def configure(self, tree: pathlib.Path) -> None:
        options = {
            # The flags of the preset that the tests run under. At -O3, g++ 12 sees overlaps in std::string where there are none.
            "CMAKE_BUILD_TYPE": "RelWithDebInfo",
            "CMAKE_CXX_FLAGS_RELWITHDEBINFO": "-O2",
            "Python_EXECUTABLE": sys.executable,
            "SCVM_BUILD_PYTHON": "ON",
            "SCVM_BUILD_TESTS": "OFF",
            "SCVM_BUILD_C": "OFF",
        }
        defined = [f"-D{name}={value}" for name, value in options.items()]
        generator = ["-G", "Ninja"] if shutil.which("ninja") else []
        subprocess.run(["cmake", "-S", str(ROOT), "-B", str(tree), *generator, *defined], check=True)


BASE.mkdir(parents=True, exist_ok=True)
setup(
    version=version(),
    ext_modules=[Extension("scvm._core", [])],
    cmdclass={"build_ext": CMakeBuild},
    options={"build": {"build_base": str(BASE)}, "egg_info": {"egg_base": str(BASE)}},
)
