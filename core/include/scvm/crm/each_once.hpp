#pragma once

#include <scvm/crm/id_table.hpp>
#include <scvm/describe/words.hpp>

#include <cstddef>
#include <functional>
#include <string>
#include <string_view>
#include <type_traits>
#include <vector>

namespace scvm::crm {

/// Throws misfit for a value of a list in a model, or for what `key` reads of its rows, that stands there twice: the
/// second one, at list[i] and then `member`, would do nothing.
template <class Row, class Key = std::identity>
void check_each_once(std::string_view list, const std::vector<Row>& rows, Key key = {}, std::string_view member = "") {
    for (std::size_t i = 0; i < rows.size(); ++i) {
        const auto& value = std::invoke(key, rows[i]);
        for (std::size_t j = 0; j < i; ++j) {
            if (std::invoke(key, rows[j]) == value) {
                std::string text;
                if constexpr (std::is_enum_v<std::remove_cvref_t<decltype(value)>>) {
                    text = word_of(value);
                } else {
                    text = value;
                }
                throw misfit{std::string(list) + "[" + std::to_string(i) + "]" + std::string(member),
                             crm::quoted(text) + ": expected each once"};
            }
        }
    }
}

}  // namespace scvm::crm
