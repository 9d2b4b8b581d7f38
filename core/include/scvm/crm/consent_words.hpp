#pragma once

#include <scvm/crm/base_columns.hpp>

#include <span>
#include <string_view>

namespace scvm::crm {

/// A word of an opt-in or opt-out form, and what it says.
struct meant_word {
    std::string_view word;  ///< lower case, without blanks and marks, ä as ae
    consent_state state;
};

/// All words that read_consent_state() knows by themselves, for tests and lists of other languages. What it makes of
/// several words (a noun before a word, a negation before a grant) is not among them.
[[nodiscard]] std::span<const meant_word> consent_words();

}  // namespace scvm::crm
