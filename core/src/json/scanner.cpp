#include "json/scanner.hpp"

#include <scvm/crm/id_table.hpp>

#include <charconv>
#include <cmath>
#include <cstdint>
#include <optional>
#include <vector>

namespace scvm::json {

namespace {

[[nodiscard]] bool is_digit(char c) {
    return c >= '0' && c <= '9';
}

/// The number at the front of a text that has the form of one; nullopt where it is too large for a double.
[[nodiscard]] std::optional<double> to_double(std::string_view text) {
    double value = 0;
    const auto [end, code] = std::from_chars(text.data(), text.data() + text.size(), value);
    if (code != std::errc::result_out_of_range) {
        return value;
    }
    // from_chars says the same of too large and too small: the place of the first digit that counts decides.
    const bool negative = text.front() == '-';
    text.remove_prefix(negative ? 1 : 0);
    const std::size_t mark = std::min(text.find_first_of("eE"), text.size());
    std::int64_t exponent = 0;
    if (mark < text.size()) {
        const std::string_view digits = text.substr(mark + (text[mark + 1] == '+' ? 2 : 1));
        if (std::from_chars(digits.data(), digits.data() + digits.size(), exponent).ec != std::errc()) {
            exponent = digits.front() == '-' ? -1'000'000'000 : 1'000'000'000;
        }
    }
    const std::string_view mantissa = text.substr(0, mark);
    const auto dot = static_cast<std::int64_t>(std::min(mantissa.find('.'), mantissa.size()));
    const auto first = static_cast<std::int64_t>(mantissa.find_first_of("123456789"));
    if (exponent + dot - first > 0) {
        return std::nullopt;
    }
    return negative ? -0.0 : 0.0;
}

/// Checks that a text is one JSON document.
class checker {
public:
    checker(std::string_view text, std::string_view what, errc code, std::size_t deepest)
        : text_(text), what_(what), code_(code), deepest_(deepest) {}

    void check() {
        blanks();
        bool value_expected = true;
        for (;;) {
            if (value_expected) {
                value_expected = value();
            }
            blanks();
            if (open_.empty()) {
                break;
            }
            value_expected = between(value_expected);
        }
        if (at_ < text_.size()) {
            fail();
        }
    }

private:
    // One value; true where it opened something that is not empty, so that another value comes next.
    bool value() {
        switch (now()) {
            case '{':
            case '[':
                return open();
            case '"':
                string();
                return false;
            case 't':
                literal("true");
                return false;
            case 'f':
                literal("false");
                return false;
            case 'n':
                literal("null");
                return false;
            default:
                number();
                return false;
        }
    }

    bool open() {
        if (open_.size() >= deepest_) {
            throw error(code_, std::string(what_) + ": nested deeper than " + std::to_string(deepest_) + " levels");
        }
        const char close = now() == '{' ? '}' : ']';
        open_.push_back(close);
        ++at_;
        blanks();
        if (now() == close) {
            return false;  // between() closes it
        }
        if (close == '}') {
            key();
        }
        return true;
    }

    // After a value: a comma and the next one, or the end of what is open. True where a value comes next.
    bool between(bool opened) {
        if (opened) {
            return true;
        }
        const char c = now();
        if (c == open_.back()) {
            open_.pop_back();
            ++at_;
            return false;
        }
        if (c != ',') {
            fail();
        }
        ++at_;
        blanks();
        if (open_.back() == '}') {
            key();
        }
        return true;
    }

    void key() {
        if (now() != '"') {
            fail();
        }
        string();
        blanks();
        if (now() != ':') {
            fail();
        }
        ++at_;
        blanks();
    }

    void string() {
        const std::size_t begin = ++at_;
        bool beyond_ascii = false;
        for (;; ++at_) {
            const auto c = static_cast<unsigned char>(now());
            if (c == '"') {
                break;
            }
            if (c < ' ') {
                fail();
            }
            beyond_ascii |= c >= 0x80;
            if (c == '\\') {
                ++at_;
                escape();
            }
        }
        if (beyond_ascii && !crm::is_utf8(text_.substr(begin, at_ - begin))) {
            at_ = begin;
            while (crm::is_utf8(text_.substr(at_, character(at_)))) {
                at_ += character(at_);
            }
            fail();
        }
        ++at_;
    }

    // The bytes of the character that begins here, if it is one.
    [[nodiscard]] std::size_t character(std::size_t at) const {
        const auto lead = static_cast<unsigned char>(text_[at]);
        return lead >= 0xF0 ? 4 : lead >= 0xE0 ? 3 : lead >= 0xC0 ? 2 : 1;
    }

    void escape() {
        const char c = now();
        if (c == 'u') {
            const unsigned first = hexadecimal();
            if (first >= 0xDC00 && first <= 0xDFFF) {
                fail();
            }
            if (first >= 0xD800 && first <= 0xDBFF) {  // the first half of a pair
                ++at_;
                if (now() != '\\') {
                    fail();
                }
                ++at_;
                if (now() != 'u') {
                    fail();
                }
                const unsigned second = hexadecimal();
                if (second < 0xDC00 || second > 0xDFFF) {
                    fail();
                }
            }
        } else if (std::string_view("\"\\/bfnrt").find(c) == std::string_view::npos) {
            fail();
        }
    }

    // Four digits after the u that stands here; stops on the last one.
    unsigned hexadecimal() {
        unsigned value = 0;
        for (int i = 0; i < 4; ++i) {
            ++at_;
            const char c = now();
            const bool letter = (c >= 'a' && c <= 'f') || (c >= 'A' && c <= 'F');
            if (!is_digit(c) && !letter) {
                fail();
            }
            value = value * 16 + static_cast<unsigned>(is_digit(c) ? c - '0' : (c | 0x20) - 'a' + 10);
        }
        return value;
    }

    void literal(std::string_view expected) {
        for (const char c : expected) {
            if (now() != c) {
                fail();
            }
            ++at_;
        }
    }

    void digits() {
        if (!is_digit(now())) {
            fail();
        }
        while (at_ < text_.size() && is_digit(text_[at_])) {
            ++at_;
        }
    }

    void number() {
        const std::size_t begin = at_;
        if (now() == '-') {
            ++at_;
        }
        if (now() == '0') {
            ++at_;
        } else {
            digits();
        }
        if (at_ < text_.size() && text_[at_] == '.') {
            ++at_;
            digits();
        }
        if (at_ < text_.size() && (text_[at_] == 'e' || text_[at_] == 'E')) {
            ++at_;
            if (now() == '+' || now() == '-') {
                ++at_;
            }
            digits();
        }
        // 300 characters that are no exponent are the shortest number that can be too large.
        const std::string_view text = text_.substr(begin, at_ - begin);
        const bool may_be_large = text.size() > 300 || text.find_first_of("eE") != std::string_view::npos;
        if (may_be_large && !to_double(text)) {
            throw error(code_, std::string(what_) + ": a number is too large for a double");
        }
    }

    void blanks() {
        while (at_ < text_.size() &&
               (text_[at_] == ' ' || text_[at_] == '\n' || text_[at_] == '\r' || text_[at_] == '\t')) {
            ++at_;
        }
    }

    [[nodiscard]] char now() {
        if (at_ >= text_.size()) {
            fail();
        }
        return text_[at_];
    }

    [[noreturn]] void fail() {
        throw error(code_, std::string(what_) + ": not JSON from byte " + std::to_string(at_ + 1) + " on");
    }

    std::string_view text_;
    std::string_view what_;
    errc code_;
    std::size_t deepest_;
    std::size_t at_ = 0;
    std::string open_;  // what closes the objects and arrays that are open
};

void append_utf8(std::string& to, unsigned code) {
    const auto add = [&](unsigned byte) { to.push_back(static_cast<char>(byte)); };
    if (code < 0x80) {
        add(code);
    } else if (code < 0x800) {
        add(0xC0 | code >> 6);
        add(0x80 | (code & 0x3F));
    } else if (code < 0x10000) {
        add(0xE0 | code >> 12);
        add(0x80 | (code >> 6 & 0x3F));
        add(0x80 | (code & 0x3F));
    } else {
        add(0xF0 | code >> 18);
        add(0x80 | (code >> 12 & 0x3F));
        add(0x80 | (code >> 6 & 0x3F));
        add(0x80 | (code & 0x3F));
    }
}

[[nodiscard]] unsigned from_hexadecimal(std::string_view digits) {
    unsigned value = 0;
    std::from_chars(digits.data(), digits.data() + 4, value, 16);
    return value;
}

}  // namespace

scanner::scanner(std::string_view text, std::string_view what, errc code, std::size_t deepest) : text_(text) {
    checker(text, what, code, deepest).check();
    blanks();
}

std::string_view scanner::text_value(std::string& spelt) {
    const std::size_t begin = ++at_;
    std::size_t end = begin;
    while (text_[end] != '"' && text_[end] != '\\') {
        ++end;
    }
    if (text_[end] == '"') {
        at_ = end;
        step();
        return text_.substr(begin, end - begin);
    }
    spelt.assign(text_, begin, end - begin);
    for (at_ = end; text_[at_] != '"'; ++at_) {
        if (text_[at_] != '\\') {
            spelt.push_back(text_[at_]);
            continue;
        }
        ++at_;
        if (text_[at_] != 'u') {
            constexpr std::string_view letters = "\"\\/bfnrt";
            constexpr std::string_view meant = "\"\\/\b\f\n\r\t";
            spelt.push_back(meant[letters.find(text_[at_])]);
            continue;
        }
        unsigned code = from_hexadecimal(text_.substr(at_ + 1));
        at_ += 4;
        if (code >= 0xD800) {
            if (code <= 0xDBFF) {
                code = 0x10000 + ((code - 0xD800) << 10) + (from_hexadecimal(text_.substr(at_ + 3)) - 0xDC00);
                at_ += 6;
            }
        }
        append_utf8(spelt, code);
    }
    step();
    return spelt;
}

double scanner::number() {
    return value_of(spelt_number());
}

std::string_view scanner::spelt_number() {
    std::size_t end = at_;
    while (end < text_.size() && (is_digit(text_[end]) || std::string_view("+-.eE").find(text_[end]) < 5)) {
        ++end;
    }
    const std::string_view result = text_.substr(at_, end - at_);
    at_ = end;
    blanks();
    return result;
}

double scanner::value_of(std::string_view spelt) {
    return *to_double(spelt);
}

bool scanner::boolean() {
    const bool result = text_[at_] == 't';
    at_ += result ? 3 : 4;
    step();
    return result;
}

bool scanner::null() {
    if (text_[at_] != 'n') {
        return false;
    }
    at_ += 3;
    step();
    return true;
}

void scanner::skip() {
    std::size_t depth = 0;
    do {
        const char c = text_[at_];
        if (c == '"') {
            for (++at_; text_[at_] != '"'; ++at_) {
                at_ += text_[at_] == '\\' ? 1 : 0;
            }
            ++at_;
        } else if (c == '{' || c == '[') {
            ++depth;
            ++at_;
        } else if (c == '}' || c == ']') {
            --depth;
            ++at_;
        } else if (c == ',' || c == ':' || c == ' ' || c == '\n' || c == '\r' || c == '\t') {
            ++at_;
        } else {
            while (at_ < text_.size() && std::string_view(",:]} \n\r\t").find(text_[at_]) == std::string_view::npos) {
                ++at_;
            }
        }
    } while (depth > 0);
    blanks();
}

}  // namespace scvm::json
