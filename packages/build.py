#!/usr/bin/env python3
"""Makes every package that users install: build.py BUILD DIST

BUILD is a built tree with Python, Java and C# (`./dev build`); DIST is emptied first. What is in it afterwards:

    scvm-*.whl, scvm-*.tar.gz           Python: the wheel, and the sources that build it
    scvm-*.jar                          Java: classes with the native library; -sources, -javadoc; .pom
    Scvm.*.nupkg, Scvm.*.snupkg         C#, and its symbols; Scvm.DependencyInjection: AddScvm() for containers
    scvm-*-linux-*.tar.gz               C and C++: headers, libraries, files for CMake and pkg-config
    scvm-php-*.zip                      PHP: the library, and the extension for the PHP that it was built with
    scvm-suitecrm-*.zip, scvm-espocrm-*.zip, scvm-odoo-*.zip     for CRM systems
    SHA256SUMS
"""

from __future__ import annotations

import gzip
import hashlib
import os
import pathlib
import platform
import shutil
import subprocess
import sys
import tarfile
import tempfile
import zipfile

ROOT = pathlib.Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT / "php"))
from php_packages import library_files, version_of_project, write_package  # noqa: E402

VERSION = version_of_project()


def run(*command: object, **environment: str) -> None:
    done = subprocess.run([str(word) for word in command], cwd=ROOT, capture_output=True, text=True, env={**os.environ, **environment})
    if done.returncode:
        sys.exit(f"{' '.join(map(str, command))}\n{done.stdout}{done.stderr}")


def python_packages(build: pathlib.Path, dist: pathlib.Path) -> None:
    run(sys.executable, "setup.py", "-q", "sdist", "--dist-dir", dist)
    pip = ["--disable-pip-version-check", "--no-input", "--quiet", "--no-build-isolation", "--no-deps", "--no-index"]
    run(sys.executable, "-m", "pip", "wheel", *pip, "--wheel-dir", dist, ROOT, SCVM_BUILD_DIR=str(build), PIP_ROOT_USER_ACTION="ignore")


def java_packages(build: pathlib.Path, dist: pathlib.Path) -> None:
    run("cmake", "--build", build, "--target", "scvm_jars")
    for file in (build / "java" / "maven").glob(f"scvm-{VERSION}*.jar"):
        shutil.copy(file, dist)
    with zipfile.ZipFile(dist / f"scvm-{VERSION}.jar") as jar:
        (dist / f"scvm-{VERSION}.pom").write_bytes(jar.read("META-INF/maven/io.scvm/scvm/pom.xml"))


def csharp_packages(build: pathlib.Path, dist: pathlib.Path) -> None:
    for name in ("Scvm", "Scvm.DependencyInjection"):
        for file in (build / "csharp").glob(f"{name}.{VERSION}.*nupkg"):
            shutil.copy(file, dist)


def c_archive(build: pathlib.Path, dist: pathlib.Path) -> None:
    """What `cmake --install` lays out, NLopt beside the library; the same bytes on any day."""
    name = f"scvm-{VERSION}-linux-{platform.machine()}"
    with tempfile.TemporaryDirectory() as temporary:
        folder = pathlib.Path(temporary) / name
        run("cmake", "--install", build, "--prefix", folder, "--strip")
        for file in (build / "core").glob("libnlopt.so*"):
            shutil.copy(file, folder / "lib")
        for file in ("LICENSE", "NOTICE.md", "README.md", "CHANGELOG.md"):
            shutil.copy(ROOT / file, folder)
        shutil.copytree(ROOT / "examples" / "quickstart", folder / "examples" / "quickstart")  # what the README's programs read
        with open(dist / f"{name}.tar.gz", "wb") as raw, gzip.GzipFile("", "wb", fileobj=raw, mtime=0) as packed:
            with tarfile.open(fileobj=packed, mode="w") as archive:
                for path in sorted(folder.rglob("*")):
                    entry = archive.gettarinfo(path, str(path.relative_to(folder.parent)))
                    entry.uid = entry.gid = 0
                    entry.uname = entry.gname = "root"
                    entry.mtime = 1767225600  # 2026-01-01
                    if entry.isreg():
                        with open(path, "rb") as content:
                            archive.addfile(entry, content)
                    else:
                        archive.addfile(entry)


def php_package(build: pathlib.Path, dist: pathlib.Path) -> None:
    content = {**library_files(), **{name: (ROOT / "php" / name).read_bytes() for name in ("composer.json", "README.md", "stubs/scvm.php")}}
    content.update({name: (ROOT / name).read_bytes() for name in ("LICENSE", "NOTICE.md")})
    with tempfile.TemporaryDirectory() as temporary:
        run("strip", "-o", f"{temporary}/scvm.so", build / "php" / "scvm.so")
        content["extension/scvm.so"] = pathlib.Path(temporary, "scvm.so").read_bytes()
    content["extension/libnlopt.so.0"] = (build / "php" / "libnlopt.so.0").read_bytes()
    write_package(dist / f"scvm-php-{VERSION}.zip", content, VERSION)


def crm_packages(dist: pathlib.Path) -> None:
    for system in ("suitecrm", "espocrm"):
        run(sys.executable, ROOT / "examples" / system / "build_package.py", dist / f"scvm-{system}-{VERSION}.zip")
    addon = ROOT / "examples" / "odoo" / "scvm_crm"
    files = subprocess.run(["git", "ls-files", addon], cwd=ROOT, capture_output=True, text=True, check=True).stdout.split()
    content = {str((ROOT / file).relative_to(addon.parent)): (ROOT / file).read_bytes() for file in files}
    content[f"{addon.name}/LICENSE"] = (ROOT / "LICENSE").read_bytes()
    write_package(dist / f"scvm-odoo-{VERSION}.zip", content, VERSION)


def main(build: pathlib.Path, dist: pathlib.Path) -> None:
    shutil.rmtree(dist, ignore_errors=True)
    dist.mkdir(parents=True)
    python_packages(build, dist)
    java_packages(build, dist)
    if list((build / "csharp").glob("*.nupkg")):
        csharp_packages(build, dist)
    c_archive(build, dist)
    if (build / "php" / "scvm.so").exists():
        php_package(build, dist)
    crm_packages(dist)
    made = sorted(dist.iterdir())
    sums = [f"{hashlib.sha256(file.read_bytes()).hexdigest()}  {file.name}\n" for file in made]
    (dist / "SHA256SUMS").write_text("".join(sums), encoding="utf-8")
    for file in made:
        print(f"{file.stat().st_size / 1e6:7.2f} MB  {file.name}")


if __name__ == "__main__":
    if len(sys.argv) != 3:
        sys.exit(__doc__)
    main(pathlib.Path(sys.argv[1]).resolve(), pathlib.Path(sys.argv[2]).resolve())
