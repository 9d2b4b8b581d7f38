"""C#: the enums, results, columns of a score table, and the calls that add columns to a base."""

import re

from shapes import RENDERED, RESULTS, Enum, Json, Record, Shapes, error_codes, may_be_absent, pascal, unit_text

FOLDER = "csharp/src/"


def doc_text(text: str) -> str:
    text = text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    return re.sub(r"`([^`]*)`", r"<c>\1</c>", text)


def sentence(of: Json) -> str:
    return doc_text(of["sentence"] + unit_text(of)).strip()


def each(read: str) -> str:
    """The function that reads an element by this call."""
    return f"each => each{read}"


class CSharp:
    def __init__(self, shapes: Shapes) -> None:
        self.shapes = shapes

    def files(self) -> dict[str, str]:
        enums = [line for enum in self.shapes.enums.values() for line in self.enum(enum)]
        records = [line for record in self.shapes.records.values() for line in self.record(record)]
        return {
            FOLDER + "Words.cs": self.file(enums + self.words()),
            FOLDER + "Results.cs": self.file(records, "#if NET", "using Day = System.DateOnly;", "#else", "using Day = System.DateTime;", "#endif"),
            FOLDER + "ScoreColumns.cs": self.file(self.columns(), "#if NET", "using Day = System.DateOnly;", "#else", "using Day = System.DateTime;", "#endif"),
            FOLDER + "ScvmErrorCode.cs": self.file(self.error_codes()),
            FOLDER + "BaseTables.cs": self.file(self.base_tables()),
        }

    @staticmethod
    def file(lines: list[str], *head: str) -> str:
        return "\n".join([f"// {RENDERED}", "#nullable enable", "using System;", "using System.Collections.Generic;", *head, "",
                          "namespace Scvm;", "", *lines]).rstrip() + "\n"

    # --- enums

    @staticmethod
    def enum(enum: Enum) -> list[str]:
        lines = [f"/// <summary>What {pascal(enum.name)} says; in documents and columns its word.</summary>",
                 f"public enum {pascal(enum.name)}", "{"]
        for word in enum.words:
            said = doc_text(word["sentence"]) or f"<c>{word['name']}</c>."
            lines += [f"    /// <summary>{said}</summary>", f"    {pascal(word['name'])},", ""]
        return [*lines[:-1], "}", ""]

    def words(self) -> list[str]:
        lines = ["/// <summary>The words that stand for enums in documents, columns and labels.</summary>", "public static class Words", "{"]
        for enum in self.shapes.enums.values():
            name = pascal(enum.name)
            lines += [f"    /// <summary>The word of a {name}.</summary>", f"    public static string Word(this {name} of) => At(Of<{name}>(), (int)of);", ""]
        lines += ["    /// <summary>The words of an enum, in the order of its values.</summary>",
                  "    internal static string[] Of<E>() where E : struct, Enum => (string[])all[typeof(E)];", "",
                  "    private static string At(string[] words, int of) =>",
                  '        of >= 0 && of < words.Length ? words[of] : throw new ArgumentOutOfRangeException(nameof(of), of, "no value of the enum");', "",
                  "    private static readonly Dictionary<Type, object> all = new()", "    {"]
        for enum in self.shapes.enums.values():
            listed = ", ".join(f'"{word["name"]}"' for word in enum.words)
            lines.append(f"        [typeof({pascal(enum.name)})] = new[] {{ {listed} }},")
        return [*lines, "    };", "}"]

    @staticmethod
    def error_codes() -> list[str]:
        lines = ["/// <summary>What went wrong. The numbers are part of the API: every binding, the C ABI and logs carry them.</summary>",
                 "public enum ScvmErrorCode", "{"]
        own = {"closed": "ObjectDisposedException", "out_of_memory": "OutOfMemoryException", "stopped": "OperationCanceledException"}
        for name, number, said in error_codes():
            instead = f' In C# an <see cref="{own[name]}"/> says so.' if name in own else ""
            lines += [f"    /// <summary>{doc_text(said[:1].upper() + said[1:])}.{instead}</summary>", f"    {pascal(name)} = {number},", ""]
        return [*lines[:-1], "}"]

    # --- records

    def value(self, of: Json) -> tuple[str, str]:
        """The type of a value that is there, and the call that reads it."""
        kind = of["kind"]
        if kind == "optional":
            return self.value(of["of"])
        if kind == "whole":
            if of.get("name") == "errc":
                return "ScvmErrorCode", ".ErrorCode()"
            return ("int", ".Integer()") if of["high"] < 2**31 else ("long", ".Whole()")
        if kind == "word":
            return pascal(of["name"]), f".Word<{pascal(of['name'])}>()"
        if kind == "flags":
            name = pascal(of["name"])
            return f"IReadOnlyList<{name}>", f".List(each => each.Word<{name}>())"
        if kind == "record":
            if of.get("places"):
                inner, read = self.element(of["fields"][0]["type"])
                enum = self.shapes.enum_of_places(of)
                name = pascal(enum) if enum else "string"
                return f"IReadOnlyDictionary<{name}, {inner}>", f".Map<{name + ', ' if enum else ''}{inner}>({read})"
            return pascal(of["name"]), ""
        if kind in ("list", "map"):
            inner, read = self.element(of["of"])
            return (f"IReadOnlyList<{inner}>", f".List({read})") if kind == "list" else (
                f"IReadOnlyDictionary<string, {inner}>", f".Map({read})")
        return {"boolean": ("bool", ".Flag()"), "number": ("double", ".Number()"), "text": ("string", ".Text()"),
                "constant": ("string", ".Text()"), "date": ("Day", ".Day()"), "choice": ("object", ".Any()")}[kind]

    def element(self, of: Json) -> tuple[str, str]:
        """The same for one of many, as a function."""
        name, read = self.value(of)
        if not read:
            return name, f"Scvm.{name}.Of"
        nested = "each" if "each" not in read else "one"
        if of["kind"] in ("number", "optional", "choice"):
            return f"{name}?", f"{nested} => {nested}.OrNull()?{read}"
        return name, f"{nested} => {nested}{read}"

    def record(self, record: Record) -> list[str]:
        name = pascal(record.name)
        result = record.name in RESULTS
        head = doc_text(record.sentence)
        call = pascal(RESULTS[record.name][1]) if result else ""
        if result:
            head = f'{head[:-1]}: what <see cref="ScoreTable.{call}"/> says, as a value.'
        lines = [f"/// <summary>{head}</summary>"]
        components, reads = [], []
        for field in record.fields:
            of, read = self.value(field["type"])
            absent = may_be_absent(field) or field["type"]["kind"] in ("optional", "number", "choice")
            null = "" if not absent or "null" in field["sentence"] or "absent" in field["sentence"] else " Null when absent."
            key, from_key = pascal(field["name"]), f'"{field["name"]}"'
            lines.append(f'/// <param name="{key}">{sentence(field)}{null}</param>')
            components.append(f"{of}{'?' if absent else ''} {key}")
            if absent:
                reads.append(f"from.At({from_key})?{read}" if read else f"from.At({from_key}) is {{ }} of{key} ? {of}.Of(of{key}) : null")
            else:
                reads.append(f"from.Need({from_key}){read}" if read else f"{of}.Of(from.Need({from_key}))")
        lines += [f"public sealed record {name}(", *(f"    {each}," for each in components[:-1]), f"    {components[-1]})", "{"]
        if result:
            lines += ["    /// <summary>Reads the document.</summary>",
                      f'    /// <param name="json">What <see cref="ScoreTable.{call}"/> gave.</param>',
                      '    /// <exception cref="ScvmException"><see cref="ScvmErrorCode.BadRecord"/> with the path of what is not as it should be.</exception>',
                      f"    public static {name} Of(string json) => Of(Json.Read(json));", ""]
        return [*lines, f"    internal static {name} Of(Json from) => new(", *(f"        {each}," for each in reads[:-1]),
                f"        {reads[-1]});", "}", ""]

    # --- the columns of a score table

    def columns(self) -> list[str]:
        lines = ["/// <summary>The columns of a <see cref=\"ScoreTable\"/> by name, each as an array of its own with one place a customer, in the",
                 "/// order of <see cref=\"ScoreTable.Ids\"/>. A number that is absent is NaN, a day or a text that is absent is null.</summary>",
                 "public sealed class ScoreColumns", "{", "    private readonly ScoreTable table;", "",
                 "    internal ScoreColumns(ScoreTable table) => this.table = table;"]
        for column in self.shapes.columns:
            kind, name = column["type"]["kind"], f'"{column["name"]}"'
            of, read = "double", f"Numbers({name})"
            if kind == "word":
                of = pascal(column["type"]["name"])
                read = f"Words<{of}>({name})"
            elif kind == "boolean":
                of, read = "bool", f"Flags({name})"
            elif kind == "date":
                of, read = "Day?", f"Days({name})"
            elif not column["number"]:
                of, read = "string?", f"Texts({name})"
            lines += ["", f"    /// <summary>{sentence(column)}</summary>", f"    public {of}[] {pascal(column['name'])}() => table.{read};"]
        return [*lines, "}"]

    # --- the calls that add columns

    def base_tables(self) -> list[str]:
        lines = ["public sealed partial class CustomerBase", "{"]
        for table in self.shapes.tables:
            given, passed, said = [], [], []
            if table["name"] == "attributes":
                given, passed = ["string name"], ["name"]
                said = ['    /// <param name="name">The attribute.</param>']
            for column in table["columns"]:
                name = pascal(column["name"])
                name = name[:1].lower() + name[1:]
                optional = not column.get("required")
                kind = column["type"]["kind"]
                text = doc_text(column["sentence"])
                if kind == "text":
                    given.append(f"IReadOnlyList<string>{'? ' if optional else ' '}{name}{' = null' if optional else ''}")
                    passed.append(name + (" ?? []" if optional else ""))
                else:
                    cell = "long" if kind == "moment" else "int" if kind == "whole" and column["type"]["low"] < 0 else "double"
                    given.append(f"ReadOnlySpan<{cell}> {name}{' = default' if optional else ''}")
                    passed.append(name)
                text += " Seconds since 1970-01-01 UTC." if kind == "moment" else ""
                text += " Optional." if optional else ""
                said.append(f'    /// <param name="{name}">{text}</param>')
            call = pascal(table["name"])
            lines += [f"    /// <summary>{doc_text(table['sentence'])} Row i of each column is one row.</summary>", *said,
                      '    /// <returns>The number of rows that were taken; the others are in <see cref="Rejected"/>.</returns>',
                      '    /// <exception cref="ScvmException"><see cref="ScvmErrorCode.SizeMismatch"/>: columns of unequal length.</exception>',
                      '    /// <exception cref="ArgumentException">An argument or one of its elements is null or no Unicode text.</exception>',
                      '    /// <exception cref="ObjectDisposedException">The base was disposed.</exception>',
                      f"    public long Add{call}(", *(f"        {each}," for each in given[:-1]), f"        {given[-1]}) =>",
                      f"        native.Open.Add{call}({', '.join(passed)});", ""]
        return [*lines[:-1], "}"]
