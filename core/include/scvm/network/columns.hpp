#pragma once

#include <memory>
#include <new>
#include <utility>
#include <vector>

namespace scvm::network {

/// Leaves new elements as the memory was: a column of a billion bytes is then written once, by all threads, and not
/// first zeroed by one.
template <class Value>
struct unwritten : std::allocator<Value> {
    template <class Other>
    struct rebind {
        using other = unwritten<Other>;
    };
    unwritten() = default;
    template <class Other>
    unwritten(const unwritten<Other>& /*other*/) noexcept {}

    template <class Other, class... Arguments>
    void construct(Other* place, Arguments&&... arguments) {
        if constexpr (sizeof...(Arguments) > 0) {
            ::new (static_cast<void*>(place)) Other(std::forward<Arguments>(arguments)...);
        }
    }
};

/// A vector of plain values whose resize() writes nothing: whoever resizes it writes every element.
template <class Value>
using large_column = std::vector<Value, unwritten<Value>>;

}  // namespace scvm::network
