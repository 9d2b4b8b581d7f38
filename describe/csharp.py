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
            FOLDER + "BaseTables.cs": self.file(self.base_tables(), "using System.Data.Common;", "using System.Threading;", "using System.Threading.Tasks;"),
            FOLDER + "ScvmJson.cs": self.json(),
            FOLDER + "BaseRows.cs": self.file(self.base_rows()),
        }

    @staticmethod
    def file(lines: list[str], *head: str) -> str:
        return "\n".join([f"// {RENDERED}", "#nullable enable", "using System;", "using System.Collections.Generic;", *head, "",
                          "namespace Scvm;", "", *lines]).rstrip() + "\n"

    # --- enums

    @staticmethod
    def enum(enum: Enum) -> list[str]:
        lines = [f"/// <summary>What {pascal(enum.name)} says; in documents and columns its word.</summary>",
                 "#if NET", f"[System.Text.Json.Serialization.JsonConverter(typeof(WordConverter<{pascal(enum.name)}>))]", "#endif",
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

    @staticmethod
    def json() -> str:
        lines = ["/// <summary>The results as System.Text.Json writes and reads them without reflection, by the keys and words of scvm's own documents.</summary>",
                 "public static class ScvmJson", "{",
                 '    /// <summary>For <c>JsonSerializer.Serialize(card, typeof(ScoreCard), ScvmJson.Results)</c>, and for the chain of resolvers of',
                 "    /// <c>JsonSerializerOptions</c>, e.g. of a web service.</summary>",
                 "    public static JsonSerializerContext Results => ResultContext.Default;", "}", "",
                 "[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]",
                 *(f"[JsonSerializable(typeof({pascal(name)}))]" for name in RESULTS),
                 "[JsonSerializable(typeof(System.Text.Json.JsonElement))]  // as which a text, a number or a flag is read",
                 "internal sealed partial class ResultContext : JsonSerializerContext;"]
        return "\n".join([f"// {RENDERED}", "#nullable enable", "#if NET", "using System.Text.Json.Serialization;", "", "namespace Scvm;", "", *lines, "#endif", ""])

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
            named = "" if snake_of(key) == field["name"] else f"[property: System.Text.Json.Serialization.JsonPropertyName({from_key})] "
            components.append(f"{named}{of}{'?' if absent else ''} {key}")
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
                      f"        native.Open.Add{call}({', '.join(passed)});", "", *self.add_rows(table)]
        return [*lines[:-1], "}"]

    # --- rows

    @staticmethod
    def add_rows(table: Json) -> list[str]:
        """The same call from rows, from a stream of rows, and from a query."""
        call, row = f"Add{pascal(table['name'])}", row_class(table)
        columns = table["columns"]
        about = table["name"] == "attributes"
        name, named = ("string name, ", "name, ") if about else ("", "")
        reads = {"text": "Texts", "moment": "Moments", "whole": "Wholes", "number": "Numbers"}
        of_rows, of_query = [], []
        for column in columns:
            member, read = pascal(column["name"]), reads[kind_of(column)]
            absent = column.get("nullable") or not column.get("required")
            value = f"row.{member}" + (".Word()" if "words" in column["type"] else ' ?? ""' if read == "Texts" and absent else "")
            if column.get("yes_or_no"):
                read = "Flags"
            of_rows.append(f"Rows.{read}(chunk, row => {value}" + (", this)" if read == "Moments" else ")"))
            of_query.append(f'from.{reads[kind_of(column)]}("{column["name"]}")')
        head = f"    /// <summary>{doc_text(table['sentence'])}"
        first = ['    /// <param name="name">The attribute.</param>'] if about else []
        stop = '    /// <param name="cancellation">Ends the reading; the rows before stay.</param>'
        taken = ['    /// <returns>The number of rows that were taken; the others are in <see cref="Rejected"/>.</returns>']
        wrong = ['    /// <exception cref="ArgumentException">An argument, a row or an id is null or no Unicode text.</exception>']
        gone = ['    /// <exception cref="ObjectDisposedException">The base was disposed.</exception>']
        bad = ['    /// <exception cref="ScvmException"><see cref="ScvmErrorCode.BadRecord"/>: a column that the table does not have, a missing one, or one of a wrong type.</exception>']
        cancelled = ['    /// <exception cref="OperationCanceledException">It was cancelled.</exception>']
        some = ", ".join(f"<c>{column['name']}</c>" for column in columns)
        queried = (f" From a query whose columns are called as those of the table: {some}; what is optional may be left out. A date, and a "
                   'time without an offset, is one of <see cref="TimeZone"/>. Ten thousand rows are read at a time; after an exception, those before stay.</summary>')
        query = f'"{table["name"]}", {sum(bool(column.get("required")) for column in columns)}, [' + ", ".join(f'"{column["name"]}"' for column in columns) + "]"
        chunk_of, from_of = ("chunk => Take(name, chunk)", f"from => Take{pascal(table['name'])}(name, from)") if about else (
            "Take", f"Take{pascal(table['name'])}")
        this = "With(name)" if about else "this"
        rows_said, query_said = ('    /// <param name="rows">The rows.</param>',
                                 '    /// <param name="rows">The query\'s result, read to its end and left open.</param>')
        rows_too = [
            head + " From rows.</summary>", *first, rows_said, *taken, *wrong, *gone,
            f"    public long {call}({name}IEnumerable<{row}> rows) =>", f"        Rows.Add({this}, rows, {chunk_of});", ""]
        return [
            *(rows_too if len(columns) > 1 else []),  # of one column, the list of texts does; beside it, [] would be either
            "#if NET",
            head + " From rows as they come.</summary>", *first, rows_said, stop, *taken, *wrong, *cancelled, *gone,
            f"    public Task<long> {call}Async({name}IAsyncEnumerable<{row}> rows, CancellationToken cancellation = default) =>",
            f"        Rows.AddAsync({this}, Given.NotNull(rows, nameof(rows)), {chunk_of}, cancellation);", "#endif", "",
            head + queried, *first, query_said, *taken, *bad, *wrong, *gone,
            f"    public long {call}({name}DbDataReader rows) =>", f"        ReaderRows.Add(rows, {this}, {query}, {from_of});", "",
            head + queried, *first, query_said, stop, *taken, *bad, *wrong, *cancelled, *gone,
            f"    public Task<long> {call}Async({name}DbDataReader rows, CancellationToken cancellation = default) =>",
            f"        ReaderRows.AddAsync(rows, {this}, {query}, {from_of}, cancellation);", "",
            f"    private long Take({name}List<{row}> chunk) => {call}({named.rstrip()}", *(f"        {each}," for each in of_rows[:-1]), f"        {of_rows[-1]});", "",
            f"    private long Take{pascal(table['name'])}({name}ReaderRows from) => {call}({named.rstrip()}",
            *(f"        {each}," for each in of_query[:-1]), f"        {of_query[-1]});", "",
        ]

    def base_rows(self) -> list[str]:
        lines = []
        for table in self.shapes.tables:
            said, given = [], []
            for column in table["columns"]:
                name, required = pascal(column["name"]), column.get("required")
                nothing = column.get("default")
                kind = kind_of(column)
                of = {"text": "string", "moment": "Moment", "whole": "int", "number": "double"}[kind]
                if "words" in column["type"]:
                    of = pascal(column["type"]["name"])
                elif column.get("yes_or_no"):
                    of = "bool"
                null = (not required and (kind in ("text", "moment") or nothing is None)) or (required and column.get("nullable"))
                unit = doc_text(column["sentence"] + unit_text(column))
                said.append(f'/// <param name="{name}">{unit}{" Null: none." if null else ""}</param>')
                given.append(f"    {of}{'?' if null else ''} {name}" + ("" if required else f" = {'null' if null else nothing}"))
            lines += [f'/// <summary>{doc_text(table["sentence"])} A row of <c>CustomerBase.Add{pascal(table["name"])}</c>.</summary>', *said,
                      f"public sealed record {row_class(table)}(", *(f"{each}," for each in given[:-1]), f"{given[-1]});", ""]
        return lines


def snake_of(member: str) -> str:
    """What JsonNamingPolicy.SnakeCaseLower makes of a member's name."""
    return re.sub(r"(?<=[a-z0-9])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])", "_", member).lower()


def row_class(table: Json) -> str:
    return pascal(table["name"][:-1]) + "Row"


def kind_of(column: Json) -> str:
    """How a column crosses: as text, moment, whole (of 32 bits) or number."""
    of = column["type"]
    return "number" if of["kind"] == "whole" and of["low"] >= 0 else str(of["kind"])
