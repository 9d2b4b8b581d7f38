"""Builds the extension with CMake, as every other part of scvm; everything else stands in pyproject.toml."""

from __future__ import annotations

import os
import pathlib
import re
import shutil
import subprocess
import sys

from setuptools import Extension, setup
from setuptools.command.build_ext import build_ext
from wheel.bdist_wheel import bdist_wheel

ROOT = pathlib.Path(__file__).parent.resolve()
GIVEN = os.environ.get("SCVM_BUILD_DIR")  # a configured build tree, to take the compiled module from
BASE = pathlib.Path(GIVEN or ROOT / "build") / "wheel"  # everything that setuptools writes: the sources stay clean


def version() -> str:
    """The version, from the only place that states it."""
    text = (ROOT / "core" / "include" / "scvm" / "version.hpp").read_text(encoding="utf-8")
    found = re.search(r'version = "(.+)"', text)
    assert found, "version.hpp states no version"
    return found.group(1)


class CMakeBuild(build_ext):
    """Compiles scvm._core."""

    def build_extension(self, ext: Extension) -> None:
        tree = pathlib.Path(GIVEN) if GIVEN else ROOT / "build" / "python"
        if not GIVEN:
            self.configure(tree)
        subprocess.run(["cmake", "--build", str(tree), "--target", "_core"], check=True)
        target = pathlib.Path(self.get_ext_fullpath(ext.name))
        target.parent.mkdir(parents=True, exist_ok=True)
        built = tree / "python" / "scvm"
        shutil.copy2(built / target.name, target)
        for beside in built.glob("libnlopt.so*"):  # the module looks for it beside itself
            shutil.copy2(beside, target.parent)

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


def asked_of_glibc(library: pathlib.Path) -> int | None:
    """The newest glibc 2.N that a library asks for; None where it needs a libstdc++, whose age says nothing of glibc's."""
    read = subprocess.run(["readelf", "--wide", "-dV", str(library)], capture_output=True, text=True, check=True).stdout
    if "libstdc++" in read:
        return None
    return max(int(minor) for minor in re.findall(r"\bGLIBC_2\.(\d+)", read))


class Wheel(bdist_wheel):
    """Names the wheel by the oldest system that it runs on, as what it carries says itself."""

    def get_tag(self) -> tuple[str, str, str]:
        python, abi, platform = super().get_tag()
        if platform.startswith("linux_") and shutil.which("readelf"):
            carried = pathlib.Path(self.get_finalized_command("build_ext").get_ext_fullpath("scvm._core")).parent
            asked = [asked_of_glibc(library) for library in carried.glob("*.so*")]
            if asked and None not in asked:
                platform = platform.replace("linux_", f"manylinux_2_{max(17, *asked)}_", 1)
        return python, abi, platform


BASE.mkdir(parents=True, exist_ok=True)
setup(
    version=version(),
    ext_modules=[Extension("scvm._core", [])],
    cmdclass={"build_ext": CMakeBuild, "bdist_wheel": Wheel},
    options={"build": {"build_base": str(BASE)}, "egg_info": {"egg_base": str(BASE)}},
)
