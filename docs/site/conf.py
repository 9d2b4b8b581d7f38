"""Sphinx's settings for the reference that `./dev docs` builds."""

from __future__ import annotations

import scvm

project = "scvm"
author = "the scvm developers"
version = release = scvm.__version__

extensions = ["myst_parser", "sphinx.ext.autodoc", "sphinx.ext.napoleon"]
source_suffix = {".md": "markdown"}
myst_heading_anchors = 4
myst_enable_extensions = ["html_image"]

autodoc_member_order = "groupwise"
autodoc_default_options = {"members": True, "show-inheritance": True}

html_theme = "furo"
html_title = f"scvm {release}"
html_show_sourcelink = False
html_show_copyright = False
