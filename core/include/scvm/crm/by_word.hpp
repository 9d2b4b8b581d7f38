#pragma once

#include <array>
#include <cstddef>
#include <tuple>
#include <type_traits>

namespace scvm::crm {

/// One value for each word of an enum.
template <class Enum, class Value = std::size_t>
struct by_word {
    std::array<Value, std::tuple_size_v<std::remove_cvref_t<decltype(words_of(Enum{}))>>> of{};

    [[nodiscard]] const Value& operator[](Enum which) const { return of[static_cast<std::size_t>(which)]; }
};

}  // namespace scvm::crm
