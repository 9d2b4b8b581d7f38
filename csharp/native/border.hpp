// What crosses between C# and the nouns: lent memory going in, kept results going out, and the last error of a thread.
#pragma once

#include <scvm/error.hpp>

#include <cstdint>
#include <exception>
#include <memory>
#include <new>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace scvm_csharp {

/// Memory that its owner lends for one call: a pinned managed array or UTF-8 text, or a column of a table.
struct lent {
    const void* data;
    std::int64_t size;  ///< in elements
};

/// A managed string array, packed: the UTF-8 bytes of all texts, and where each of them ends.
struct lent_texts {
    const char* bytes;
    const std::int64_t* ends;
    std::int64_t size;  ///< number of texts
};

/// A result that stays alive until scvm_csharp_release(owner). `ends` is null unless it holds several texts.
struct kept {
    const void* data;
    const std::int64_t* ends;
    std::int64_t size;  ///< in elements; bytes of one text; number of several texts
    void* owner;
};

/// The last error of this thread. Code 0: the last call succeeded.
struct last_error {
    int code = 0;
    std::string message;
};

inline last_error& error_of_this_thread() noexcept {
    thread_local last_error error;
    return error;
}

inline void forget_error() noexcept {
    error_of_this_thread().code = 0;
}

inline void remember_error(scvm::errc code, std::string_view message) noexcept {
    last_error& error = error_of_this_thread();
    error.code = static_cast<int>(code);
    try {
        error.message = message;
    } catch (const std::bad_alloc&) {
        error.code = static_cast<int>(scvm::errc::out_of_memory);
        error.message.clear();
    }
}

/// To be called in a catch block: nothing that C++ throws may reach the .NET runtime, which would end the process.
inline void remember_current_exception() noexcept {
    try {
        throw;
    } catch (const scvm::error& e) {
        remember_error(e.code(), e.what());
    } catch (const std::bad_alloc&) {
        remember_error(scvm::errc::out_of_memory, "native memory is exhausted");
    } catch (const std::exception& e) {
        remember_error(scvm::errc::internal, e.what());
    } catch (...) {
        remember_error(scvm::errc::internal, "an unknown native exception");
    }
}

template <class T>
[[nodiscard]] std::span<T> column(const lent& memory) noexcept {
    // Whether it may be written was decided on the managed side: a Span is pinned for it, a ReadOnlySpan is not.
    return {static_cast<T*>(const_cast<void*>(memory.data)), static_cast<std::size_t>(memory.size)};
}

template <class T>
[[nodiscard]] lent lend(std::span<const T> column) noexcept {
    return {column.data(), static_cast<std::int64_t>(column.size())};
}

/// Fills `result` from lent text; false, with the error remembered, where memory runs out.
[[nodiscard]] inline bool copy_text(const lent& text, std::string& result) noexcept {
    try {
        result.assign(static_cast<const char*>(text.data), static_cast<std::size_t>(text.size));
        return true;
    } catch (...) {
        remember_current_exception();
        return false;
    }
}

/// Fills `result` with views of the packed texts, which stay where they are.
[[nodiscard]] inline bool view_texts(const lent_texts& packed, std::vector<std::string_view>& result) noexcept {
    try {
        result.reserve(static_cast<std::size_t>(packed.size));
        std::int64_t begin = 0;
        for (std::int64_t i = 0; i < packed.size; ++i) {
            result.emplace_back(packed.bytes + begin, static_cast<std::size_t>(packed.ends[i] - begin));
            begin = packed.ends[i];
        }
        return true;
    } catch (...) {
        remember_current_exception();
        return false;
    }
}

/// What a kept result lives in.
struct owner {
    virtual ~owner() = default;
};

template <class Value>
struct owner_of final : owner {
    explicit owner_of(Value v) : value(std::move(v)) {}
    Value value;
};

struct packed_texts final : owner {
    std::string bytes;
    std::vector<std::int64_t> ends;
};

[[nodiscard]] inline kept keep(std::string&& text) noexcept {
    try {
        auto held = std::make_unique<owner_of<std::string>>(std::move(text));
        const kept result{held->value.data(), nullptr, static_cast<std::int64_t>(held->value.size()), held.get()};
        static_cast<void>(held.release());
        return result;
    } catch (...) {
        remember_current_exception();
        return {};
    }
}

template <class T>
[[nodiscard]] kept keep(std::vector<T>&& values) noexcept {
    try {
        auto held = std::make_unique<owner_of<std::vector<T>>>(std::move(values));
        const kept result{held->value.data(), nullptr, static_cast<std::int64_t>(held->value.size()), held.get()};
        static_cast<void>(held.release());
        return result;
    } catch (...) {
        remember_current_exception();
        return {};
    }
}

[[nodiscard]] inline kept keep(std::vector<std::string>&& texts) noexcept {
    try {
        auto held = std::make_unique<packed_texts>();
        held->ends.reserve(texts.size());
        for (const std::string& text : texts) {
            held->bytes += text;
            held->ends.push_back(static_cast<std::int64_t>(held->bytes.size()));
        }
        const kept result{held->bytes.data(), held->ends.data(), static_cast<std::int64_t>(texts.size()), held.get()};
        static_cast<void>(held.release());
        return result;
    } catch (...) {
        remember_current_exception();
        return {};
    }
}

}  // namespace scvm_csharp
