#pragma once

#include <algorithm>
#include <cstddef>
#include <numeric>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace scvm {

/// How many letters must be changed, added or left out to make one word of the other, whatever their case.
[[nodiscard]] inline std::size_t distance(std::string_view a, std::string_view b) {
    const auto lower = [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; };
    std::vector<std::size_t> row(b.size() + 1);
    std::iota(row.begin(), row.end(), std::size_t{0});
    for (std::size_t i = 0; i < a.size(); ++i) {
        std::size_t diagonal = std::exchange(row[0], i + 1);
        for (std::size_t j = 0; j < b.size(); ++j) {
            const std::size_t changed = diagonal + (lower(a[i]) == lower(b[j]) ? 0 : 1);
            diagonal = row[j + 1];
            row[j + 1] = std::min({changed, row[j] + 1, row[j + 1] + 1});
        }
    }
    return row[b.size()];
}

/// The word that is near enough to be meant; empty: none is.
template <class Words>
[[nodiscard]] std::string_view nearest(std::string_view given, const Words& words) {
    std::string_view found;
    std::size_t best = given.size() <= 40 ? std::min<std::size_t>(3, given.size() / 2 + 1) : 0;
    for (const std::string_view each : words) {
        if (const std::size_t d = best > 0 ? distance(given, each) : best; d < best) {
            best = d;
            found = each;
        }
    }
    return found;
}

/// "; did you mean horizon?" where one of the words is near enough, else nothing.
template <class Words>
[[nodiscard]] std::string meant(std::string_view given, const Words& words) {
    const std::string_view found = nearest(given, words);
    return found.empty() ? "" : "; did you mean " + std::string(found) + "?";
}

}  // namespace scvm
