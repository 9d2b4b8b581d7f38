// How the nouns look in Java: what differs from the shared core/swig/scvm.i, which includes this file.
//
// Each proxy keeps its pointer behind a Guard (Guard.java): every call enters it, close() waits until the calls inside
// have left, and a call that comes later throws. Arrays and texts cross as scvm_jni.hpp says.

%{
#include "scvm_jni.hpp"
%}

%rename("%(lowercamelcase)s", match$nodeType="parm") "";

// ---- the two classes that are not nouns --------------------------------------------------------------------------

%pragma(java) jniclassclassmodifiers="final class"
%pragma(java) jniclasscode=%{
  static {
    NativeLibrary.load();
  }
%}

%pragma(java) moduleclassmodifiers="/** What belongs to no object: fitting a model, methods by name, and the version. Thread-safe. */
public final class"
%pragma(java) moduleimports=%{
import java.time.LocalDate;
%}
%pragma(java) modulecode=%{
  private Scvm() {}

  /**
   * The model with parameters estimated on the base as of a day. {@link Thread#interrupt} ends it.
   *
   * @param base the customers and their purchases
   * @param model the rules; its own parameters, if any, are replaced
   * @param asOf the last day that counts
   * @return a new model, to be closed by the caller
   * @throws ScvmException {@link ErrorCode#NOT_FITTED} with the reason where the parameters cannot be estimated, {@link
   *     ErrorCode#STOPPED} for a thread that was interrupted, and stays so
   */
  public static ScoringModel fit(CustomerBase base, ScoringModel model, LocalDate asOf) {
    return fit(base, model, Text.date(asOf, "asOf"));
  }

  /**
   * The same as of a day like "2026-11-21".
   *
   * @param base the customers and their purchases
   * @param model the rules; its own parameters, if any, are replaced
   * @param asOf the last day that counts
   * @return a new model, to be closed by the caller
   * @throws ScvmException as above; {@link ErrorCode#DOMAIN} for a text that is no day
   */
  public static ScoringModel fit(CustomerBase base, ScoringModel model, String asOf) {
    return Interruptible.run(until -> fit(base, model, asOf, until));
  }

  /**
   * Calls a method of a room by name, docs/methods.md. {@link Thread#interrupt} ends it.
   *
   * @param method its name, e.g. "wilson_interval" or "pareto_nbd.p_alive"
   * @param arguments its arguments by name, a JSON object
   * @return its result, a JSON object
   * @throws ScvmException {@link ErrorCode#UNKNOWN_ID} for a name that there is not, {@link ErrorCode#BAD_RECORD} for
   *     arguments of the wrong shape, {@link ErrorCode#STOPPED} for a thread that was interrupted, and stays so
   */
  public static String call(String method, String arguments) {
    return Interruptible.run(until -> call(method, arguments, until));
  }
%}

// What takes long is ended by an interrupt: the forms without a stop stand here, and call the others.
%ignore scvm::swig::fit(const customer_base&, const scoring_model&, const std::string&);
%ignore scvm::swig::call(const std::string&, const std::string&);
%ignore scvm::swig::scorer::score(const customer_base&, const std::string&) const;
%ignore scvm::swig::scorer::erasure_effect(const customer_base&, const std::string&, const std::string&) const;

// ---- errors ------------------------------------------------------------------------------------------------------

// A thread's first exception allocates; where no memory is left, that would end the process. So each call makes sure.
%exception %{
  try {
    (void)std::uncaught_exceptions();
    $action
  } catch (...) {
    scvm_jni::raise(jenv);
    return $null;
  }
%}

// ---- what SWIG must have seen, or it would make a pointer class of each --------------------------------------------

namespace std {
class string;
typedef long long int64_t;
typedef int int32_t;
template <class T> class span { public: span(); };
template <class T> class vector { public: vector(); };
}
namespace scvm_jni {
template <class T> struct direct { direct(); };
}
%apply long long { std::int64_t }
%apply int { std::int32_t }

// ---- results: each is fetched inside the guard -------------------------------------------------------------------

// A method that reads; any number of them run at the same time.
%define SCVM_READS(TYPE, EXPRESSION)
%typemap(javaout) TYPE {
    guard.enter();
    try {
      return EXPRESSION;
    } finally {
      guard.leave();
    }
  }
%enddef

// The same with another noun as an argument.
%define SCVM_READS_BOTH(METHOD, OTHER, EXPRESSION)
%typemap(javaout) METHOD {
    final Guard other = Guard.of(OTHER, #OTHER, o -> o.guard);
    guard.enterWith(other);
    try {
      return EXPRESSION;
    } finally {
      guard.leaveWith(other);
    }
  }
%enddef

%define SCVM_STATIC(METHOD, EXPRESSION)
%typemap(javaout) METHOD {
    return EXPRESSION;
  }
%enddef

// The methods that change an object return how many rows they took; they run alone.
%typemap(javaout) std::int64_t {
    guard.enterAlone();
    try {
      return $jnicall;
    } finally {
      guard.leaveAlone();
    }
  }
SCVM_READS(std::int64_t size, $jnicall)
%typemap(javaout) void {
    guard.enter();
    try {
      $jnicall;
    } finally {
      guard.leave();
    }
  }

// ---- texts: UTF-8 bytes --------------------------------------------------------------------------------------------

%typemap(jni) std::string, const std::string & "jbyteArray"
%typemap(jtype) std::string, const std::string & "byte[]"
%typemap(jstype) std::string, const std::string & "String"
%typemap(javain) const std::string & "Text.encode($javainput, \"$javainput\")"
%typemap(in) const std::string & (std::string held) %{
  if (!scvm_jni::read_text(jenv, $input, held)) return $null;
  $1 = &held;
%}
%typemap(typecheck, precedence=SWIG_TYPECHECK_STRING) const std::string & ""
%typemap(out) std::string %{ $result = scvm_jni::to_bytes(jenv, $1); %}
SCVM_READS(std::string, Text.decode($jnicall))
%typemap(javaout) std::string erase_person {
    guard.enterAlone();
    try {
      return Text.decode($jnicall);
    } finally {
      guard.leaveAlone();
    }
  }
SCVM_STATIC(std::string version, Text.decode($jnicall))
SCVM_STATIC(std::string call, Text.decode($jnicall))

%typemap(jni) const scvm::swig::texts & "jbyteArray"
%typemap(jtype) const scvm::swig::texts & "byte[]"
%typemap(jstype) const scvm::swig::texts & "String[]"
%typemap(javain) const scvm::swig::texts & "Text.pack($javainput, \"$javainput\")"
%typemap(in) const scvm::swig::texts & (scvm_jni::packed_texts held) %{
  if (!held.acquire(jenv, $input)) return $null;
  $1 = &held.views();
%}
%typemap(typecheck, precedence=SWIG_TYPECHECK_STRING_ARRAY) const scvm::swig::texts & ""

%typemap(jni) std::vector<std::string> "jbyteArray"
%typemap(jtype) std::vector<std::string> "byte[]"
%typemap(jstype) std::vector<std::string> "String[]"
%typemap(out) std::vector<std::string> %{ $result = scvm_jni::pack(jenv, $1); %}
SCVM_READS(std::vector<std::string>, Text.unpack($jnicall))
%template() std::vector<std::string>;

// ---- columns: arrays, which are copied, and direct buffers, which are not ------------------------------------------

%define SCVM_COLUMN_IN(T, CHECK, ARRAY, JARRAY, BUFFER, ARRAY_PRECEDENCE, BUFFER_PRECEDENCE)
%typemap(jni) std::span<T> "JARRAY"
%typemap(jtype) std::span<T> "ARRAY"
%typemap(jstype) std::span<T> "ARRAY"
%typemap(javain) std::span<T> "java.util.Objects.requireNonNull($javainput, \"$javainput\")"
%typemap(in) std::span<T> (scvm_jni::held_array<T> held) %{
  if (!held.acquire(jenv, $input)) return $null;
  $1 = held.view();
%}
%typemap(typecheck, precedence=ARRAY_PRECEDENCE) std::span<T> ""
%template() std::span<T>;

%typemap(jni) scvm_jni::direct<T> "jobject"
%typemap(jtype) scvm_jni::direct<T> "java.nio.BUFFER"
%typemap(jstype) scvm_jni::direct<T> "java.nio.BUFFER"
%typemap(javain) scvm_jni::direct<T> "Columns.CHECK($javainput, \"$javainput\")"
%typemap(in) scvm_jni::direct<T> %{ if (!scvm_jni::borrow(jenv, $input, "$1_name", $1)) return $null; %}
%typemap(typecheck, precedence=BUFFER_PRECEDENCE) scvm_jni::direct<T> ""
%template() scvm_jni::direct<T>;
%enddef

%define SCVM_COLUMN_OUT(T, ARRAY, JARRAY)
%typemap(out) std::span<const T> %{ $result = scvm_jni::to_array<T>(jenv, $1); %}
SCVM_READS(std::span<const T>, $jnicall)
%typemap(jni) std::vector<T> "JARRAY"
%typemap(jtype) std::vector<T> "ARRAY"
%typemap(jstype) std::vector<T> "ARRAY"
%typemap(out) std::vector<T> %{ $result = scvm_jni::to_array<T>(jenv, $1); %}
SCVM_READS(std::vector<T>, $jnicall)
%template() std::vector<T>;
%enddef

SCVM_COLUMN_IN(const double, readable, double[], jdoubleArray, DoubleBuffer, 2001, 2011)
SCVM_COLUMN_IN(const std::int64_t, readable, long[], jlongArray, LongBuffer, 2002, 2012)
SCVM_COLUMN_IN(const std::int32_t, readable, int[], jintArray, IntBuffer, 2003, 2013)
SCVM_COLUMN_IN(double, writable, double[], jdoubleArray, DoubleBuffer, 2004, 2014)
SCVM_COLUMN_OUT(double, double[], jdoubleArray)
SCVM_COLUMN_OUT(std::int64_t, long[], jlongArray)
SCVM_COLUMN_OUT(std::int32_t, int[], jintArray)

%extend scvm::swig::score_table {
    /// A numeric column by name into a direct buffer in native byte order, from its position to its limit, which must be as many places
    /// as the table has rows; neither position nor limit is moved.
    /// column: Its name, docs/score-card.md.
    /// result: Receives the column.
    /// Throws error{unknown_id} for a name that there is not, error{size_mismatch} for a result of another length.
    void numbers(const std::string& column, scvm_jni::direct<double> result) const {
        $self->numbers(column, result.view);
    }
}

// ---- the nouns -----------------------------------------------------------------------------------------------------

%define SCVM_NOUN(CPP)
%typemap(javaclassmodifiers) CPP "public final class"
%typemap(javainterfaces) CPP "AutoCloseable"
%typemap(javafinalize) CPP ""
%typemap(javabody) CPP %{
  final Guard guard;
  private final long swigCPtr;

  $javaclassname(long pointer, boolean owned) {
    swigCPtr = pointer;
    guard = new Guard("$javaclassname", () -> $imclassname.delete_$javaclassname(pointer));
  }

  long pointer() {
    return swigCPtr;
  }
%}
%typemap(javadestruct, methodname="close",
         methodmodifiers="/** Frees the native memory, once the calls inside have returned. A second close does nothing; any later call throws
   * {@link ScvmException} with {@link ErrorCode#CLOSED}. */
  @Override
  public") CPP {
    guard.close();
  }
%typemap(javain) CPP *, const CPP & "$javainput.pointer()"
%typemap(javaout) CPP * {
    return new $javaclassname($jnicall, $owner);
  }
%enddef
SCVM_NOUN(scvm::swig::customer_base)
SCVM_NOUN(scvm::swig::scoring_model)
SCVM_NOUN(scvm::swig::scorer)
SCVM_NOUN(scvm::swig::score_table)
SCVM_NOUN(scvm::swig::stop)
%typemap(javain, pre="    Guard.of($javainput, \"$javainput\", s -> s.guard).enter();",
         post="      $javainput.guard.leave();") const scvm::swig::stop & "$javainput.pointer()"

// Calls that take another noun enter its guard as well.
%typemap(javaconstruct) scvm::swig::scorer {
    this(Guard.of(model, "model", m -> m.guard).fetch(() -> $imcall), true);
  }
SCVM_READS_BOTH(scvm::swig::score_table * score, base, new ScoreTable($jnicall, $owner))
SCVM_READS_BOTH(std::string migration, before, Text.decode($jnicall))
SCVM_READS_BOTH(std::string erasure_effect, base, Text.decode($jnicall))
%typemap(javaout) scvm::swig::scoring_model * fit {
    final Guard data = Guard.of(base, "base", b -> b.guard);
    final Guard rules = Guard.of(model, "model", m -> m.guard);
    data.enterWith(rules);
    try {
      return new ScoringModel($jnicall, $owner);
    } finally {
      data.leaveWith(rules);
    }
  }

// The four columns of rejected rows are one list in Java.
%javamethodmodifiers scvm::swig::customer_base::rejected_tables "private"
%javamethodmodifiers scvm::swig::customer_base::rejected_rows "private"
%javamethodmodifiers scvm::swig::customer_base::rejected_codes "private"
%javamethodmodifiers scvm::swig::customer_base::rejected_reasons "private"
%typemap(javaimports) scvm::swig::customer_base %{
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
%}
%typemap(javacode) scvm::swig::customer_base %{
  /**
   * Reads a base by columns from a file of JSON.
   *
   * @param path where it lies; docs/records.md
   * @return the base, to be closed by the caller; rows that could not be used are {@link #rejected}
   * @throws IOException it cannot be read, or is no UTF-8
   * @throws ScvmException {@link ErrorCode#BAD_RECORD} with the path of the offender in it
   */
  public static CustomerBase fromFile(Path path) throws IOException {
    return fromJson(Files.readString(java.util.Objects.requireNonNull(path, "path")));
  }

  @Override
  public String toString() {
    return guard.describe(() -> size() + " customers");
  }

  /**
   * The rows that were not taken, in the order in which they came; everything else of their batches was.
   *
   * @return a list that cannot be changed, and that later rows do not change
   */
  public List<RejectedRow> rejected() {
    // Rows only ever join at the end: so the columns that are fetched later are at least as long.
    final String[] tables = rejectedTables();
    final long[] rows = rejectedRows();
    final int[] codes = rejectedCodes();
    final String[] reasons = rejectedReasons();
    final List<RejectedRow> result = new ArrayList<>(tables.length);
    for (int i = 0; i < tables.length; i++) {
      final Table table = Table.valueOf(tables[i].toUpperCase(Locale.ROOT));
      result.add(new RejectedRow(table, rows[i], ErrorCode.of(codes[i]), reasons[i]));
    }
    return Collections.unmodifiableList(result);
  }
%}

%typemap(javaimports) scvm::swig::scoring_model %{
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
%}
%typemap(javacode) scvm::swig::scoring_model %{
  /**
   * Reads a model file.
   *
   * @param path where it lies; docs/model-file.md
   * @return the model, to be closed by the caller
   * @throws IOException it cannot be read, or is no UTF-8
   * @throws ScvmException {@link ErrorCode#BAD_MODEL} with the path of the offender in it
   */
  public static ScoringModel fromFile(Path path) throws IOException {
    return fromJson(Files.readString(java.util.Objects.requireNonNull(path, "path")));
  }

  @Override
  public String toString() {
    return guard.describe(() -> id() + ", " + hash().substring(0, 8));
  }
%}

%typemap(javaimports) scvm::swig::scorer %{
import java.time.LocalDate;
%}
%typemap(javacode) scvm::swig::scorer %{
  /**
   * Scores every customer as of a day: what happened on it counts, what happened later does not. {@link Thread#interrupt}
   * ends it.
   *
   * @param base the customers, their answers and purchases
   * @param asOf the last day that counts
   * @return one row a customer, in the order of the base; to be closed by the caller
   * @throws ScvmException {@link ErrorCode#STOPPED} for a thread that was interrupted, and stays so
   */
  public ScoreTable score(CustomerBase base, LocalDate asOf) {
    return score(base, Text.date(asOf, "asOf"));
  }

  /**
   * The same as of a day like "2026-11-21".
   *
   * @param base the customers, their answers and purchases
   * @param asOf the last day that counts
   * @return one row a customer, in the order of the base; to be closed by the caller
   * @throws ScvmException as above; {@link ErrorCode#DOMAIN} for a text that is no day
   */
  public ScoreTable score(CustomerBase base, String asOf) {
    return Interruptible.run(until -> score(base, asOf, until));
  }

  /**
   * What erasing one person would change for others, as JSON, docs/records.md; the base stays as it is. Scores the base
   * twice. {@link Thread#interrupt} ends it.
   *
   * @param base the customers, their answers and purchases
   * @param id the person
   * @param asOf the last day that counts
   * @return the scores of others before and after
   * @throws ScvmException {@link ErrorCode#UNKNOWN_ID} for somebody who is not there, {@link ErrorCode#STOPPED} for a thread
   *     that was interrupted, and stays so
   */
  public String erasureEffect(CustomerBase base, String id, LocalDate asOf) {
    return erasureEffect(base, id, Text.date(asOf, "asOf"));
  }

  /**
   * The same as of a day like "2026-11-21".
   *
   * @param base the customers, their answers and purchases
   * @param id the person
   * @param asOf the last day that counts
   * @return the scores of others before and after
   * @throws ScvmException as above; {@link ErrorCode#DOMAIN} for a text that is no day
   */
  public String erasureEffect(CustomerBase base, String id, String asOf) {
    return Interruptible.run(until -> erasureEffect(base, id, asOf, until));
  }

  @Override
  public String toString() {
    return guard.describe(this::modelId);
  }

  /**
   * One customer's record in, his explained score card out, as a value: for a save hook.
   *
   * @param record JSON, docs/records.md
   * @return the card; {@link #scoreCustomer} gives it as JSON
   * @throws ScvmException {@link ErrorCode#BAD_RECORD} with the path of the offender
   */
  public ScoreCard card(String record) {
    return ScoreCard.of(scoreCustomer(record));
  }
%}

%typemap(jstype) std::string as_of "LocalDate"
SCVM_READS(std::string as_of, LocalDate.parse(Text.decode($jnicall)))

%javamethodmodifiers scvm::swig::customer_base::moment ""
SCVM_READS(std::int64_t moment, $jnicall)

%typemap(javaimports) scvm::swig::score_table %{
import java.time.LocalDate;
import java.util.Arrays;
%}
%typemap(javacode) scvm::swig::score_table %{
  /**
   * One customer's explained score card, as a value.
   *
   * @param id the customer
   * @return the card; {@link #explain} gives it as JSON
   * @throws ScvmException {@link ErrorCode#UNKNOWN_ID}: there is no such customer
   */
  public ScoreCard card(String id) {
    return ScoreCard.of(explain(id));
  }

  @Override
  public String toString() {
    return guard.describe(() -> size() + " customers by " + modelId() + " as of " + asOf());
  }

  /**
   * The columns, each by its own name and as what it is: groups and statuses as enums.
   *
   * @return a view of this table
   */
  public ScoreColumns columns() {
    return new ScoreColumns(this);
  }

  // The codes of a column of words are the places of its enum.
  <E> E[] words(String column, E[] words) {
    final int[] codes = codes(column);
    final E[] result = Arrays.copyOf(words, codes.length);
    Arrays.setAll(result, row -> words[codes[row]]);
    return result;
  }

  boolean[] flags(String column) {
    final int[] codes = codes(column);
    final boolean[] result = new boolean[codes.length];
    for (int row = 0; row < codes.length; row++) {
      result[row] = codes[row] != 0;
    }
    return result;
  }

  // What the model names; 0 stands for none.
  String[] texts(String column) {
    final String[] labels = labels(column);
    labels[0] = null;
    return words(column, labels);
  }

  LocalDate[] days(String column) {
    final double[] seconds = numbers(column);
    final LocalDate[] result = new LocalDate[seconds.length];
    Arrays.setAll(
        result,
        row -> Double.isNaN(seconds[row]) ? null : LocalDate.ofEpochDay(Math.floorDiv((long) seconds[row], 86400L)));
    return result;
  }
%}
