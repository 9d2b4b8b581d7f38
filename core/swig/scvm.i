// The API once for all SWIG languages. What differs between them stands in java/scvm_java.i and csharp/scvm_csharp.i:
// how columns, texts and errors cross the border. Nothing here computes.
%module scvm_native

%{
#include "nouns.hpp"
%}

%include <stdint.i>

// Names: snake_case here, each language's own case there.
#if defined(SWIGJAVA)
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
