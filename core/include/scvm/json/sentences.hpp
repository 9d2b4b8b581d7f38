#pragma once

#include <scvm/json/writer.hpp>

#include <algorithm>
#include <charconv>
#include <string>
#include <string_view>

namespace scvm::json::detail {

/// For sentences that people read: two decimal places, whatever the locale.
[[nodiscard]] inline std::string short_number(double value) {
    char buffer[340];  // the longest double has 309 digits before the point
    const auto end = std::to_chars(buffer, buffer + sizeof buffer, value, std::chars_format::fixed, 2);
    return {buffer, end.ptr};
}

/// The same for German readers.
[[nodiscard]] inline std::string german_number(double value) {
    std::string result = short_number(value);
    std::replace(result.begin(), result.end(), '.', ',');
    return result;
}

/// What the person is told, in the two languages that every explanation speaks.
inline void write_sentences(writer& out, const std::string& english, const std::string& german) {
    out.member("sentence", english);
    out.member("sentence_de", german);
}

/// A list without entries.
inline void write_none(writer& out, std::string_view key) {
    out.key(key);
    out.begin_array();
    out.end_array();
}

struct two_texts {
    std::string english;
    std::string german;
};

/// Why a score is absent.
inline void explain_absence(writer& out, std::string_view score, const two_texts& called, std::string_view status,
                            const two_texts& reason) {
    out.begin_object();
    write_none(out, "missing");
    write_none(out, "parts");
    out.member("score", score);
    write_sentences(out, "There is no " + called.english + ": " + reason.english + ".",
                    "Es gibt " + called.german + " nicht: " + reason.german + ".");
    out.member("status", status);
    out.key("value");
    out.null();
    out.end_object();
}

}  // namespace scvm::json::detail
