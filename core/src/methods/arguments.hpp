#pragma once

#include "json/object_reader.hpp"

#include <scvm/survey/answers.hpp>

#include <nlohmann/json.hpp>

#include <algorithm>
#include <array>
#include <cmath>
#include <cstddef>
#include <limits>
#include <string>
#include <string_view>
#include <vector>

namespace scvm::json {

/// One method of a room, called by its name with named arguments.
struct method {
    std::string_view name;
    nlohmann::json (*call)(object_reader& in);
};

namespace detail {

/// A number, or "nan", "inf", "-inf", which JSON cannot say otherwise.
[[nodiscard]] inline double any_number(const object_reader& in, const nlohmann::json& value, const std::string& path) {
    if (value.is_string()) {
        const auto& text = value.get_ref<const std::string&>();
        constexpr double inf = std::numeric_limits<double>::infinity();
        if (text == "nan" || text == "inf" || text == "-inf") {
            return text == "nan" ? std::numeric_limits<double>::quiet_NaN() : text == "inf" ? inf : -inf;
        }
    }
    return value.is_null() ? std::numeric_limits<double>::quiet_NaN() : in.as_number(value, path);
}

[[nodiscard]] inline double number(object_reader& in, std::string_view key) {
    return any_number(in, in.required(key), in.path(key));
}

[[nodiscard]] inline double number(object_reader& in, std::string_view key, double otherwise) {
    const auto* found = in.find(key);
    return found == nullptr ? otherwise : any_number(in, *found, in.path(key));
}

[[nodiscard]] inline unsigned count(object_reader& in, std::string_view key) {
    const double value = in.number(key);
    if (!(value >= 0 && value <= 1e9 && value == std::floor(value))) {
        throw_domain(in.path(key), value, "a whole number from 0 to 1e9");
    }
    return static_cast<unsigned>(value);
}

[[nodiscard]] inline std::vector<double> column(const object_reader& in, const nlohmann::json& values,
                                                const std::string& path) {
    if (!values.is_array()) {
        in.fail(path, "expected an array");
    }
    std::vector<double> result;
    for (const auto& each : values) {
        result.push_back(any_number(in, each, path));
    }
    return result;
}

[[nodiscard]] inline std::vector<double> column(object_reader& in, std::string_view key) {
    return column(in, in.array(key), in.path(key));
}

template <std::size_t N>
[[nodiscard]] std::array<double, N> numbers(object_reader& in, std::string_view key) {
    const auto values = column(in, key);
    require_size(in.path(key), values.size(), "the method", N);
    std::array<double, N> result{};
    std::copy(values.begin(), values.end(), result.begin());
    return result;
}

/// Rows of equal length, row after row.
struct rows {
    rows(object_reader& in, std::string_view key) {
        for (const auto& row : in.array(key)) {
            const auto cells = column(in, row, in.path(key));
            width = values.empty() ? cells.size() : width;
            require_size(in.path(key), cells.size(), "the first row", width);
            values.insert(values.end(), cells.begin(), cells.end());
        }
    }
    [[nodiscard]] survey::answer_table view() const { return survey::answer_table::by_rows(values, width); }
    std::vector<double> values;
    std::size_t width = 0;
};

[[nodiscard]] inline nlohmann::json value_of(double value) {
    return {{"value", value}};
}

}  // namespace detail

}  // namespace scvm::json
