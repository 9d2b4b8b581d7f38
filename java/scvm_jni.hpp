// How columns, texts and errors cross between the JVM and the nouns. SWIG calls all of it outside its try block: so
// nothing here throws; what fails leaves a Java exception pending and returns false or null.
#pragma once

#include <scvm/error.hpp>

#include <jni.h>

#include <cstdint>
#include <cstring>
#include <exception>
#include <limits>
#include <new>
#include <span>
#include <string>
#include <string_view>
#include <type_traits>
#include <vector>

namespace scvm_jni {

/// Leaves a ScvmException pending. The message crosses as UTF-8: the JNI's own texts break at an emoji.
inline void throw_scvm(JNIEnv* env, scvm::errc code, std::string_view message) noexcept {
    const jclass type = env->FindClass("io/scvm/ScvmException");
    if (type == nullptr) {
        return;
    }
    const jmethodID make = env->GetMethodID(type, "<init>", "(I[B)V");
    if (make == nullptr) {
        return;
    }
    const jbyteArray text = env->NewByteArray(static_cast<jsize>(message.size()));
    if (text == nullptr) {
        return;
    }
    env->SetByteArrayRegion(text, 0, static_cast<jsize>(message.size()),
                            reinterpret_cast<const jbyte*>(message.data()));
    const auto exception = static_cast<jthrowable>(env->NewObject(type, make, static_cast<jint>(code), text));
    if (exception != nullptr) {
        env->Throw(exception);
    }
}

inline void throw_out_of_memory(JNIEnv* env) noexcept {
    if (const jclass type = env->FindClass("java/lang/OutOfMemoryError"); type != nullptr) {
        env->ThrowNew(type, "scvm: no native memory left");
    }
}

/// To be called in a catch block: leaves the Java exception pending that stands for the C++ one.
inline void raise(JNIEnv* env) noexcept {
    try {
        throw;
    } catch (const scvm::error& e) {
        throw_scvm(env, e.code(), e.what());
    } catch (const std::bad_alloc&) {
        throw_out_of_memory(env);
    } catch (const std::exception& e) {
        throw_scvm(env, scvm::errc::internal, e.what());
    } catch (...) {
        throw_scvm(env, scvm::errc::internal, "an exception of unknown type");
    }
}

/// The JNI's names for arrays of T.
template <class T>
struct java;

template <>
struct java<double> {
    using array = jdoubleArray;
    using element = jdouble;
    static constexpr auto make = &JNIEnv::NewDoubleArray;
    static constexpr auto borrow = &JNIEnv::GetDoubleArrayElements;
    static constexpr auto give_back = &JNIEnv::ReleaseDoubleArrayElements;
    static constexpr auto fill = &JNIEnv::SetDoubleArrayRegion;
};

template <>
struct java<std::int64_t> {
    using array = jlongArray;
    using element = jlong;
    static constexpr auto make = &JNIEnv::NewLongArray;
    static constexpr auto borrow = &JNIEnv::GetLongArrayElements;
    static constexpr auto give_back = &JNIEnv::ReleaseLongArrayElements;
    static constexpr auto fill = &JNIEnv::SetLongArrayRegion;
};

template <>
struct java<std::int32_t> {
    using array = jintArray;
    using element = jint;
    static constexpr auto make = &JNIEnv::NewIntArray;
    static constexpr auto borrow = &JNIEnv::GetIntArrayElements;
    static constexpr auto give_back = &JNIEnv::ReleaseIntArrayElements;
    static constexpr auto fill = &JNIEnv::SetIntArrayRegion;
};

/// A Java array as a span until the end of the call, also of one that throws. The JVM copies it in, and out again if T
/// is not const. (The "critical" functions would not copy, but stop the garbage collector for the whole call.)
template <class T>
class held_array {
    using names = java<std::remove_const_t<T>>;
    static_assert(sizeof(typename names::element) == sizeof(T));

public:
    held_array() = default;
    held_array(const held_array&) = delete;
    held_array& operator=(const held_array&) = delete;

    ~held_array() {
        if (data_ != nullptr) {
            (env_->*names::give_back)(array_, data_, std::is_const_v<T> ? JNI_ABORT : 0);
        }
    }

    [[nodiscard]] bool acquire(JNIEnv* env, typename names::array array) noexcept {
        env_ = env;
        array_ = array;
        size_ = static_cast<std::size_t>(env->GetArrayLength(array));
        data_ = (env->*names::borrow)(array, nullptr);
        return data_ != nullptr;
    }

    [[nodiscard]] std::span<T> view() const noexcept { return {reinterpret_cast<T*>(data_), size_}; }

private:
    JNIEnv* env_ = nullptr;
    typename names::array array_ = nullptr;
    typename names::element* data_ = nullptr;
    std::size_t size_ = 0;
};

/// A direct buffer as a span: nothing is copied. Columns.java has checked its kind, byte order and limits.
template <class T>
struct direct {
    std::span<T> view;
};

template <class T>
[[nodiscard]] bool borrow(JNIEnv* env, jobject buffer, const char* name, direct<T>& result) noexcept {
    void* address = env->GetDirectBufferAddress(buffer);
    const jlong size = env->GetDirectBufferCapacity(buffer);
    if (size < 0 || (address == nullptr && size > 0)) {
        throw_scvm(env, scvm::errc::domain, name);
        return false;
    }
    if (reinterpret_cast<std::uintptr_t>(address) % alignof(T) != 0) {
        try {
            throw_scvm(env, scvm::errc::domain,
                       std::string(name) + ": expected a buffer that starts at a multiple of " +
                           std::to_string(alignof(T)) + " bytes");
        } catch (...) {
            raise(env);
        }
        return false;
    }
    result.view = {static_cast<T*>(address), static_cast<std::size_t>(size)};
    return true;
}

[[nodiscard]] inline bool read_text(JNIEnv* env, jbyteArray utf8, std::string& result) noexcept {
    try {
        const jsize size = env->GetArrayLength(utf8);
        result.resize(static_cast<std::size_t>(size));
        env->GetByteArrayRegion(utf8, 0, size, reinterpret_cast<jbyte*>(result.data()));
        return true;
    } catch (...) {
        raise(env);
        return false;
    }
}

/// Many texts in one byte array, as Text.java packs them: for each its length in bytes (4, little-endian), its UTF-8.
class packed_texts {
public:
    [[nodiscard]] bool acquire(JNIEnv* env, jbyteArray packed) noexcept {
        if (!read_text(env, packed, bytes_)) {
            return false;
        }
        try {
            for (std::size_t at = 0; at < bytes_.size();) {
                const std::size_t size = length_at(at);
                views_.emplace_back(bytes_.data() + at + 4, size);
                at += 4 + size;
            }
            return true;
        } catch (...) {
            raise(env);
            return false;
        }
    }

    [[nodiscard]] std::vector<std::string_view>& views() noexcept { return views_; }

private:
    [[nodiscard]] std::size_t length_at(std::size_t at) const noexcept {
        std::size_t result = 0;
        for (std::size_t i = 0; i < 4; ++i) {
            result |= static_cast<std::size_t>(static_cast<unsigned char>(bytes_[at + i])) << (8 * i);
        }
        return result;
    }

    std::string bytes_;
    std::vector<std::string_view> views_;
};

/// False, with a ScvmException pending, for what no Java array can hold.
[[nodiscard]] inline bool fits(JNIEnv* env, std::size_t size) noexcept {
    if (size <= static_cast<std::size_t>(std::numeric_limits<jsize>::max()) - 8) {
        return true;
    }
    throw_scvm(env, scvm::errc::buffer_size, "the result is longer than a Java array can be");
    return false;
}

template <class T>
[[nodiscard]] auto to_array(JNIEnv* env, std::span<const T> values) noexcept -> typename java<T>::array {
    if (!fits(env, values.size())) {
        return nullptr;
    }
    const auto size = static_cast<jsize>(values.size());
    const auto result = (env->*java<T>::make)(size);
    if (result != nullptr) {
        (env->*java<T>::fill)(result, 0, size, reinterpret_cast<const typename java<T>::element*>(values.data()));
    }
    return result;
}

[[nodiscard]] inline jbyteArray to_bytes(JNIEnv* env, std::string_view text) noexcept {
    if (!fits(env, text.size())) {
        return nullptr;
    }
    const auto size = static_cast<jsize>(text.size());
    const jbyteArray result = env->NewByteArray(size);
    if (result != nullptr) {
        env->SetByteArrayRegion(result, 0, size, reinterpret_cast<const jbyte*>(text.data()));
    }
    return result;
}

/// The reverse of packed_texts.
[[nodiscard]] inline jbyteArray pack(JNIEnv* env, const std::vector<std::string>& texts) noexcept {
    try {
        std::string packed;
        for (const std::string& text : texts) {
            for (unsigned shift = 0; shift < 32; shift += 8) {
                packed += static_cast<char>(text.size() >> shift & 0xFF);
            }
            packed += text;
        }
        return to_bytes(env, packed);
    } catch (...) {
        raise(env);
        return nullptr;
    }
}

}  // namespace scvm_jni
