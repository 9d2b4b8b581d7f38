#pragma once

#include "json/scanner.hpp"

#include <scvm/crm/cell.hpp>

#include <string>
#include <string_view>

namespace scvm::json {

/// The next value as a cell. Its text is a view of the document, or of `spelt` where it has escapes.
[[nodiscard]] inline crm::cell read_cell(scanner& in, std::string& spelt) {
    using what = crm::cell::what;
    switch (in.peek()) {
        case 'n':
            (void)in.null();
            return {};
        case 't':
        case 'f':
            return {what::boolean, {}, in.boolean() ? 1.0 : 0.0};
        case '"':
            return {what::text, in.text_value(spelt)};
        case '[':
        case '{':
            in.skip();
            return {what::other};
        default: {
            const std::string_view text = in.spelt_number();
            const bool whole = text.find_first_of(".eE") == std::string_view::npos;
            return {whole ? what::digits : what::number, text, scanner::value_of(text)};
        }
    }
}

}  // namespace scvm::json
