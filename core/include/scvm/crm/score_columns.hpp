#pragma once

// The columns of the score table: every member of customer_scores that is a number, a flag or a word, by name, in the
// order of its description.
#include <scvm/crm/customer_scores.hpp>

#include <array>
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace scvm::description {
struct type;
}

namespace scvm::crm {

/// What the codes of a flag mean.
inline constexpr std::array<std::string_view, 2> flag_names = {"no", "yes"};

/// One column. Numbers are doubles, NaN where a customer has none; categories are codes from 0.
struct score_column {
    std::string name;
    std::string_view unit;      ///< of a number
    std::string_view sentence;  ///< what it says
    std::vector<std::string_view>
        labels{};  ///< of the codes; empty where the model has them: see score_table::labels()

    [[nodiscard]] double get(const customer_scores& from) const;
    void set(customer_scores& to, double value) const;

    const description::type* of = nullptr;  ///< of the member
    bool plain = false;                     ///< the member is a double
    std::vector<std::size_t> offsets{};     ///< of the member, and of others that repeat its number
};

[[nodiscard]] const std::vector<score_column>& number_columns();
[[nodiscard]] const std::vector<score_column>& category_columns();

}  // namespace scvm::crm
