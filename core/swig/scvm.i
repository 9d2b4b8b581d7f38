// The API once for all SWIG languages. What differs between them stands in java/scvm_java.i, csharp/scvm_csharp.i and
// php/extension/scvm_php.i: how columns, texts and errors cross the border. Nothing here computes.
%module scvm_native

%{
#include "nouns.hpp"
%}

#if !defined(SWIGPHP)  // which would make classes of pointers to them
%include <stdint.i>
#endif

// Names: snake_case here, each language's own case there.
#if defined(SWIGJAVA) || defined(SWIGPHP)
%rename("%(lowercamelcase)s", %$isfunction) "";
#elif defined(SWIGCSHARP)
%rename("%(camelcase)s", %$isfunction) "";
#endif
%rename(CustomerBase) scvm::swig::customer_base;
%rename(ScoringModel) scvm::swig::scoring_model;
%rename(Scorer) scvm::swig::scorer;
%rename(ScoreTable) scvm::swig::score_table;
%rename(Stop) scvm::swig::stop;

#if defined(SWIGJAVA)
%include "scvm_java.i"
#elif defined(SWIGCSHARP)
%include "scvm_csharp.i"
#elif defined(SWIGPHP)
%include "scvm_php.i"
#endif

// A column that may be left out at the end. Java has shorter forms instead, and C# says it in src/BaseTables.cs.
#if defined(SWIGPHP)
#define SCVM_OPTIONAL = {}
#else
#define SCVM_OPTIONAL
#endif

%newobject scvm::swig::customer_base::from_json;
%newobject scvm::swig::scoring_model::from_json;
%newobject scvm::swig::scorer::score;
%newobject scvm::swig::fit;

// Made by from_json, fit and score only.
%nodefaultctor scvm::swig::scoring_model;
%nodefaultctor scvm::swig::score_table;

%include "base_tables.i"
%include "nouns.hpp"
