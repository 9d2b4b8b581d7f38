#pragma once

// Reads JSON straight into what is described (describe/table.hpp): strict, with the path of every offender, and without
// a tree in between, which took nine tenths of the time.
#include <scvm/describe/table.hpp>

#include <memory>
#include <string_view>
#include <vector>

namespace scvm::json {

/// The deepest nesting that is read. Our own documents need eight levels; what goes deeper is an attack or a mistake.
inline constexpr std::size_t max_depth = 32;

struct reading {
    std::string_view what;        ///< how paths begin: "model"
    errc code = errc::bad_model;  ///< of every failure

    /// A method's arguments: "nan", "inf", "-inf" and null (NaN) are numbers too; a number out of its range has
    /// errc::domain, a list of another length than it must have errc::size_mismatch, and a rule the code that it
    /// throws.
    bool of_call = false;
};

/// Where the elements of std::span members live until the caller is done with them.
using held_lists = std::vector<std::shared_ptr<void>>;

/// Reads one document into `object`, whose members keep their defaults where the document is silent.
///
/// Throws error{code} with the path of the offender: text that is no JSON, nests too deeply, repeats a key; an unknown
/// key (with the one that was probably meant), a missing or mistyped one, a number out of its range, a broken rule.
void read_described(std::string_view text, const reading& how, const description::type& of, void* object,
                    held_lists* held = nullptr);

template <class T>
[[nodiscard]] T read_described(std::string_view text, const reading& how) {
    T result{};
    read_described(text, how, description::type_of<T>(), &result);
    return result;
}

}  // namespace scvm::json
