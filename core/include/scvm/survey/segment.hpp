#pragma once

#include <scvm/describe/words.hpp>

#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string_view>

namespace scvm::survey {

/// The five groups of the attachment portfolio, and "no group" for whoever lacks a score. The numbers are stable.
enum class segment : std::uint8_t {
    unclassified = 0,
    fan = 1,          ///< satisfied and closely attached
    sympathizer = 2,  ///< satisfied and attached
    mercenary = 3,    ///< satisfied, not attached
    captive = 4,      ///< dissatisfied, held by attachment or by barriers
    opponent = 5,     ///< neither satisfied nor held
};
inline constexpr std::array<word, 6> segment_words{{
    {"unclassified", "no score, hence no group"},
    {"fan", "satisfied and closely attached"},
    {"sympathizer", "satisfied and attached"},
    {"mercenary", "satisfied, not attached"},
    {"captive", "dissatisfied, held by attachment or by barriers"},
    {"opponent", "neither satisfied nor held"},
}};
[[nodiscard]] constexpr const auto& words_of(segment) {
    return segment_words;
}

/// The five groups in their order; index + 1 is the number of the segment.
inline constexpr std::array<segment, 5> segments{segment::fan, segment::sympathizer, segment::mercenary,
                                                 segment::captive, segment::opponent};

/// The place of a group in `segments` and in every table of five. `unclassified` has none.
[[nodiscard]] constexpr std::size_t index_of(segment of) {
    return static_cast<std::size_t>(of) - 1;
}

/// The stable name: what files, tables and bindings say.
inline constexpr auto segment_names = names_of(segment_words);
[[nodiscard]] constexpr std::string_view segment_name(segment of) {
    const auto number = static_cast<std::size_t>(of);
    return segment_names[number < segment_names.size() ? number : 0];
}

/// The segment of a stable name; nothing for any other text.
[[nodiscard]] constexpr std::optional<segment> segment_from_name(std::string_view name) {
    for (std::uint8_t number = 0; number <= 5; ++number) {
        if (segment_name(static_cast<segment>(number)) == name) {
            return static_cast<segment>(number);
        }
    }
    return std::nullopt;
}

/// Whether the segment is one of the satisfied ones.
[[nodiscard]] constexpr bool is_satisfied(segment of) {
    return of == segment::fan || of == segment::sympathizer || of == segment::mercenary;
}

}  // namespace scvm::survey
