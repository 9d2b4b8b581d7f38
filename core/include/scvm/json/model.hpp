#pragma once

#include <scvm/crm/scoring_model.hpp>

#include <string>
#include <string_view>

namespace scvm::json {

using crm::model_schema;

/// The model in its canonical form, with every default written out: equal rules give equal texts.
[[nodiscard]] std::string write_model(const crm::scoring_model& model);

/// The same model, settled (describe/table.hpp), with the hash of its canonical form.
[[nodiscard]] crm::scoring_model with_hash(crm::scoring_model model);

/// Reads a model file (docs/model-file.md, schema/scvm-model-1.schema.json), and hashes it.
///
/// Throws error{bad_model} with the path of the offender: text that is no JSON, another schema, an unknown, missing or
/// mistyped key, a value out of range, a questionnaire or boundaries that make no sense.
[[nodiscard]] crm::scoring_model read_model(std::string_view text);

}  // namespace scvm::json
