"""C: the codes of errors, and the words of documents with the numbers that stand for them in Arrow columns."""

from shapes import RENDERED, Json, Shapes, error_codes

PATH = "core/include/scvm_words.h"


def c_header(shapes: Shapes) -> dict[str, str]:
    lines = [
        f"/* {RENDERED} */", "/* clang-format off */", "#ifndef SCVM_WORDS_H", "#define SCVM_WORDS_H", "",
        "/* What went wrong. The numbers are those of scvm::errc and never change. */", "enum scvm_code {", "    SCVM_OK = 0,",
        *(f"    SCVM_{name.upper()} = {number}, /* {said} */" for name, number, said in error_codes()), "};", "",
        "/* Each enum: the codes of a column of Arrow, and what documents say instead: scvm_…_words[code]. */",
    ]
    for enum in shapes.enums.values():
        lines += ["", f"enum scvm_{enum.name}_word {{"]
        lines += [constant(enum.name, i, word) for i, word in enumerate(enum.words)]
        listed = ", ".join(f'"{word["name"]}"' for word in enum.words)
        lines += ["};", f"static const char* const scvm_{enum.name}_words[] = {{{listed}}};"]
    return {PATH: "\n".join([*lines, "", "#endif", ""])}


def constant(enum: str, i: int, word: Json) -> str:
    said = f" /* {word['sentence']} */" if word["sentence"] else ""
    return f"    SCVM_{enum.upper()}_{word['name'].upper()} = {i},{said}"
