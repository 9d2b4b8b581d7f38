#pragma once

#include <scvm/error.hpp>

#include <cstddef>
#include <string>
#include <string_view>

namespace scvm::json {

/// Looks through one JSON document, value by value, and builds nothing. The document is checked as a whole first:
/// afterwards every position is known to be well-formed.
class scanner {
public:
    /// Throws error{code}: `what` is no JSON from some byte on, nests deeper than `deepest`, or has a number that is
    /// too large for a double.
    scanner(std::string_view text, std::string_view what, errc code, std::size_t deepest);

    /// The first character of the next value: one of { [ " t f n - 0…9.
    [[nodiscard]] char peek() const { return text_[at_]; }

    /// Steps into the object or array that comes next. Then either end() is true, or a value (after its key) follows.
    void enter() { step(); }

    /// True, and steps out, where the innermost object or array ends here.
    [[nodiscard]] bool end() {
        if (text_[at_] == ',') {
            step();
            return false;
        }
        if (text_[at_] == ']' || text_[at_] == '}') {
            step();
            return true;
        }
        return false;
    }

    /// The key that comes next; a view of the document, or of `spelt` where it has escapes.
    [[nodiscard]] std::string_view key(std::string& spelt) {
        const std::string_view result = text_value(spelt);
        step();  // the colon
        return result;
    }

    /// The text that comes next; likewise.
    [[nodiscard]] std::string_view text_value(std::string& spelt);
    [[nodiscard]] double number();

    /// The number that comes next as it is written; the value of such a text.
    [[nodiscard]] std::string_view spelt_number();
    [[nodiscard]] static double value_of(std::string_view spelt);
    [[nodiscard]] bool boolean();

    /// Whether null comes next, which is then consumed.
    [[nodiscard]] bool null();

    /// Steps over the next value, whatever it is.
    void skip();

    /// Where the scanner stands, to come back to.
    [[nodiscard]] std::size_t place() const { return at_; }
    void back_to(std::size_t place) { at_ = place; }

private:
    void step() {
        ++at_;
        blanks();
    }
    void blanks() {
        while (at_ < text_.size() &&
               (text_[at_] == ' ' || text_[at_] == '\n' || text_[at_] == '\r' || text_[at_] == '\t')) {
            ++at_;
        }
    }

    std::string_view text_;
    std::size_t at_ = 0;
};

}  // namespace scvm::json
