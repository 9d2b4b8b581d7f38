#pragma once

// Money as an argument: numbers in no stated currency, or an object that states it.
#include <scvm/describe/words.hpp>
#include <scvm/equity/engagement_value.hpp>
#include <scvm/equity/money.hpp>

#include <variant>
#include <vector>

namespace scvm::methods {

/// 8, or {"amount": 8, "currency": "EUR"}.
using money_argument = std::variant<double, equity::money>;

[[nodiscard]] inline equity::money money_of(const money_argument& of) {
    const auto* amount = std::get_if<double>(&of);
    return amount == nullptr ? std::get<equity::money>(of) : equity::money{*amount, {}};
}

struct money_amounts {
    std::vector<double> amount{};
    equity::currency_code currency{};
};
void describe(const auto& is, const money_amounts& o) {
    is("amount", o.amount, required, "One a row.");
    is("currency", o.currency, "Of all of them.");
}

/// [8, 9], or {"amount": [8, 9], "currency": "EUR"}.
using money_column_argument = std::variant<std::vector<double>, money_amounts>;

[[nodiscard]] inline equity::money_column column_of(const money_column_argument& of) {
    if (const auto* amounts = std::get_if<std::vector<double>>(&of)) {
        return {*amounts, {}};
    }
    const auto& stated = std::get<money_amounts>(of);
    return {stated.amount, stated.currency};
}

}  // namespace scvm::methods
