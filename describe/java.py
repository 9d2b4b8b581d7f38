"""Java: io.scvm's enums, results, the columns of a score table, and the calls that add columns to a base."""

import re
import textwrap
from typing import Iterable

from shapes import RENDERED, RESULTS, Enum, Json, Record, Shapes, camel, error_codes, may_be_absent, pascal, unit_text

FOLDER = "java/src/main/java/io/scvm/"
#: Shared by results, or given by a noun: they are classes of their own. What one result alone has lies within it.
OWN = {"rejected_row"}


def doc_text(text: str) -> str:
    text = text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;").replace("@", "&#64;")
    return re.sub(r"`([^`]*)`", r"{@code \1}", text)


def javadoc(lines: Iterable[str], indent: str = "") -> list[str]:
    """The lines, each of which may be wrapped, as a comment."""
    wrapped = []
    for line in lines:
        wrapped += textwrap.wrap(line, 116 - len(indent), subsequent_indent="    " if line.startswith("@") else "",
                                 break_long_words=False, break_on_hyphens=False) or [""]
    if len(wrapped) == 1 and len(wrapped[0]) < 110 - len(indent):
        return [f"{indent}/** {wrapped[0]} */"]
    return [f"{indent}/**", *(f"{indent} * {line}".rstrip() for line in wrapped), f"{indent} */"]


def sentence(of: Json) -> str:
    return doc_text(of["sentence"] + unit_text(of)).strip()


def each(read: str) -> str:
    """The function that reads an element by this call."""
    method, _, given = read.rstrip(")").partition("(")
    return f"Json::{method}" if not given else given if method == "part" else f"each -> each.{read}"


class Java:
    def __init__(self, shapes: Shapes) -> None:
        self.shapes = shapes

    def files(self) -> dict[str, str]:
        result = {FOLDER + "ErrorCode.java": self.error_code(), FOLDER + "ScoreColumns.java": self.columns(),
                  "core/swig/base_tables.i": self.base_tables()}
        for enum in self.shapes.enums.values():
            result[FOLDER + pascal(enum.name) + ".java"] = self.file(self.enum(enum))
        for table in self.shapes.tables:
            result[FOLDER + columns_class(table) + ".java"] = self.table_columns(table)
        for record in self.shapes.records.values():
            if self.owner(record) == record.name:
                result[FOLDER + pascal(record.name) + ".java"] = self.file(self.record(record, ""))
        return result

    @staticmethod
    def file(lines: list[str]) -> str:
        body = "\n".join(lines)
        known = {"List": "java.util.List", "Map": "java.util.Map", "LocalDate": "java.time.LocalDate", "Locale": "java.util.Locale",
                 "Objects": "java.util.Objects", "ResultSet": "java.sql.ResultSet", "SQLException": "java.sql.SQLException",
                 "Temporal": "java.time.temporal.Temporal"}
        imports = sorted(f"import {name};" for word, name in known.items() if re.search(rf"\b{word}\b[.<>( \[]", body))
        return "\n".join([f"// {RENDERED}", "package io.scvm;", "", *imports, *([""] if imports else []), body, ""])

    def owner(self, record: Record) -> str:
        """The class within which a record lies, or itself."""
        alone = len(record.within) == 1 and record.name not in OWN
        return record.within[0] if alone else record.name

    # --- enums

    @staticmethod
    def enum(enum: Enum) -> list[str]:
        name = pascal(enum.name)
        lines = javadoc([f"What {name} says; in documents and columns its {{@link #word}}."])
        lines += [f"public enum {name} {{"]
        for i, word in enumerate(enum.words):
            lines += javadoc([doc_text(word["sentence"] or f"`{word['name']}`.")], "  ")
            lines += [f"  {word['name'].upper()}" + ("," if i + 1 < len(enum.words) else ";")]
        return [*lines, "", *javadoc(["As it stands in documents, columns and labels.", "", "@return the word"], "  "),
                "  public String word() {", "    return name().toLowerCase(Locale.ROOT);", "  }", "}"]

    def error_code(self) -> str:
        lines = javadoc(["What went wrong. The numbers are the same in all languages, and never change."])
        lines += ["public enum ErrorCode {"]
        codes = error_codes()
        for name, number, said in codes:
            lines += javadoc([doc_text(said)], "  ")
            lines += [f"  {name.upper()}({number})" + ("," if number != codes[-1][1] else ";")]
        lines += ["", "  private final int number;", "", "  ErrorCode(int number) {", "    this.number = number;", "  }", ""]
        lines += javadoc(["The number that the C ABI, logs and documents carry.", "", "@return 1 or more"], "  ")
        lines += ["  public int number() {", "    return number;", "  }", "",
                  "  static ErrorCode of(long number) {", "    for (final ErrorCode each : values()) {",
                  "      if (each.number == number) {", "        return each;", "      }", "    }",
                  "    return INTERNAL;", "  }", "}"]
        return self.file(lines)

    # --- records

    def value(self, of: Json) -> tuple[str, str, str]:
        """The class of a value, the primitive type (or the class again), and the call that reads one."""
        kind = of["kind"]
        if kind == "optional":
            return self.value(of["of"])
        if kind == "whole":
            if of.get("name") == "errc":
                return "ErrorCode", "ErrorCode", "errorCode()"
            return ("Integer", "int", "integer()") if of["high"] < 2**31 else ("Long", "long", "whole()")
        if kind in ("word", "flags"):
            name = pascal(of["name"])
            one = f"word({name}.class)"
            return (name, name, one) if kind == "word" else (f"List<{name}>", f"List<{name}>", f"list({each(one)})")
        if kind == "record":
            if of.get("places"):
                inner, _, read = self.value(of["fields"][0]["type"])
                enum = self.shapes.enum_of_places(of)
                name = pascal(enum) if enum else "String"
                places = f"{name}.class, " if enum else ""
                return f"Map<{name}, {inner}>", f"Map<{name}, {inner}>", f"map({places}{each(read)})"
            name = pascal(of["name"])
            return name, name, f"part({name}::of)"
        if kind in ("list", "map"):
            inner, _, read = self.value(of["of"])
            name = f"List<{inner}>" if kind == "list" else f"Map<String, {inner}>"
            return name, name, f"{kind}({each(read)})"
        name, primitive, read = {
            "boolean": ("Boolean", "boolean", "flag()"), "number": ("Double", "Double", "number()"),
            "text": ("String", "String", "text()"), "constant": ("String", "String", "text()"),
            "date": ("LocalDate", "LocalDate", "day()"), "choice": ("Object", "Object", "any()"),
        }[kind]
        return name, primitive, read

    def absent(self, field: Json) -> bool:
        return may_be_absent(field) or field["type"]["kind"] in ("optional", "number", "choice")

    def record(self, record: Record, indent: str) -> list[str]:
        name = pascal(record.name)
        result = record.name in RESULTS
        head = doc_text(record.sentence)
        if result:
            head = f"{head[:-1]}: what {{@link ScoreTable#{RESULTS[record.name][1]}}} says, as a value."
        comment = [head, ""]
        components, reads = [], []
        for field in record.fields:
            boxed, primitive, read = self.value(field["type"])
            absent = self.absent(field)
            null = "" if not absent or "null" in field["sentence"] or "absent" in field["sentence"] else " Null when absent."
            key = camel(field["name"])
            comment.append(f"@param {key} {sentence(field)}{null}")
            components.append(f"{boxed if absent else primitive} {key}")
            reads.append(f'from.{"at" if absent else "need"}("{field["name"]}").{read}')
        lines = javadoc(comment, indent)
        lines += [f"{indent}public record {name}(", *(f"{indent}    {each}," for each in components[:-1]),
                  f"{indent}    {components[-1]}) {{"]
        if result:
            lines += ["", *javadoc([
                "Reads the document.", "", f"@param json what {{@link ScoreTable#{RESULTS[record.name][1]}}} gave",
                "@return the same as a value",
                "@throws ScvmException {@link ErrorCode#BAD_RECORD} with the path of what is not as it should be"], indent + "  "),
                f"{indent}  public static {name} of(String json) {{", f"{indent}    return of(Json.read(json));", f"{indent}  }}"]
        lines += ["", f"{indent}  static {name} of(Json from) {{", f"{indent}    return new {name}(",
                  *(f"{indent}        {each}," for each in reads[:-1]), f"{indent}        {reads[-1]});", f"{indent}  }}"]
        for inner in self.shapes.records.values():
            if inner.name != record.name and self.owner(inner) == record.name:
                lines += ["", *self.record(inner, indent + "  ")]
        return [*lines, f"{indent}}}"]

    # --- the columns of a score table

    def columns(self) -> str:
        lines = javadoc([
            "The columns of a {@link ScoreTable} by name, each as an array of its own with one place a customer, in the order "
            "of {@link ScoreTable#ids}: {@code scores.columns().segment()}.", "",
            "<p>A number that is absent is NaN, a day that is absent is null."])
        lines += ["public final class ScoreColumns {", "  private final ScoreTable table;", "",
                  "  ScoreColumns(ScoreTable table) {", "    this.table = table;", "  }"]
        for column in self.shapes.columns:
            kind, name = column["type"]["kind"], f'"{column["name"]}"'
            of, read = "double", f"numbers({name})"
            if kind == "word":
                of = pascal(column["type"]["name"])
                read = f"words({name}, {of}.values())"
            elif kind == "boolean":
                of, read = "boolean", f"flags({name})"
            elif kind == "date":
                of, read = "LocalDate", f"days({name})"
            elif not column["number"]:
                of, read = "String", f"texts({name})"
            lines += ["", *javadoc([sentence(column), "", "@return one place a customer"], "  "),
                      f"  public {of}[] {camel(column['name'])}() {{",
                      f"    return table.{read};", "  }"]
        return self.file([*lines, "}"])

    # --- the calls that add columns

    def base_tables(self) -> str:
        lines = [f"// {RENDERED}", "// What adds columns to a base, table by table. Java has shorter forms, which leave optional columns out at the end,",
                 "// and forms that take direct buffers.", "", "%extend scvm::swig::customer_base {"]
        for table in self.shapes.tables:
            columns = table["columns"]
            required = sum(bool(column.get("required")) for column in columns)
            lines += self.add(table, columns, False)
            lines += ["#if defined(SWIGJAVA)", "", *self.add_more(table), "#endif", ""]
            short = [self.add(table, columns[:count], False) for count in range(len(columns) - 1, required - 1, -1)]
            buffers = [self.add(table, columns[:count], True) for count in sorted({len(columns), required}, reverse=True)
                       if any(lent(column, False) != TEXTS for column in columns[:count])]
            if short or buffers:
                lines += ["#if defined(SWIGJAVA)", "", *(line for each in short + buffers for line in each), "#endif", ""]
        return "\n".join([*lines[:-1], "}", ""])

    @staticmethod
    def add(table: Json, columns: list[Json], direct: bool) -> list[str]:
        about = ["const std::string& name"] if table["name"] == "attributes" else []
        said = [table["sentence"]]
        if direct:
            said = ["The same from direct buffers in native byte order, which are not copied; each from its position to its limit."]
        elif columns != table["columns"]:
            said = [f"The same without {table['columns'][len(columns)]['name']} and what follows it."]
        said += [*(["name: The attribute."] if about else []),
                 *(f"{column['name']}: {column['sentence']}" + (" Optional: may be empty." if not column.get("required") else "")
                   for column in columns), "Gives the number of rows that were taken; the others are in rejected()."]
        lines = [f"    /// {line}" for each in said for line in textwrap.wrap(each, 112, break_on_hyphens=False, break_long_words=False)]
        left_out = columns == table["columns"] and not direct
        given = ", ".join(about + [
            f"{lent(column, direct)} {column['name']}" + (" SCVM_OPTIONAL" if left_out and not column.get("required") else "")
            for column in columns])
        lines += textwrap.wrap(f"std::int64_t add_{table['name']}({given}) {{", 116, initial_indent="    ", subsequent_indent=" " * 12, break_on_hyphens=False, break_long_words=False)
        views = [column["name"] + (".view" if direct and lent(column, False) != TEXTS else "") for column in columns]
        struct = f"scvm::crm::{table['name'][:-1]}_columns{{" + ", ".join(
            f".{column['name']} = {view}" for column, view in zip(columns, views)) + "}"
        if len(table["columns"]) == 1:
            struct = views[0]
        call = f"return scvm::swig::taken($self->native().add_{table['name']}({'name, ' if about else ''}{struct}));"
        return [*lines, *textwrap.wrap(call, 112, initial_indent=" " * 8, subsequent_indent=" " * 12, break_on_hyphens=False, break_long_words=False), "    }", ""]

    # --- columns by name, and rows of a query

    @staticmethod
    def add_more(table: Json) -> list[str]:
        """What Java's class has beside: the same from columns by name, and from a query."""
        columns, call = columns_class(table), f"add{pascal(table['name'])}"
        about = table["name"] == "attributes"
        name, named, first = ("String name, ", "name, ", ["@param name the attribute"]) if about else ("", "", [])
        check = ['    Text.encode(name, "name");'] if about else []
        some = ", ".join(column["name"] for column in table["columns"])
        taken = "@return the number of rows that were taken; the others are in {@link #rejected}"
        lines = javadoc([doc_text(table["sentence"]), "", *first, "@param columns the rows, by columns", taken,
                         "@throws ScvmException {@link ErrorCode#SIZE_MISMATCH}: columns of unequal length"], "  ")
        lines += [f"  public long {call}({name}{columns} columns) {{", *check,
                  f'    return java.util.Objects.requireNonNull(columns, "columns").addTo(this{", name" if about else ""});', "  }", ""]
        lines += javadoc([
            doc_text(table["sentence"]), "",
            f"<p>From a query whose columns are called as those of the table: {some}; what is optional may be left out. Rows are read "
            "ten thousand at a time; after an exception, those before stay. A date, and a time without a zone, is one of "
            "{@link #timeZone}.", "", *first, "@param rows the query's result, read to its end and left open", taken,
            "@throws java.sql.SQLException what the database says",
            "@throws ScvmException {@link ErrorCode#BAD_RECORD}: a column that the table does not have, a missing one, or one of a wrong type"], "  ")
        lines += [f"  public long {call}({name}java.sql.ResultSet rows) throws java.sql.SQLException {{", *check,
                  f"    return {columns}.addAll(this, {named}rows);", "  }"]
        return ["%proxycode %{", *lines, "%}", ""]

    def table_columns(self, table: Json) -> str:
        name, call = columns_class(table), f"add{pascal(table['name'])}"
        about, named = (", String name", "name, ") if table["name"] == "attributes" else ("", "")
        lines = javadoc([
            doc_text(table["sentence"]), "",
            f"<p>Columns of equal length, to be added at once by {{@link CustomerBase#{call}({'String, ' if about else ''}{name})}}. Those that "
            "are optional may be left out. Arrays are kept as they are until then, not copied. Not thread-safe."])
        lines += [f"public final class {name} {{"]
        columns = table["columns"]
        for column in columns:
            field, empty = {"String": ("String[]", "{}"), "double": ("double[]", "{}"), "int": ("int[]", "{}"),
                            "long": ("Object", "new long[0]")}[cell(column)]
            lines.append(f"  private {field} {camel(column['name'])} = {empty};")
        lines += ["", "  /** No rows yet. */", f"  public {name}() {{}}"]
        for column in columns:
            key = camel(column["name"])
            said = doc_text(column["sentence"] + unit_text(column)) + ("" if column.get("required") else " Optional.")
            absent = not column.get("required") or column.get("nullable")
            texts = f'Cells.texts{"OrNone" if absent else ""}({key}, "{key}")'
            array = f'Objects.requireNonNull({key}, "{key}")'
            enum = pascal(column["type"]["name"]) if "words" in column["type"] else ""
            ways = {"String": [("String[]", array, "one text a row"), ("List<String>", texts, "one text a row" + ("; null: none" if absent else ""))],
                    "double": [("double[]", array, "one number a row; NaN: none"),
                               ("List<? extends Number>", f'Cells.numbers({key}, "{key}")', "one number a row; null: none")],
                    "int": [("int[]", array, "one number a row"), ("List<Integer>", f'Cells.wholes({key}, "{key}")', "one number a row; null: 0")],
                    "long": [("long[]", array, "seconds since 1970-01-01 UTC, one a row; {@link Long#MIN_VALUE}: none"),
                             ("List<? extends Temporal>", array, "one time a row: Instant, OffsetDateTime, ZonedDateTime; or LocalDateTime, "
                              "LocalDate: of {@link CustomerBase#timeZone}; null: none")]}[cell(column)]
            if enum:
                ways.append((f"{enum}[]", f'java.util.Arrays.stream({array}).map({enum}::word).toArray(String[]::new)', "one word a row"))
            for type_, value, rows in ways:
                lines += ["", *javadoc([said, "", f"@param {key} {rows}", "@return this"], "  "),
                          f"  public {name} {key}({type_} {key}) {{", f"    this.{key} = {value};", "    return this;", "  }"]
        given = [f'Cells.moments({camel(c["name"])}, base, "{camel(c["name"])}")' if cell(c) == "long" else camel(c["name"]) for c in columns]
        lines += ["", f"  long addTo(CustomerBase base{about}) {{", f"    return base.{call}({named}{', '.join(given)});", "  }", ""]
        reads = {"String": "texts", "double": "numbers", "int": "wholes", "long": "moments"}
        required = sum(bool(column.get("required")) for column in columns)
        names = ", ".join(f'"{column["name"]}"' for column in columns)
        lines += [f"  static long addAll(CustomerBase base{about}, ResultSet rows) throws SQLException {{",
                  f'    final ResultRows from = new ResultRows(rows, base, "{table["name"]}", {required}, {names});',
                  "    long taken = 0;", "    while (from.fill()) {", f"      taken += base.{call}({named}" + ", ".join(
                      f'from.{reads[cell(column)]}("{column["name"]}")' for column in columns) + ");", "    }", "    return taken;", "  }", "}"]
        return self.file(lines)


TEXTS = "const scvm::swig::texts&"


def columns_class(table: Json) -> str:
    return pascal(table["name"][:-1]) + "Columns"


def cell(column: Json) -> str:
    """Java's type of a cell."""
    lent_as = lent(column, False)
    return "String" if lent_as == TEXTS else "long" if "int64" in lent_as else "int" if "int32" in lent_as else "double"


def lent(column: Json, direct: bool) -> str:
    """How a column crosses: texts, a span, or, in Java, a direct buffer."""
    of = column["type"]
    if of["kind"] == "text":
        return TEXTS
    cell = "std::int64_t" if of["kind"] == "moment" else "double"
    if of["kind"] == "whole" and of["low"] < 0:
        cell = "std::int32_t"
    return f"scvm_jni::direct<const {cell}>" if direct else f"std::span<const {cell}>"
