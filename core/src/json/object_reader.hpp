#pragma once

#include <scvm/crm/id_table.hpp>
#include <scvm/error.hpp>

#include <nlohmann/json.hpp>

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <set>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace scvm::json {

/// The deepest nesting that is read. Our own documents need eight levels; what goes deeper is an attack or a mistake.
inline constexpr std::size_t max_depth = 32;

namespace detail {

/// Looks at a document's events before a tree is built of it: how deep it nests, and whether a key repeats.
///
/// nlohmann's parser could watch while it builds, but then looks through every array again after each of its elements:
/// a hundred thousand items took minutes.
class document_watch {
public:
    document_watch(errc code, std::string_view what) : code_(code), what_(what) {}

    bool null() { return true; }
    bool boolean(bool) { return true; }
    bool number_integer(std::int64_t) { return true; }
    bool number_unsigned(std::uint64_t) { return true; }
    bool number_float(double, const std::string&) { return true; }
    bool string(const std::string&) { return true; }
    bool binary(const nlohmann::json::binary_t&) { return true; }
    bool start_object(std::size_t) { return open(); }
    bool start_array(std::size_t) { return open(); }
    bool end_object() { return close(); }
    bool end_array() { return close(); }

    bool key(const std::string& name) {
        if (!keys_.back().insert(name).second) {
            throw error(code_, std::string(what_) + ": the key " + crm::quoted(name) + " stands twice");
        }
        return true;
    }

    bool parse_error(std::size_t byte, const std::string&, const nlohmann::json::exception& e) {
        throw error(code_, std::string(what_) + (dynamic_cast<const nlohmann::json::out_of_range*>(&e) != nullptr
                                                     ? ": a number is too large for a double"
                                                     : ": not JSON from byte " + std::to_string(byte) + " on"));
    }

private:
    bool open() {
        if (keys_.size() >= max_depth) {
            throw error(code_, std::string(what_) + ": nested deeper than " + std::to_string(max_depth) + " levels");
        }
        keys_.emplace_back();
        return true;
    }

    bool close() {
        keys_.pop_back();
        return true;
    }

    errc code_;
    std::string_view what_;
    std::vector<std::set<std::string>> keys_;  // of the objects and arrays that are open
};

}  // namespace detail

/// The document as a tree. Throws error{code} that says at which byte `what` stops being JSON, nests too deeply or
/// repeats a key, which JSON allows and which silently loses one of the two values.
[[nodiscard]] inline nlohmann::json parse(std::string_view text, errc code, std::string_view what) {
    detail::document_watch watch(code, what);
    nlohmann::json::sax_parse(text, &watch);
    return nlohmann::json::parse(text);
}

/// Reads one JSON object key by key, and knows at the end which keys nobody asked for.
///
/// Every failure throws error{code} with the path of the offender, e.g.
/// `model.survey.items[3].lowest: expected a number`.
class object_reader {
public:
    object_reader(const nlohmann::json& value, std::string path, errc code)
        : value_(value), path_(std::move(path)), code_(code) {
        if (!value.is_object()) {
            fail(path_, "expected an object");
        }
    }

    [[nodiscard]] const std::string& path() const noexcept { return path_; }
    [[nodiscard]] std::string path(std::string_view key) const { return path_ + "." + std::string(key); }

    /// The key's value, or nullptr where it is absent or null.
    [[nodiscard]] const nlohmann::json* find(std::string_view key) {
        known_.push_back(key);
        const auto found = value_.find(key);
        return found == value_.end() || found->is_null() ? nullptr : &*found;
    }

    [[nodiscard]] double number(std::string_view key, double otherwise) {
        const auto* found = find(key);
        return found == nullptr ? otherwise : as_number(*found, path(key));
    }

    [[nodiscard]] double number(std::string_view key) { return as_number(required(key), path(key)); }

    [[nodiscard]] bool flag(std::string_view key, bool otherwise) {
        const auto* found = find(key);
        if (found != nullptr && !found->is_boolean()) {
            fail(path(key), "expected true or false");
        }
        return found == nullptr ? otherwise : found->get<bool>();
    }

    [[nodiscard]] std::string text(std::string_view key, std::string_view otherwise) {
        const auto* found = find(key);
        return found == nullptr ? std::string(otherwise) : as_text(*found, path(key));
    }

    [[nodiscard]] std::string text(std::string_view key) { return as_text(required(key), path(key)); }

    /// One of the given words; their index.
    [[nodiscard]] std::size_t choice(std::string_view key, std::span<const std::string_view> words,
                                     std::size_t otherwise) {
        const auto* found = find(key);
        if (found == nullptr) {
            return otherwise;
        }
        const std::string word = as_text(*found, path(key));
        const auto match = std::find(words.begin(), words.end(), word);
        if (match == words.end()) {
            std::string expected;
            for (const auto w : words) {
                expected += (expected.empty() ? "" : ", ") + std::string(w);
            }
            fail(path(key), crm::quoted(word) + " is none of " + expected);
        }
        return static_cast<std::size_t>(match - words.begin());
    }

    /// The elements of an array; an absent key is an empty one.
    [[nodiscard]] const nlohmann::json& array(std::string_view key) {
        static const nlohmann::json none = nlohmann::json::array();
        const auto* found = find(key);
        if (found == nullptr) {
            return none;
        }
        if (!found->is_array()) {
            fail(path(key), "expected an array");
        }
        return *found;
    }

    [[nodiscard]] const nlohmann::json& required(std::string_view key) {
        const auto* found = find(key);
        if (found == nullptr) {
            fail(path(key), "is missing");
        }
        return *found;
    }

    /// To be called last: throws if the object has a key that nobody asked for.
    void finish() const {
        for (const auto& [key, unused] : value_.items()) {
            if (std::find(known_.begin(), known_.end(), key) == known_.end()) {
                std::string expected;
                for (const auto k : known_) {
                    expected += (expected.empty() ? "" : ", ") + std::string(k);
                }
                fail(path(crm::is_utf8(key) && key.size() <= 80 ? key : crm::quoted(key)),
                     "unknown key; expected one of " + expected);
            }
        }
    }

    [[noreturn]] void fail(const std::string& path, const std::string& rule) const {
        throw error(code_, path + ": " + rule);
    }

    [[nodiscard]] double as_number(const nlohmann::json& value, const std::string& path) const {
        if (!value.is_number()) {
            fail(path, "expected a number");
        }
        return value.get<double>();
    }

    [[nodiscard]] std::string as_text(const nlohmann::json& value, const std::string& path) const {
        if (!value.is_string()) {
            fail(path, "expected a text");
        }
        return value.get<std::string>();
    }

private:
    const nlohmann::json& value_;
    std::string path_;
    errc code_;
    std::vector<std::string_view> known_;
};

namespace detail {

template <class Enum, std::size_t N>
[[nodiscard]] std::string_view word_of(Enum value, const std::string_view (&words)[N]) {
    return words[static_cast<std::size_t>(value)];
}

/// Makes a failure of a room's own checks name the place in the file.
template <class Make>
[[nodiscard]] auto at_path(const std::string& path, Make make) {
    try {
        return make();
    } catch (const error& e) {
        throw error(errc::bad_model, path + ": " + e.what());
    }
}

/// A whole number of 0 or more.
[[nodiscard]] inline std::size_t read_count(object_reader& in, std::string_view key) {
    const double count = in.number(key);
    if (!(count >= 0 && count <= 0x1p53 && count == std::floor(count))) {
        in.fail(in.path(key), "expected a whole number of 0 or more");
    }
    return static_cast<std::size_t>(count);
}

}  // namespace detail

}  // namespace scvm::json
