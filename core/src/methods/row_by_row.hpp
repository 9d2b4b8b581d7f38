#pragma once

// Methods that look at one row, called for one row or for many at once.
#include <scvm/error.hpp>

#include <array>
#include <cstddef>
#include <string>
#include <string_view>
#include <type_traits>
#include <utility>
#include <variant>
#include <vector>

namespace scvm::methods {

template <class Value>
using one_or_each = std::variant<Value, std::vector<Value>>;

/// An argument that is one number, or a column of them.
struct named_numbers {
    std::string_view name;
    const one_or_each<double>& numbers;
};

/// of(row) of one row, or of each row where any argument is a column; the columns are of one length, and a single
/// number stands in every row. What of() refuses is named with its row.
template <std::size_t N, class Of>
[[nodiscard]] auto row_by_row(std::string_view method, const std::array<named_numbers, N>& arguments, const Of& of)
    -> one_or_each<std::decay_t<decltype(of(std::array<double, N>()))>> {
    std::array<double, N> row{};
    const named_numbers* first = nullptr;
    std::size_t rows = 0;
    for (std::size_t k = 0; k < N; ++k) {
        const auto* column = std::get_if<std::vector<double>>(&arguments[k].numbers);
        if (column == nullptr) {
            row[k] = std::get<double>(arguments[k].numbers);
            continue;
        }
        if (first == nullptr) {
            first = &arguments[k];
            rows = column->size();
        }
        require_size(std::string(method) + "." + std::string(arguments[k].name), column->size(), first->name, rows);
    }
    if (first == nullptr) {
        return of(row);
    }
    std::vector<std::decay_t<decltype(of(row))>> result;
    for (std::size_t i = 0; i < rows; ++i) {
        for (std::size_t k = 0; k < N; ++k) {
            const auto* column = std::get_if<std::vector<double>>(&arguments[k].numbers);
            row[k] = column == nullptr ? row[k] : (*column)[i];
        }
        try {
            result.push_back(of(row));
        } catch (const error& e) {
            throw error(e.code(), std::string(method) + ", row " + std::to_string(i) + ": " + e.what());
        }
    }
    return result;
}

}  // namespace scvm::methods
