#pragma once

#include "json/cells.hpp"
#include "json/network_rules.hpp"
#include "methods/arguments.hpp"
#include "methods/value_arguments.hpp"

#include <scvm/network/cascade.hpp>
#include <scvm/network/core_numbers.hpp>
#include <scvm/network/graph.hpp>
#include <scvm/network/linear_system.hpp>

#include <nlohmann/json.hpp>

#include <algorithm>
#include <array>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

// What the methods of the rooms network and equity have in common: people by their numbers, flags, times, graphs.

namespace scvm::json::detail {

/// One call knows at most so many people. A number of people takes a few bytes to write and a column of memory to hold.
inline constexpr double most_people = 1e7;

inline constexpr std::string_view direction_words[] = {"out", "in", "both"};
inline constexpr std::string_view cascade_words[] = {"weighted", "constant", "probabilities", "linear_threshold"};

/// A whole number from `least` to `most` that stands in a row of a column.
[[nodiscard]] inline double whole_in_row(double value, double least, double most, const std::string& path,
                                         std::size_t row) {
    if (!(value >= least && value <= most && value == std::floor(value))) {
        throw_domain(path, row, value, "a whole number from " + number_text(least) + " to " + number_text(most));
    }
    return value;
}

/// A column of whole numbers; null is `absent`, where one is given.
template <class Number>
[[nodiscard]] std::vector<Number> whole_numbers(object_reader& in, std::string_view key, double least, double most,
                                                const Number* absent = nullptr) {
    std::vector<Number> result;
    for (const double each : column(in, key)) {
        result.push_back(absent != nullptr && std::isnan(each)
                             ? *absent
                             : static_cast<Number>(whole_in_row(each, least, most, in.path(key), result.size())));
    }
    return result;
}

/// People, or customers, by their numbers from 0.
[[nodiscard]] inline std::vector<std::uint32_t> people(object_reader& in, std::string_view key,
                                                       const std::uint32_t* absent = nullptr) {
    return whole_numbers<std::uint32_t>(in, key, 0, most_people - 1, absent);
}

/// The same of a column that has to be there.
[[nodiscard]] inline std::vector<std::uint32_t> required_people(object_reader& in, std::string_view key) {
    (void)in.required(key);
    return people(in, key);
}

/// true or false, or 1 or 0, for each row.
[[nodiscard]] inline std::vector<std::uint8_t> flags(object_reader& in, std::string_view key) {
    std::vector<std::uint8_t> result;
    for (const auto& each : in.array(key)) {
        const bool known = each.is_boolean() || (each.is_number() && (each == 0 || each == 1));
        if (!known) {
            in.fail(in.path(key) + "[" + std::to_string(result.size()) + "]", "expected true or false, or 1 or 0");
        }
        result.push_back(each.is_boolean() ? each.get<bool>() : each == 1);
    }
    return result;
}

[[nodiscard]] inline std::vector<std::uint8_t> required_flags(object_reader& in, std::string_view key) {
    (void)in.required(key);
    return flags(in, key);
}

/// Dates or times; null is `absent`, where one is given.
[[nodiscard]] inline std::vector<std::int64_t> times(object_reader& in, std::string_view key,
                                                     const std::int64_t* absent = nullptr) {
    std::vector<std::int64_t> result;
    for (const auto& each : in.array(key)) {
        if (absent != nullptr && each.is_null()) {
            result.push_back(*absent);
            continue;
        }
        const std::int64_t time = read_time(each, in.path(key) + "[" + std::to_string(result.size()) + "]");
        constexpr std::int64_t far = 10'000'000'000'000;  // three hundred thousand years: what is added stays in range
        if (!(time >= -far && time <= far)) {
            throw_domain(in.path(key), result.size(), static_cast<double>(time), "a time between -1e13 s and 1e13 s");
        }
        result.push_back(time);
    }
    return result;
}

[[nodiscard]] inline std::vector<std::int64_t> required_times(object_reader& in, std::string_view key) {
    (void)in.required(key);
    return times(in, key);
}

/// A count of at most `most`, so that one short argument cannot ask for all the memory there is.
[[nodiscard]] inline std::uint32_t limited(object_reader& in, std::string_view key, double most) {
    const double value = in.number(key);
    if (!(value >= 0 && value <= most && value == std::floor(value))) {
        throw_domain(in.path(key), value, "a whole number from 0 to " + number_text(most));
    }
    return static_cast<std::uint32_t>(value);
}
[[nodiscard]] inline std::uint32_t limited(object_reader& in, std::string_view key, double most,
                                           std::uint32_t otherwise) {
    return in.find(key) == nullptr ? otherwise : limited(in, key, most);
}

/// How often something is simulated.
[[nodiscard]] inline std::uint64_t simulations_of(object_reader& in, std::uint32_t otherwise) {
    return limited(in, "simulations", 1e7, otherwise);
}

[[nodiscard]] inline std::uint64_t network_seed(object_reader& in) {
    return in.find("seed") == nullptr ? 1 : read_count(in, "seed");
}

/// A word for each row, of those given; null is `absent`, where one is given.
template <std::size_t N>
[[nodiscard]] std::vector<std::uint8_t> words_in(object_reader& in, std::string_view key,
                                                 const std::string_view (&words)[N],
                                                 const std::uint8_t* absent = nullptr) {
    std::vector<std::uint8_t> result;
    for (const auto& each : in.array(key)) {
        if (absent != nullptr && each.is_null()) {
            result.push_back(*absent);
            continue;
        }
        const std::string path = in.path(key) + "[" + std::to_string(result.size()) + "]";
        const std::string word = in.as_text(each, path);
        const auto* match = std::find(words, words + N, word);
        if (match == words + N) {
            std::string expected;
            for (const auto w : words) {
                expected += (expected.empty() ? "" : ", ") + std::string(w);
            }
            in.fail(path, crm::quoted(word) + " is none of " + expected);
        }
        result.push_back(static_cast<std::uint8_t>(match - words));
    }
    return result;
}

/// The words of codes, one for each row.
template <class Codes, std::size_t N>
[[nodiscard]] nlohmann::json write_words(const Codes& codes, const std::string_view (&words)[N]) {
    nlohmann::json result = nlohmann::json::array();
    for (const auto code : codes) {
        const auto place = static_cast<std::size_t>(code);
        result.push_back(place < N ? nlohmann::json(words[place]) : nlohmann::json(nullptr));
    }
    return result;
}

/// Rows that were left out, with their reasons.
template <class Rejected, std::size_t N>
[[nodiscard]] nlohmann::json write_reasons(const std::vector<Rejected>& rejected, const std::string_view (&words)[N]) {
    nlohmann::json result = nlohmann::json::array();
    for (const Rejected& each : rejected) {
        result.push_back({{"row", each.row}, {"reason", word_of(each.reason, words)}});
    }
    return result;
}

/// Codes of which the largest number says that there is none: it is written as null.
[[nodiscard]] inline nlohmann::json write_codes(const std::vector<std::uint32_t>& codes) {
    nlohmann::json result = nlohmann::json::array();
    for (const std::uint32_t code : codes) {
        result.push_back(code == 0xffffffffu ? nlohmann::json(nullptr) : nlohmann::json(code));
    }
    return result;
}

/// The argument `graph`: {"source": […], "target": […], "weight": […], "nodes": n, "directed": true}.
[[nodiscard]] inline network::graph graph_of(object_reader& in) {
    object_reader at(in.required("graph"), in.path("graph"), errc::bad_record);
    const auto source = required_people(at, "source");
    const auto target = required_people(at, "target");
    const auto weight = column(at, "weight");
    if (!weight.empty()) {
        require_size(at.path("weight"), weight.size(), "source", source.size());
    }
    const network::graph_options options{.nodes = limited(at, "nodes", most_people, 0),
                                         .directed = at.flag("directed", true)};
    at.finish();
    return network::graph::from_edges({source, target, weight}, options);
}

/// A graph as an argument of the next call.
[[nodiscard]] inline nlohmann::json write_graph(const network::graph& of) {
    std::vector<std::uint32_t> source;
    std::vector<std::uint32_t> target;
    std::vector<double> weight;
    const network::adjacency& out = of.outgoing();
    for (std::uint32_t node = 0; node < out.row_count(); ++node) {
        for (auto e = out.offset[node]; e < out.offset[node + 1]; ++e) {
            source.push_back(node);
            target.push_back(out.neighbour[e]);
            weight.push_back(out.edge_weight(e));
        }
    }
    return {{"source", source}, {"target", target}, {"weight", weight}, {"nodes", of.node_count()}};
}

[[nodiscard]] inline network::iteration_options iteration_of(object_reader& in, network::iteration_options otherwise) {
    otherwise.tolerance = number(in, "tolerance", otherwise.tolerance);
    otherwise.max_iterations = count(in, "max_iterations", static_cast<unsigned>(otherwise.max_iterations));
    otherwise.threads = threads_of(in);
    return otherwise;
}

[[nodiscard]] inline nlohmann::json write_iterated(const network::iterated_values& of) {
    return {{"value", of.value}, {"iterations", of.iterations}, {"converged", of.converged}, {"change", of.change}};
}

[[nodiscard]] inline network::edge_direction direction_of(object_reader& in) {
    return static_cast<network::edge_direction>(in.choice("direction", direction_words, 2));
}

[[nodiscard]] inline network::cascade cascade_of(object_reader& in) {
    network::cascade result;
    result.kind = static_cast<network::cascade_kind>(in.choice("model", cascade_words, 0));
    result.probability = number(in, "probability", result.probability);
    return result;
}

/// An object with a number for each name; absent ones stay as they are.
template <std::size_t N>
[[nodiscard]] std::array<double, N> named_numbers(object_reader& in, std::string_view key,
                                                  const std::array<std::string_view, N>& names,
                                                  std::array<double, N> otherwise) {
    if (const auto* found = in.find(key)) {
        object_reader at(*found, in.path(key), errc::bad_record);
        for (std::size_t i = 0; i < N; ++i) {
            otherwise[i] = number(at, names[i], otherwise[i]);
        }
        at.finish();
    }
    return otherwise;
}

/// of(row) of one row, or of each row of columns of equal length, whichever `keys` hold. A key that is absent is NaN,
/// or what `otherwise` says; what of() refuses is named with its row.
template <std::size_t N, class Of>
[[nodiscard]] nlohmann::json value_of_each(object_reader& in, const std::string_view (&keys)[N],
                                           const std::array<double, N>& otherwise, Of of) {
    std::array<std::vector<double>, N> columns;
    std::array<double, N> row = otherwise;
    std::size_t rows = 0;
    std::string_view first;
    for (std::size_t k = 0; k < N; ++k) {
        const auto* found = std::isnan(otherwise[k]) ? &in.required(keys[k]) : in.find(keys[k]);
        if (found == nullptr) {
            continue;
        }
        if (!found->is_array()) {
            row[k] = any_number(in, *found, in.path(keys[k]));
            continue;
        }
        columns[k] = column(in, keys[k]);
        rows = first.empty() ? columns[k].size() : rows;
        first = first.empty() ? keys[k] : first;
        require_size(in.path(keys[k]), columns[k].size(), first, rows);
    }
    if (first.empty()) {
        return {{"value", of(row)}};
    }
    nlohmann::json result = nlohmann::json::array();
    for (std::size_t i = 0; i < rows; ++i) {
        for (std::size_t k = 0; k < N; ++k) {
            row[k] = columns[k].empty() ? row[k] : columns[k][i];
        }
        try {
            result.push_back(of(row));
        } catch (const error& e) {
            throw error(e.code(), in.path() + ", row " + std::to_string(i) + ": " + e.what());
        }
    }
    return {{"value", std::move(result)}};
}

}  // namespace scvm::json::detail
