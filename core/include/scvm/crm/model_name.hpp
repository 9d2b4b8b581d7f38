#pragma once

#include <scvm/crm/scoring_model.hpp>
#include <scvm/describe/words.hpp>

#include <optional>
#include <string>

namespace scvm::crm {

/// Which model made a score, by name and by content.
struct model_name {
    std::string id;
    std::optional<std::string> hash;
};

void describe(const auto& is, const model_name& o) {
    is("id", o.id, "The vendor's name.");
    is("hash", o.hash, null_when_absent,
       "SHA-256 of the model's canonical form, in hexadecimal; null for one that was never written.");
}

[[nodiscard]] inline model_name name_of(const scoring_model& model) {
    return {model.id, model.hash.empty() ? std::nullopt : std::optional(model.hash)};
}

}  // namespace scvm::crm
