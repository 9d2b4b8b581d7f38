#pragma once

#include "json/writer.hpp"

#include <algorithm>
#include <charconv>
#include <concepts>
#include <cstddef>
#include <string>
#include <string_view>

namespace scvm::json::detail {

/// The languages in which every explanation speaks.
enum class language { english, german };

/// A sentence that people read, written piece by piece: texts as they are, numbers with two decimals, whatever the
/// locale. It is complete where the object ends.
class sentence {
public:
    sentence(writer& out, language in) : out_(out), point_(in == language::english ? '.' : ',') {
        out_.key(in == language::english ? "sentence" : "sentence_de");
        out_.begin_text();
    }
    ~sentence() { out_.end_text(); }
    sentence(const sentence&) = delete;
    sentence& operator=(const sentence&) = delete;

    template <class... Pieces>
    sentence& say(const Pieces&... pieces) {
        (add(pieces), ...);
        return *this;
    }

private:
    void add(std::string_view text) { out_.append(text); }

    void add(double number) {
        char buffer[340];  // the longest double has 309 digits before the point
        char* const end = std::to_chars(buffer, buffer + sizeof buffer, number, std::chars_format::fixed, 2).ptr;
        std::replace(buffer, end, '.', point_);
        out_.append({buffer, static_cast<std::size_t>(end - buffer)});
    }

    void add(std::unsigned_integral auto count) {
        char buffer[24];
        out_.append(
            {buffer, static_cast<std::size_t>(std::to_chars(buffer, buffer + sizeof buffer, count).ptr - buffer)});
    }

    writer& out_;
    char point_;
};

/// A list without entries.
inline void write_none(writer& out, std::string_view key) {
    out.key(key);
    out.begin_array();
    out.end_array();
}

/// The same in the two languages.
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
    sentence(out, language::english).say("There is no ", called.english, ": ", reason.english, ".");
    sentence(out, language::german).say("Es gibt ", called.german, " nicht: ", reason.german, ".");
    out.member("status", status);
    out.key("value");
    out.null();
    out.end_object();
}

}  // namespace scvm::json::detail
