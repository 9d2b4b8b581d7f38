// How the nouns cross into PHP: columns and texts as arrays and strings, objects as final classes of the namespace
// Scvm\Native, errors as Scvm\Native\ScvmException. What SWIG 4.1 cannot say is mended by finish_wrapper.php.

// The names of classes, functions and the version, before SWIG's own code uses them.
%runtime %{
#include <zend_API.h>
#define SCVM_NAMESPACE "Scvm\\Native"
#undef INIT_CLASS_ENTRY
#define INIT_CLASS_ENTRY(entry, name, functions) \
  INIT_CLASS_ENTRY_EX(entry, SCVM_NAMESPACE "\\" name, sizeof(SCVM_NAMESPACE "\\" name) - 1, functions)
#undef PHP_FE
#define PHP_FE(name, info) ZEND_NS_NAMED_FE(SCVM_NAMESPACE, name, ZEND_FN(name), info)
#undef NO_VERSION_YET
#define NO_VERSION_YET scvm::version
// Types are not shared with extensions that another SWIG has made.
#undef SWIG_GetModule
#undef SWIG_SetModule
#define SWIG_GetModule(clientdata) static_cast<swig_module_info*>(nullptr)
#define SWIG_SetModule(clientdata, pointer) static_cast<void>(pointer)
%}

%{
#include "border.hpp"
%}

%minit %{ scvm_php::register_exception(); %}
%rshutdown %{ scvm_php::let_go(); %}
%pragma(php) phpinfo="scvm_php::tell_version();"

// SWIG must see these templates, or it would make an opaque class of each use.
namespace std {
class string;
typedef int int32_t;
typedef long int64_t;
template <class T> class span { public: span(); };
template <class T> class vector { public: vector(); };
}  // namespace std

%feature("php:type", "1");
%feature("compactdefaultargs");
%ignore scvm::swig::customer_base::moment;  // for languages with types of time zones

%exception %{
  if (!scvm_php::succeeds([&] { $action })) SWIG_fail;
%}

// ---- arguments; the comment names each, for finish_wrapper.php -----------------------------------------------------

%define SCVM_TAKES(TYPE, PHP)
%typemap(in, phptype=PHP) TYPE %{ /* argument $1_name */ if (!scvm_php::take($1, $input, args)) SWIG_fail; %}
%enddef
SCVM_TAKES(const std::string&, "string")
SCVM_TAKES(const scvm::swig::texts&, "array")
%typemap(in, phptype="?string") const std::string* %{ /* argument $1_name */ if (Z_TYPE($input) != IS_NULL && !scvm_php::take($1, $input, args, "?string")) SWIG_fail; %}
// A key of a PHP array that looks like a whole number is one.
%typemap(in, phptype="int|string") const std::string& id %{ /* argument $1_name */ if (!scvm_php::take($1, $input, args, "string|int", true)) SWIG_fail; %}

%define SCVM_COLUMN(T)
%template() std::span<const T>;
SCVM_TAKES(std::span<const T>, "array")
%enddef
SCVM_COLUMN(double)
SCVM_COLUMN(std::int64_t)
SCVM_COLUMN(std::int32_t)
// A cell of null stands for none: no number, no time, no wave. What does not expire ends never.
%typemap(in, phptype="array") std::span<const std::int64_t> expires
  %{ /* argument $1_name */ if (!scvm_php::take($1, $input, args, scvm::dates::never)) SWIG_fail; %}

// ---- results -------------------------------------------------------------------------------------------------------

%define SCVM_GIVES(TYPE, PHP)
%typemap(out, phptype=PHP) TYPE %{ scvm_php::give($result, std::move($1)); %}
%enddef
%typemap(out, phptype="void") void %{ scvm_php::let_go(); %}
SCVM_GIVES(std::int64_t, "int")
SCVM_GIVES(std::string, "string")
SCVM_GIVES(std::span<const double>, "array")
SCVM_GIVES(std::span<const std::int32_t>, "array")
SCVM_GIVES(std::vector<std::string>, "array")
SCVM_GIVES(std::vector<scvm::crm::rejected_row>, "array")
%template() std::vector<std::string>;
namespace scvm::crm { struct rejected_row; }
%template() std::vector<scvm::crm::rejected_row>;

// ---- the nouns -----------------------------------------------------------------------------------------------------

%define SCVM_NOUN(TYPE, NAME)
%typemap(in, phptype="Scvm\\Native\\" #NAME) const TYPE & %{
  /* argument $1_name */ if (!scvm_php::take($1, $input, args, SWIG_Php_ce_##NAME, SCVM_NAMESPACE "\\" #NAME)) SWIG_fail;
%}
%typemap(in, phptype="?Scvm\\Native\\" #NAME) const TYPE * %{
  /* argument $1_name */ if (Z_TYPE($input) != IS_NULL && !scvm_php::take($1, $input, args, SWIG_Php_ce_##NAME, "?" SCVM_NAMESPACE "\\" #NAME)) SWIG_fail;
%}
%typemap(out, phptype="Scvm\\Native\\" #NAME) TYPE * %{ scvm_php::give($result, $1, $1_descriptor, SWIG_Php_ce_##NAME); %}
%enddef
SCVM_NOUN(scvm::swig::customer_base, CustomerBase)
SCVM_NOUN(scvm::swig::scoring_model, ScoringModel)
SCVM_NOUN(scvm::swig::score_table, ScoreTable)
SCVM_NOUN(scvm::swig::scorer, Scorer)
SCVM_NOUN(scvm::swig::stop, Stop)

// One method with arguments that may be left out, instead of several of one name: SWIG 4.1 would count the arguments of
// those wrongly, and write beyond the last.
%ignore scvm::swig::customer_base::customer_base();
%ignore scvm::swig::customer_base::customer_base(const std::string&);
%ignore scvm::swig::scorer::score(const customer_base&, const std::string&) const;
%ignore scvm::swig::scorer::score(const customer_base&, const std::string&, const stop&) const;
%ignore scvm::swig::scorer::erasure_effect(const customer_base&, const std::string&, const std::string&) const;
%ignore scvm::swig::scorer::erasure_effect(const customer_base&, const std::string&, const std::string&, const stop&) const;
%ignore scvm::swig::fit;
%ignore scvm::swig::call;
%newobject scvm_php::fit;

// Nothing may be read or written at a number that PHP code gives.
%ignore scvm::swig::customer_base::add_arrow;
%ignore scvm::swig::customer_base::add_arrow_stream;
%ignore scvm::swig::score_table::arrow;
// A PHP array is made anew; there is none to write into.
%ignore scvm::swig::score_table::numbers(const std::string&, std::span<double>) const;
// They are one list in PHP.
%ignore scvm::swig::customer_base::rejected_tables;
%ignore scvm::swig::customer_base::rejected_rows;
%ignore scvm::swig::customer_base::rejected_codes;
%ignore scvm::swig::customer_base::rejected_reasons;

%extend scvm::swig::customer_base {
    /// An empty base whose days are those of a place, by its IANA name: that of the model which scores it. Null: of UTC.
    /// Throws error{unknown_id} for an unknown name.
    explicit customer_base(const std::string* time_zone = nullptr) {
        return time_zone == nullptr ? new scvm::swig::customer_base() : new scvm::swig::customer_base(*time_zone);
    }

    /// The rows that were not taken: of each its table, its row there from 0, the code of the rule and the reason.
    std::vector<scvm::crm::rejected_row> rejected() const { return $self->native().rejected(); }
}

%extend scvm::swig::scorer {
    /// Scores every customer as of a day: an ISO date like "2026-11-21". Throws error{domain} for another text, and
    /// error{stopped} once it was asked to stop.
    scvm::swig::score_table* score(const scvm::swig::customer_base& base, const std::string& as_of,
                                   const scvm::swig::stop* until = nullptr) const {
        return scvm_php::stoppable(until, [&] { return $self->score(base, as_of); });
    }

    /// What erasing one person would change for others, as JSON, docs/records.md; the base stays as it is. Scores the
    /// base twice. Throws error{unknown_id} for somebody who is not there, error{stopped} once it was asked to stop.
    std::string erasure_effect(const scvm::swig::customer_base& base, const std::string& id, const std::string& as_of,
                               const scvm::swig::stop* until = nullptr) const {
        return scvm_php::stoppable(until, [&] { return $self->erasure_effect(base, id, as_of); });
    }
}

%inline %{
namespace scvm_php {
scvm::swig::scoring_model* fit(const scvm::swig::customer_base& base, const scvm::swig::scoring_model& model,
                               const std::string& as_of, const scvm::swig::stop* until = nullptr) {
    return scvm_php::stoppable(until, [&] { return scvm::swig::fit(base, model, as_of); });
}
std::string call(const std::string& method, const std::string& arguments, const scvm::swig::stop* until = nullptr) {
    return until == nullptr ? scvm::swig::call(method, arguments) : scvm::swig::call(method, arguments, *until);
}
}  // namespace scvm_php
%}
