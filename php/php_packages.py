"""What the packages for CRM systems in PHP have in common: the library's files, the version, and a zip of the same bytes on any machine and day."""

import pathlib
import re
import zipfile

_HERE = pathlib.Path(__file__).resolve().parent


def library_files():
    """The library's files by their paths in it."""
    return {str(path.relative_to(_HERE)): path.read_bytes() for path in [*_HERE.glob("*.php"), *_HERE.glob("src/*.php")]}


def version_of_project():
    return re.search(r'version = "(.+)"', (_HERE.parent / "core" / "include" / "scvm" / "version.hpp").read_text())[1]


def write_package(output, files, version):
    """Files by their paths, with the version in them; stored, as compressors differ."""
    with zipfile.ZipFile(output, "w", zipfile.ZIP_STORED) as package:
        for name in sorted(files):
            entry = zipfile.ZipInfo(name, date_time=(2026, 1, 1, 0, 0, 0))
            entry.create_system = 3  # Unix, wherever it is built
            entry.external_attr = 0o644 << 16
            package.writestr(entry, files[name].replace(b"@SCVM_VERSION@", version.encode()))
