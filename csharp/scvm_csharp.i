// How the nouns cross into C#: columns are lent as pinned spans, texts as UTF-8, objects as safe handles, errors as the
// last error of the thread. The classes made here are internal; src/ wraps each into a documented public one.
// CMakeLists.txt switches SWIG's own helpers off: neither its callbacks nor its ANSI texts are used.

%{
#include "border.hpp"
%}

// SWIG must see these templates, or it would make an opaque SWIGTYPE_… class of each use.
namespace std {
class string;
typedef int int32_t;
typedef long long int64_t;
template <class T> class span { public: span(); };
template <class T> class vector { public: vector(); };
}  // namespace std

%pragma(csharp) moduleclassmodifiers="internal unsafe class"
%pragma(csharp) imclassclassmodifiers="internal unsafe class"
%pragma(csharp) moduleimports="#nullable enable"
%pragma(csharp) imclassimports="#nullable enable"
%typemap(csimports) SWIGTYPE "#nullable enable"
%typemap(csclassmodifiers) SWIGTYPE "internal unsafe class"

// Errors.

%exception %{
  scvm_csharp::forget_error();
  try {
    $action
  } catch (...) {
    scvm_csharp::remember_current_exception();
    return $null;
  }
%}

%insert(wrapper) %{
extern "C" {
SWIGEXPORT int SWIGSTDCALL scvm_csharp_error_code() { return scvm_csharp::error_of_this_thread().code; }

SWIGEXPORT scvm_csharp::lent SWIGSTDCALL scvm_csharp_error_message() {
  const std::string& message = scvm_csharp::error_of_this_thread().message;
  return {message.data(), static_cast<std::int64_t>(message.size())};
}

SWIGEXPORT void SWIGSTDCALL scvm_csharp_release(void* owner) { delete static_cast<scvm_csharp::owner*>(owner); }
}
%}

%define SCVM_CHECKED "\n    NativeError.ThrowIfAny();" %enddef

%typemap(csout, excode=SCVM_CHECKED) void {
    $imcall;$excode
  }
%typemap(csout, excode=SCVM_CHECKED) std::int64_t {
    long result = $imcall;$excode
    return result;
  }

// Columns.

%define SCVM_COLUMN(T, ELEMENT, SPAN)
%template() std::span<T>;
%typemap(ctype) std::span<T> "scvm_csharp::lent"
%typemap(imtype) std::span<T> "Lent"
%typemap(cstype) std::span<T> "global::System.SPAN<ELEMENT>"
%typemap(csin,
         pre="    fixed (ELEMENT* $csinput_pinned = $csinput) {",
         terminator="    }") std::span<T> "new Lent($csinput_pinned, $csinput.Length)"
%typemap(in) std::span<T> %{ $1 = scvm_csharp::column<T>($input); %}
%enddef
SCVM_COLUMN(double, double, Span)
SCVM_COLUMN(const double, double, ReadOnlySpan)
SCVM_COLUMN(const std::int64_t, long, ReadOnlySpan)
SCVM_COLUMN(const std::int32_t, int, ReadOnlySpan)

// A column of an object's own comes back as a copy, taken while the object is held open against a concurrent Dispose.
%define SCVM_OWN_COLUMN(T, ELEMENT)
%typemap(ctype, out="scvm_csharp::lent") std::span<const T> "scvm_csharp::lent"
%typemap(cstype, out="ELEMENT[]") std::span<const T> "global::System.ReadOnlySpan<ELEMENT>"
%typemap(out, null="scvm_csharp::lent()") std::span<const T> %{ $result = scvm_csharp::lend($1); %}
%typemap(csout, excode="\n      NativeError.ThrowIfAny();") std::span<const T> {
    bool held = false;
    try {
      swigCPtr.DangerousAddRef(ref held);
      Lent result = $imcall;$excode
      return result.Copy<ELEMENT>();
    } finally {
      if (held) swigCPtr.DangerousRelease();
    }
  }
%enddef
SCVM_OWN_COLUMN(double, double)
SCVM_OWN_COLUMN(std::int32_t, int)

%define SCVM_VECTOR(T, ELEMENT)
%template() std::vector<T>;
%typemap(ctype) std::vector<T> "scvm_csharp::kept"
%typemap(imtype) std::vector<T> "Kept"
%typemap(cstype) std::vector<T> "ELEMENT[]"
%typemap(out, null="scvm_csharp::kept()") std::vector<T> %{ $result = scvm_csharp::keep(std::move($1)); %}
%typemap(csout, excode=SCVM_CHECKED) std::vector<T> {
    Kept result = $imcall;$excode
    return result.TakeArray<ELEMENT>();
  }
%enddef
SCVM_VECTOR(std::int64_t, long)
SCVM_VECTOR(std::int32_t, int)

// Texts.

%typemap(ctype) std::string, const std::string& "scvm_csharp::lent"
%typemap(imtype) std::string, const std::string& "Lent"
%typemap(cstype) std::string, const std::string& "string"
%typemap(csin,
         pre="    using Utf8Text $csinput_utf8 = new Utf8Text($csinput, \"$csinput\");\n"
             "    fixed (byte* $csinput_pinned = $csinput_utf8.Bytes) {",
         terminator="    }") std::string, const std::string& "new Lent($csinput_pinned, $csinput_utf8.Length)"
%typemap(in) const std::string& (std::string text) %{
  if (!scvm_csharp::copy_text($input, text)) return $null;
  $1 = &text;
%}
%typemap(ctype, out="scvm_csharp::kept") std::string "scvm_csharp::lent"
%typemap(imtype, out="Kept") std::string "Lent"
%typemap(out, null="scvm_csharp::kept()") std::string %{ $result = scvm_csharp::keep(std::move($1)); %}
%typemap(csout, excode=SCVM_CHECKED) std::string {
    Kept result = $imcall;$excode
    return result.TakeText();
  }

%template() std::vector<std::string>;
%typemap(ctype) std::vector<std::string> "scvm_csharp::kept"
%typemap(imtype) std::vector<std::string> "Kept"
%typemap(cstype) std::vector<std::string> "string[]"
%typemap(out, null="scvm_csharp::kept()") std::vector<std::string> %{ $result = scvm_csharp::keep(std::move($1)); %}
%typemap(csout, excode=SCVM_CHECKED) std::vector<std::string> {
    Kept result = $imcall;$excode
    return result.TakeTexts();
  }

%typemap(ctype) const scvm::swig::texts& "scvm_csharp::lent_texts"
%typemap(imtype) const scvm::swig::texts& "LentTexts"
%typemap(cstype) const scvm::swig::texts& "global::System.Collections.Generic.IReadOnlyList<string>"
%typemap(csin,
         pre="    using PackedTexts $csinput_packed = new PackedTexts($csinput, \"$csinput\");\n"
             "    fixed (byte* $csinput_bytes = $csinput_packed.Bytes)\n"
             "    fixed (long* $csinput_ends = $csinput_packed.Ends) {",
         terminator="    }") const scvm::swig::texts& "new LentTexts($csinput_bytes, $csinput_ends, $csinput_packed.Count)"
%typemap(in) const scvm::swig::texts& (scvm::swig::texts texts) %{
  if (!scvm_csharp::view_texts($input, texts)) return $null;
  $1 = &texts;
%}

// Objects. A safe handle crosses instead of a pointer: the runtime holds it open for the length of each call, so that
// a Dispose on another thread waits for the call to end, and a call after it throws ObjectDisposedException.

%define SCVM_NOUN(TYPE, NAME)
%nodefaultctor TYPE;
%nodefaultdtor TYPE;
%typemap(imtype) TYPE *, TYPE & "NAME.Handle"
%typemap(cstype) TYPE *, TYPE & "NAME"
%typemap(csin) TYPE *, TYPE & "$csinput.swigCPtr"
%typemap(in) TYPE & %{ $1 = static_cast<$1_ltype>($input); %}
%typemap(csout, excode=SCVM_CHECKED) TYPE * {
    NAME.Handle result = $imcall;$excode
    return new NAME(result);
  }
%typemap(csconstruct, excode=SCVM_CHECKED) TYPE %{: this($imcall) {$excode
  }
%}
%typemap(csbody) TYPE %{
  internal readonly Handle swigCPtr;

  internal $csclassname(Handle handle) {
    swigCPtr = handle;
  }

  internal $csclassname Open => swigCPtr.IsClosed ? throw new global::System.ObjectDisposedException("Scvm.$csclassname") : this;

  internal sealed class Handle : NativeHandle {
    protected override bool ReleaseHandle() {
      Delete(handle);
      return true;
    }

    [global::System.Runtime.InteropServices.DllImport("$dllimport", EntryPoint = "scvm_csharp_delete_$csclassname")]
    private static extern void Delete(global::System.IntPtr handle);
  }
%}
%typemap(csdispose) TYPE ""
%typemap(csdisposing, methodname="Dispose", methodmodifiers="public", parameters="") TYPE {
    swigCPtr.Dispose();
  }
%insert(wrapper) %{
extern "C" SWIGEXPORT void SWIGSTDCALL scvm_csharp_delete_##NAME(void* handle) { delete static_cast<TYPE*>(handle); }
%}
%enddef
SCVM_NOUN(scvm::swig::customer_base, CustomerBase)
SCVM_NOUN(scvm::swig::scoring_model, ScoringModel)
SCVM_NOUN(scvm::swig::score_table, ScoreTable)
SCVM_NOUN(scvm::swig::scorer, Scorer)
SCVM_NOUN(scvm::swig::stop, Stop)
