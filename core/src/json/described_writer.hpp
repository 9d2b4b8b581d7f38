#pragma once

#include <scvm/describe/table.hpp>

#include <string>

namespace scvm::json {

class writer;

/// Writes what is described as canonical JSON: keys in byte order, every default spelt out, absent numbers as null,
/// empty optionals left out, unless the description says otherwise (`quiet`, `null_when_absent`).
void write_described(writer& out, const description::type& of, const void* object);

template <class T>
void write_described(writer& out, const T& object) {
    write_described(out, description::type_of<T>(), &object);
}

[[nodiscard]] std::string write_described(const description::type& of, const void* object);

/// Writes a list of described structs as an object with one list for each of their members.
void write_by_columns(writer& out, const description::type& list, const void* object);

template <class T>
[[nodiscard]] std::string write_described(const T& object) {
    return write_described(description::type_of<T>(), &object);
}

}  // namespace scvm::json
