"""Each package, installed into an empty folder as its users do, runs a first program there; and what each carries.

SCVM_DIST names the folder that build.py filled.
"""

import hashlib
import os
import pathlib
import re
import shutil
import subprocess
import sys
import tarfile
import zipfile

import pytest

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[1] / "php"))
from php_packages import version_of_project  # noqa: E402

DIST = pathlib.Path(os.environ["SCVM_DIST"])
ROOT = pathlib.Path(__file__).resolve().parents[1]
NAMES = [line.split()[1] for line in (DIST / "SHA256SUMS").read_text(encoding="utf-8").splitlines()]
PIP = [sys.executable, "-m", "pip", "--disable-pip-version-check", "--no-input", "install", "--quiet", "--no-deps", "--no-index"]


def the(pattern):
    (found,) = [name for name in NAMES if re.fullmatch(pattern, name)]
    return DIST / found


def run(*command, cwd, **environment):
    """What it prints. Nothing of this build is on any path."""
    clean = {key: value for key, value in os.environ.items() if key not in ("PYTHONPATH", "LD_LIBRARY_PATH")}
    done = subprocess.run(list(map(str, command)), cwd=cwd, capture_output=True, text=True, env={**clean, "PIP_ROOT_USER_ACTION": "ignore", **environment})
    assert done.returncode == 0, f"{command}\n{done.stdout}{done.stderr}"
    return done.stdout


def readme(language):
    """The README's program in a language, and what it prints."""
    text = (ROOT / "README.md").read_text(encoding="utf-8")
    return re.search(rf"^```{language}\n(.*?)^```\n```text\n(.*?)^```", text, re.MULTILINE | re.DOTALL).groups()


@pytest.fixture(scope="module")
def prefix(tmp_path_factory):
    """The archive for C and C++, unpacked."""
    folder = tmp_path_factory.mktemp("archive")
    with tarfile.open(the(r"scvm-.*-linux-.*\.tar\.gz")) as archive:
        archive.extractall(folder)
    return next(folder.iterdir())


def libraries():
    """Every shared library of ours in every package, as (package, name, bytes)."""
    for name in NAMES:
        if name.endswith((".whl", ".jar", ".nupkg")) or name.startswith("scvm-php-"):
            with zipfile.ZipFile(DIST / name) as package:
                for entry in package.namelist():
                    if re.search(r"\.so[.\d]*$", entry):
                        yield name, entry, package.read(entry)
        elif "-linux-" in name:
            with tarfile.open(DIST / name) as package:
                for entry in package:
                    if entry.isreg() and re.search(r"\.so[.\d]*$", entry.name):
                        yield name, entry.name, package.extractfile(entry).read()


LIBRARIES = [pytest.param(*library, id=f"{library[0]}:{pathlib.Path(library[1]).name}") for library in libraries()]


def test_the_sums_are_those_of_the_files():
    for line in (DIST / "SHA256SUMS").read_text(encoding="utf-8").splitlines():
        digest, name = line.split()
        assert hashlib.sha256((DIST / name).read_bytes()).hexdigest() == digest, name


@pytest.mark.parametrize("package, name, content", LIBRARIES)
def test_a_library_loads_with_glibc_2_31_and_needs_nothing_that_is_not_beside_it(package, name, content, tmp_path):
    (tmp_path / "library.so").write_bytes(content)
    read = run("readelf", "--wide", "-dV", tmp_path / "library.so", cwd=tmp_path)
    assert max(int(minor) for minor in re.findall(r"\bGLIBC_2\.(\d+)", read)) <= 31
    needed = set(re.findall(r"\(NEEDED\).*\[(.*)\]", read))
    beside = {pathlib.Path(other).name for in_package, other, _ in libraries() if in_package == package}
    system = {"libc.so.6", "libm.so.6", "libpthread.so.0", "libgcc_s.so.1", "ld-linux-x86-64.so.2", "ld-linux-aarch64.so.1"}
    assert needed <= system | beside, needed - system
    if "nlopt" not in name:  # that one is Debian's
        assert re.search(r"\((RUNPATH|RPATH)\).*\[\$ORIGIN\]", read)
        assert "BIND_NOW" in read and "NOW" in read
        shown = run("nm", "-D", "--defined-only", tmp_path / "library.so", cwd=tmp_path).split()[2::3]
        assert shown and [symbol for symbol in shown if not re.match(r"scvm_|PyInit__core$|Java_|JNI_OnLoad$|CSharp_|get_module$", symbol)] == []


def test_the_wheel_runs_the_program_of_the_readme_and_the_command(tmp_path):
    wheel = the(r"scvm-.*\.whl")
    assert re.search(r"-manylinux_2_(\d+)_", wheel.name), wheel.name
    run(*PIP, "--target", tmp_path / "installed", wheel, cwd=tmp_path)
    program, printed = readme("python")
    (tmp_path / "program.py").write_text(program + "\nprint(open('/proc/self/maps').read())")
    output = run(sys.executable, tmp_path / "program.py", cwd="/", PYTHONPATH=str(tmp_path / "installed"))
    assert output.startswith(printed)
    assert re.findall(r"(/\S*libnlopt\S*)", output)[0] == str(tmp_path / "installed" / "scvm" / "libnlopt.so.0")
    for name in ("py.typed", "_core/__init__.pyi", "demo/model.json", "command/mapping.schema.json", "report/page.html.j2", "report/report.css", "report/de.json"):
        assert (tmp_path / "installed" / "scvm" / name).is_file(), name
    (about,) = (tmp_path / "installed").glob("scvm-*.dist-info")
    metadata = (about / "METADATA").read_text(encoding="utf-8")
    assert "# scvm" in metadata and "Classifier: " in metadata
    assert {"LICENSE", "NOTICE.md"} <= {file.name for file in about.iterdir()}
    script = run(tmp_path / "installed" / "bin" / "scvm", "--version", cwd=tmp_path, PYTHONPATH=str(tmp_path / "installed"))
    assert version_of_project() in script


def test_the_source_distribution_builds_and_runs(tmp_path):
    run(*PIP, "--no-build-isolation", "--target", tmp_path / "installed", the(r"scvm-[\d.]*\.tar\.gz"), cwd=tmp_path)
    program, printed = readme("python")
    assert run(sys.executable, "-c", program, cwd="/", PYTHONPATH=str(tmp_path / "installed")) == printed


def test_the_jar_runs_alone_and_says_what_it_is(tmp_path):
    jar = the(r"scvm-[\d.]*\.jar")
    shutil.copy(jar, tmp_path)
    program = ROOT / "java/src/test/jar/ScoreFromJar.java"
    run("java", "-Xcheck:jni", "-cp", tmp_path / jar.name, program, cwd="/", TMPDIR=str(tmp_path))
    with zipfile.ZipFile(jar) as content:
        pom = content.read("META-INF/maven/io.scvm/scvm/pom.xml").decode()
        assert {"META-INF/LICENSE", "META-INF/NOTICE.md"} <= set(content.namelist())
    assert pom == (DIST / f"{jar.stem}.pom").read_text(encoding="utf-8")
    assert "${" not in pom and f"<version>{jar.stem.removeprefix('scvm-')}</version>" in pom
    with zipfile.ZipFile(the(r"scvm-.*-sources\.jar")) as sources, zipfile.ZipFile(the(r"scvm-.*-javadoc\.jar")) as pages:
        assert "io/scvm/Scorer.java" in sources.namelist()
        assert "index.html" in pages.namelist() and any(name.endswith("io/scvm/Scorer.html") for name in pages.namelist())


@pytest.mark.skipif(not any(name.endswith(".nupkg") for name in NAMES), reason="there is no .NET SDK: ./dev says so and counts it")
def test_the_package_for_net_runs_its_readme(tmp_path):
    package = the(r"Scvm\.\d.*\.nupkg")
    version = re.fullmatch(r"Scvm\.(.*)\.nupkg", package.name)[1]
    text = (ROOT / "csharp/README.md").read_text(encoding="utf-8")
    program, printed = re.search(r"```csharp\n(.*?)```\n\n```\n(.*?)```", text, re.DOTALL).groups()
    (tmp_path / "Program.cs").write_text(program)
    (tmp_path / "program.csproj").write_text(f"""<Project Sdk="Microsoft.NET.Sdk"><PropertyGroup>
      <OutputType>Exe</OutputType><TargetFramework>net$(BundledNETCoreAppTargetFrameworkVersion)</TargetFramework>
      <ImplicitUsings>enable</ImplicitUsings><Nullable>enable</Nullable><RestoreSources>{DIST}</RestoreSources>
      <RestorePackagesPath>{tmp_path}/packages</RestorePackagesPath></PropertyGroup>
      <ItemGroup><PackageReference Include="Scvm" Version="{version}" /></ItemGroup></Project>""")
    quiet = {"DOTNET_CLI_TELEMETRY_OPTOUT": "1", "DOTNET_NOLOGO": "1", "MSBUILDDISABLENODEREUSE": "1", "DOTNET_SKIP_FIRST_TIME_EXPERIENCE": "1"}
    assert run("dotnet", "run", "--project", tmp_path / "program.csproj", cwd=tmp_path, **quiet) == printed
    with zipfile.ZipFile(package) as content:
        assert {"README.md", "NOTICE.md", "icon.png"} <= set(content.namelist())
    with zipfile.ZipFile(the(r"Scvm\.\d.*\.snupkg")) as symbols:
        assert any(name.endswith("Scvm.pdb") for name in symbols.namelist())


def test_the_archive_serves_cmake(prefix, tmp_path):
    shutil.copytree(ROOT / "tests/installed", tmp_path / "project")
    run("cmake", "-S", tmp_path / "project", "-B", tmp_path / "build", "-G", "Ninja", f"-DCMAKE_PREFIX_PATH={prefix}", cwd=tmp_path)
    run("cmake", "--build", tmp_path / "build", "--target", "calls_c", "room", cwd=tmp_path)
    run(tmp_path / "build" / "calls_c", cwd=tmp_path)
    run(tmp_path / "build" / "room", cwd=tmp_path)


@pytest.mark.parametrize("language, package, compiler", [("c", "scvm", "gcc"), ("cpp", "scvm-core", "g++")])
def test_the_archive_serves_pkg_config(prefix, language, package, compiler, tmp_path):
    program, printed = readme(language)
    (tmp_path / f"program.{language}").write_text(program)
    flags = run("pkg-config", "--cflags", "--libs", package, cwd=tmp_path, PKG_CONFIG_PATH=str(prefix / "lib/pkgconfig")).split()
    run(compiler, f"program.{language}", "-o", "program", *flags, cwd=tmp_path)
    assert run(tmp_path / "program", cwd=prefix, LD_LIBRARY_PATH=str(prefix / "lib")) == printed  # its examples/quickstart is in the archive
    run(compiler, f"program.{language}", "-o", "found", *flags, f"-Wl,-rpath,{prefix}/lib", cwd=tmp_path)
    assert run(tmp_path / "found", cwd=prefix) == printed


def test_a_copy_of_the_headers_is_enough_for_the_rooms(prefix, tmp_path):
    shutil.copytree(ROOT / "core/include", tmp_path / "include")  # of the checkout, as nobody built it
    shutil.copy(ROOT / "tests/installed/room.cpp", tmp_path)
    run("g++", "-std=c++20", "-ffp-contract=off", "-Iinclude", "room.cpp", "-o", "room", cwd=tmp_path)
    run(tmp_path / "room", cwd=tmp_path)


def test_the_sources_serve_fetch_content(tmp_path):
    with tarfile.open(the(r"scvm-[\d.]*\.tar\.gz")) as archive:
        archive.extractall(tmp_path)
    (sources,) = tmp_path.glob("scvm-*")
    shutil.copy(ROOT / "tests/installed/room.cpp", tmp_path)
    (tmp_path / "CMakeLists.txt").write_text(f"""cmake_minimum_required(VERSION 3.25)
project(user CXX C)
include(FetchContent)
FetchContent_Declare(scvm SOURCE_DIR {sources})
FetchContent_MakeAvailable(scvm)
add_executable(room room.cpp)
target_link_libraries(room PRIVATE scvm::rooms)
foreach(target scvm::scvm scvm::fit)
  if(NOT TARGET ${{target}})
    message(FATAL_ERROR ${{target}})
  endif()
endforeach()
""")
    run("cmake", "-S", tmp_path, "-B", tmp_path / "build", "-G", "Ninja", cwd=tmp_path)
    run("cmake", "--build", tmp_path / "build", "--target", "room", cwd=tmp_path)
    run(tmp_path / "build" / "room", cwd=tmp_path)


def test_foreign_function_interfaces_read_the_plain_header(prefix, tmp_path):
    (tmp_path / "program.php").write_text("""<?php
$scvm = FFI::cdef(file_get_contents("$argv[1]/include/scvm_ffi.h"), "$argv[1]/lib/libscvm.so");
$arguments = '{"k": 5, "n": 10}';
[$text, $error] = [$scvm->new('scvm_text'), $scvm->new('scvm_error')];
if ($scvm->scvm_call('wilson_interval', $arguments, strlen($arguments), FFI::addr($text), FFI::addr($error)) !== 0) {
    exit(FFI::string($error->message));
}
echo $text->data;
$scvm->scvm_text_close(FFI::addr($text));
""")
    from_php = run("php", "program.php", prefix, cwd=tmp_path)
    (tmp_path / "program.py").write_text("""import ctypes, sys

class Text(ctypes.Structure):
    _fields_ = [("data", ctypes.c_char_p), ("size", ctypes.c_size_t), ("owner", ctypes.c_void_p)]

scvm = ctypes.CDLL(sys.argv[1] + "/lib/libscvm.so")
text, arguments = Text(), b'{"k": 5, "n": 10}'
assert scvm.scvm_call(b"wilson_interval", arguments, ctypes.c_size_t(len(arguments)), ctypes.byref(text), None) == 0
print(text.data.decode(), end="")
scvm.scvm_text_close(ctypes.byref(text))
""")
    from_python = run(sys.executable, "program.py", prefix, cwd=tmp_path)
    assert from_php == from_python and '"value":0.5' in from_php


@pytest.mark.skipif(not any(name.startswith("scvm-php-") for name in NAMES), reason="the build has no PHP")
def test_the_package_for_php_runs_the_program_of_the_readme_and_its_library(tmp_path):
    with zipfile.ZipFile(the(r"scvm-php-.*\.zip")) as package:
        package.extractall(tmp_path)
    program, printed = readme("php")
    (tmp_path / "program.php").write_text(program)
    extension = tmp_path / "extension" / "scvm.so"
    assert run("php", "-n", "-d", f"extension={extension}", tmp_path / "program.php", cwd=ROOT) == printed
    (tmp_path / "best.php").write_text("""<?php
require __DIR__ . '/scvm.php';
$engine = Scvm\\Engines::best('{"schema": "scvm-model/1", "id": "m", "value": {"margin": 0.5}}');
echo get_class($engine), ' ', $engine->score(['id' => 'ada', 'as_of' => '2026-11-21'])['id'];
""")
    assert run("php", "-n", "-d", f"extension={extension}", tmp_path / "best.php", cwd="/") == "Scvm\\ExtensionEngine ada"
    assert {"LICENSE", "NOTICE.md", "README.md", "composer.json"} <= {file.name for file in tmp_path.iterdir()}


def test_every_package_carries_its_licence():
    for system, licence in (("suitecrm", "LICENSE.php"), ("espocrm", "Scvm/LICENSE.txt"), ("odoo", "scvm_crm/LICENSE")):
        with zipfile.ZipFile(the(rf"scvm-{system}-.*\.zip")) as package:
            assert any(name.endswith(licence) for name in package.namelist()), system


def test_the_packages_for_crm_systems_carry_the_version():  # Odoo's addons have versions of Odoo's own
    version = version_of_project()
    for system, manifest in (("suitecrm", "manifest.php"), ("espocrm", "manifest.json")):
        with zipfile.ZipFile(the(rf"scvm-{system}-.*\.zip")) as package:
            assert version in package.read(manifest).decode(), system
