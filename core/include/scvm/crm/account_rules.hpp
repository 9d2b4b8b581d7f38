#pragma once

#include <scvm/describe/words.hpp>

#include <array>
#include <cstdint>
#include <string_view>

namespace scvm::crm {

/// What an account's respondents weigh in its means.
enum class account_weight : std::uint8_t { equal, influence };
inline constexpr std::array<word, 2> account_weight_words{{
    {"equal", "each the same"},
    {"influence", "by the attention that each gets in the network; who gets none weighs nothing"},
}};
[[nodiscard]] constexpr const auto& words_of(account_weight) {
    return account_weight_words;
}

/// How customers add up to the accounts that they belong to.
struct account_rules {
    account_weight weight = account_weight::equal;
};

void describe(const auto& is, const account_rules& o) {
    is("weight", o.weight, "What each respondent weighs in an account's satisfaction and attachment.");
}

}  // namespace scvm::crm
