#pragma once

#include <scvm/describe/words.hpp>
#include <scvm/survey/segment.hpp>

#include <array>
#include <cstddef>
#include <string>

namespace scvm::survey {

/// What people read in place of the stable names; UTF-8, plural. Index = number of the segment, 0 = unclassified.
struct segment_labels {
    std::string language;
    std::array<std::string, 6> text;

    friend void describe(const auto& is, const segment_labels& o) {
        is("language", o.language, "Language of the labels and sentences: en, de, or one with labels of your own.");
        is("labels", named(o.text, segment_words), "What people read in place of the stable names; plural.");
    }

    [[nodiscard]] const std::string& of(segment which) const {
        return text[static_cast<std::size_t>(which) < text.size() ? static_cast<std::size_t>(which) : 0];
    }
};

}  // namespace scvm::survey
