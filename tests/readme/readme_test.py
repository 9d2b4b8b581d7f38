"""Runs every code block of the README, and of the page for languages that call C, as a newcomer would, and compares what it
prints with the block below it."""

import os
import pathlib
import re
import subprocess
import sys

import pytest

ROOT = pathlib.Path(__file__).resolve().parents[2]
BUILD = pathlib.Path(os.environ["SCVM_BUILD"])
BLOCK = re.compile(r"^```(\w+)\n(.*?)^```\n(?:```text\n(.*?)^```\n)?", re.MULTILINE | re.DOTALL)


def blocks(page):
    return [(m[1], m[2], m[3]) for m in BLOCK.finditer((ROOT / page).read_text(encoding="utf-8"))]


BLOCKS = blocks("README.md")


def run(command, **environment):
    done = subprocess.run(
        [str(word) for word in command], cwd=ROOT, capture_output=True, text=True, env={**os.environ, **environment}
    )
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


def python(source, folder):
    (folder / "quickstart.py").write_text(source)
    return run([sys.executable, folder / "quickstart.py"])


def cpp(source, folder):
    (folder / "quickstart.cpp").write_text(source)
    includes = [f"-I{ROOT}/core/include", f"-I{BUILD}/include"]
    library = BUILD / "core" / "libscvm_core.a"
    flags = ["-std=c++20", "-Wall", "-Wextra", *includes]
    run(["g++", *flags, folder / "quickstart.cpp", library, "-o", folder / "quickstart"])
    return run([folder / "quickstart"])


def c(source, folder):
    (folder / "quickstart.c").write_text(source)
    flags = ["-std=c99", "-Wall", "-Wextra", "-Wpedantic", "-Werror", f"-I{ROOT}/core/include", f"-L{BUILD}/core"]
    run(["gcc", *flags, folder / "quickstart.c", "-lscvm", "-o", folder / "quickstart"])
    return run([folder / "quickstart"], LD_LIBRARY_PATH=f"{BUILD}/core")


def java(source, folder):
    (jar,) = (BUILD / "java").glob("scvm-*.jar")
    (folder / "Quickstart.java").write_text(source)
    return run(["java", "-cp", jar, folder / "Quickstart.java"])


def csharp(source, folder):
    if os.environ["SCVM_CSHARP"] != "ON":
        pytest.skip("there is no .NET SDK: ./dev says so and counts it")
    (package,) = (BUILD / "csharp").glob("Scvm.[0-9]*.nupkg")
    version = package.name[len("Scvm.") : -len(".nupkg")]
    (folder / "Program.cs").write_text(source)
    (folder / "quickstart.csproj").write_text(
        f"""<Project Sdk="Microsoft.NET.Sdk">
  <PropertyGroup>
    <OutputType>Exe</OutputType><TargetFramework>net$(BundledNETCoreAppTargetFrameworkVersion)</TargetFramework>
    <ImplicitUsings>enable</ImplicitUsings><Nullable>enable</Nullable>
    <RestoreSources>{package.parent}</RestoreSources><RestorePackagesPath>{folder}/packages</RestorePackagesPath>
  </PropertyGroup>
  <ItemGroup><PackageReference Include="Scvm" Version="{version}" /></ItemGroup>
</Project>
"""
    )
    return run(
        ["dotnet", "run", "--project", folder / "quickstart.csproj"],
        DOTNET_CLI_TELEMETRY_OPTOUT="1",
        DOTNET_NOLOGO="1",
        MSBUILDDISABLENODEREUSE="1",
    )


def php(source, folder):
    (folder / "quickstart.php").write_text(source)
    return run(["php", "-n", "-d", f"extension={BUILD}/php/scvm.so", folder / "quickstart.php"])


# What is called by C's interface.
C_LIBRARY = {"LD_LIBRARY_PATH": f"{BUILD}/core", "SCVM_INCLUDE": f"{BUILD}/include"}


def by_ctypes(source, folder):
    (folder / "hook.py").write_text(source)
    return run([sys.executable, "-I", folder / "hook.py"], **C_LIBRARY)


def by_koffi(source, folder):
    modules = BUILD / "koffi" / "node_modules"
    if not modules.is_dir():
        pytest.skip("there is no koffi: ./dev test fetches it by npm, and says where it could not")
    (folder / "hook.js").write_text(source)
    return run(["node", folder / "hook.js"], NODE_PATH=str(modules), **C_LIBRARY)


def by_ffi(source, folder):
    (folder / "hook.php").write_text(source)
    return run(["php", "-n", "-d", "extension=ffi", folder / "hook.php"], **C_LIBRARY)


CALLERS = {"python": by_ctypes, "javascript": by_koffi, "php": by_ffi}

RUNNERS = {"python": python, "cpp": cpp, "c": c, "java": java, "csharp": csharp, "php": php}


def test_every_language_stands_in_the_readme():
    assert set(RUNNERS) <= {language for language, _, _ in BLOCKS}
    assert all(language in (*RUNNERS, "sh") for language, _, _ in BLOCKS), "a block that nothing would run"


@pytest.mark.parametrize("language, source, expected", [b for b in BLOCKS if b[0] in RUNNERS], ids=lambda v: v if v in RUNNERS else "")
def test_a_block_of_the_readme_prints_what_stands_below_it(language, source, expected, tmp_path):
    assert expected is not None, "a block without the text that it prints"
    assert RUNNERS[language](source, tmp_path) == expected


def test_every_verb_that_the_readme_names_is_one_of_dev():
    verbs = subprocess.run([ROOT / "dev", "help"], capture_output=True, text=True, check=True).stdout
    for language, source, _ in BLOCKS:
        if language == "sh":
            for verb in re.findall(r"\./dev (\w+)", source):
                assert f"\n  {verb} " in verbs


def test_every_file_that_the_readme_links_exists():
    text = (ROOT / "README.md").read_text(encoding="utf-8")
    for target in re.findall(r"\]\(([^)#:]+)\)", text):
        assert (ROOT / target).exists(), target


@pytest.mark.parametrize("language, source, expected", blocks("docs/integration-c.md"), ids=lambda v: v if v in CALLERS else "")
def test_a_language_that_calls_c_scores_a_customer(language, source, expected, tmp_path):
    assert CALLERS[language](source, tmp_path) == expected


def test_every_caller_of_c_stands_on_its_page():
    assert {language for language, _, _ in blocks("docs/integration-c.md")} == set(CALLERS)
