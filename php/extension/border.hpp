// What crosses between PHP and the nouns. Included by SWIG's wrapper, behind PHP's headers and SWIG's own runtime.
//
// PHP leaves a call by longjmp, past all destructors, when it runs out of memory_limit. So nothing that owns memory
// lies in a wrapper's frame while PHP allocates: it is kept beside the call, and let go at its end, or at the end of
// the request.
#pragma once

#include <scvm/dates/local_clock.hpp>
#include <scvm/error.hpp>
#include <scvm/version.hpp>
#include <scvm/work.hpp>

#include <ext/spl/spl_exceptions.h>
#include <zend_exceptions.h>
#include <zend_interfaces.h>

#include <cstdint>
#include <exception>
#include <limits>
#include <memory>
#include <new>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace scvm_php {

/// What the call of this thread owns.
inline std::vector<std::shared_ptr<void>>& held() {
    thread_local std::vector<std::shared_ptr<void>> things;
    return things;
}

inline void let_go() noexcept {
    held().clear();
}

/// Owns a value until the call ends.
template <class T>
[[nodiscard]] T& keep(T value) {
    auto kept = std::make_shared<T>(std::move(value));
    T& result = *kept;
    held().push_back(std::move(kept));
    return result;
}

// ---- errors --------------------------------------------------------------------------------------------------------

inline zend_class_entry* exception_class = nullptr;

inline void register_exception() {
    zend_class_entry entry;
    INIT_CLASS_ENTRY(entry, "ScvmException", nullptr);
    exception_class = zend_register_internal_class_ex(&entry, spl_ce_RuntimeException);
#define SCVM_CODE(name, number) zend_declare_class_constant_long(exception_class, name, sizeof(name) - 1, number);
#include "error_codes.inc"
#undef SCVM_CODE
}

/// Ends the call with an exception of ours.
inline void raise(scvm::errc code, const char* message) {
    zend_throw_exception(exception_class, message, static_cast<zend_long>(code));
    let_go();
}

/// Throws once max_execution_time is over. PHP would end the process hard_timeout seconds later: this ends the call,
/// and then PHP ends the request as it always does.
inline void watch_the_time() {
#if PHP_VERSION_ID >= 80200
    const bool late = zend_atomic_bool_load_ex(&EG(timed_out));
#else
    const bool late = EG(timed_out);
#endif
    if (late) {
        throw scvm::error(scvm::errc::stopped, "stopped: max_execution_time is over");
    }
}

/// Does what may take long until it is stopped.
template <class Action>
[[nodiscard]] auto stoppable(const scvm::swig::stop* until, Action action) {
    const scvm::work_scope scope(scvm::work_without_end, until == nullptr ? scvm::stop_token() : until->token(),
                                 watch_the_time);
    scvm::checkpoint();
    return action();
}

/// Whether an action came to its end; else the exception is PHP's.
template <class Action>
[[nodiscard]] bool succeeds(Action action) {
    scvm::errc code = scvm::errc::out_of_memory;
    const char* message = "native memory is exhausted";
    try {
        try {
            const scvm::work_scope scope(scvm::work_without_end, {}, watch_the_time);
            action();
            return true;
        } catch (const scvm::error& e) {
            message = keep<std::string>(e.what()).c_str();
            code = e.code();
        } catch (const std::bad_alloc&) {
        } catch (const std::exception& e) {
            message = keep<std::string>(e.what()).c_str();
            code = scvm::errc::internal;
        } catch (...) {
            message = "an unknown native exception";
            code = scvm::errc::internal;
        }
    } catch (const std::bad_alloc&) {  // the message had no room
    }
    raise(code, message);
    return false;
}

template <class Noun>
[[nodiscard]] bool is_open(const Noun* noun) {
    if (noun == nullptr) {
        raise(scvm::errc::closed, "the object was not constructed");
    }
    return noun != nullptr;
}

// ---- arguments: false where one is not as it should be, with the exception thrown ----------------------------------

/// The number of an argument, from 1.
[[nodiscard]] inline std::uint32_t number_of(const zval& given, const zval* arguments) {
    return static_cast<std::uint32_t>(&given - arguments) + 1;
}

[[nodiscard]] inline bool refuse(const zval& given, const zval* arguments, const char* expected) {
    zend_argument_type_error(number_of(given, arguments), "must be of type %s, %s given", expected,
                             zend_zval_type_name(&given));
    let_go();
    return false;
}

[[nodiscard]] inline bool take(std::string*& text, zval& given, const zval* arguments, const char* expected = "string",
                               bool whole_too = false) {
    if (Z_TYPE(given) == IS_STRING) {
        return succeeds([&] { text = &keep(std::string(Z_STRVAL(given), Z_STRLEN(given))); });
    }
    if (whole_too && Z_TYPE(given) == IS_LONG) {
        return succeeds([&] { text = &keep(std::to_string(Z_LVAL(given))); });
    }
    return refuse(given, arguments, expected);
}

/// Reads a list element by element with read(element), which is false for one that it cannot read.
template <class T, class Read>
[[nodiscard]] bool take_list(std::vector<T>*& list, zval& given, const zval* arguments, const char* expected,
                             Read read) {
    if (Z_TYPE(given) != IS_ARRAY) {
        return refuse(given, arguments, "array");
    }
    zend_array* array = Z_ARRVAL(given);
    if (!zend_array_is_list(array)) {
        zend_argument_value_error(number_of(given, arguments), "must be a list: keys from 0 on, none left out");
        let_go();
        return false;
    }
    const zval* wrong = nullptr;
    if (!succeeds([&] {
            list = &keep(std::vector<T>());
            list->reserve(zend_hash_num_elements(array));
            zval* element = nullptr;
            ZEND_HASH_FOREACH_VAL(array, element) {
                ZVAL_DEREF(element);
                if (!read(*list, *element)) {
                    wrong = element;
                    break;
                }
            }
            ZEND_HASH_FOREACH_END();
        })) {
        return false;
    }
    if (wrong != nullptr) {
        zend_argument_type_error(number_of(given, arguments), "must be a list of %s, %s at %zu", expected,
                                 zend_zval_type_name(wrong), list->size());
        let_go();
    }
    return wrong == nullptr;
}

/// null is an empty cell; a whole number is an id that was a key of a PHP array.
[[nodiscard]] inline bool take(std::vector<std::string_view>*& texts, zval& given, const zval* arguments) {
    return take_list(texts, given, arguments, "string|int|null", [](auto& list, const zval& cell) {
        if (Z_TYPE(cell) == IS_STRING) {
            list.emplace_back(Z_STRVAL(cell), Z_STRLEN(cell));
        } else if (Z_TYPE(cell) == IS_LONG) {
            list.emplace_back(keep(std::to_string(Z_LVAL(cell))));
        } else if (Z_TYPE(cell) == IS_NULL) {
            list.emplace_back();
        } else {
            return false;
        }
        return true;
    });
}

[[nodiscard]] inline bool take(std::span<const double>& column, zval& given, const zval* arguments) {
    std::vector<double>* list = nullptr;
    const bool good = take_list(list, given, arguments, "float|int|null", [](auto& cells, const zval& cell) {
        if (Z_TYPE(cell) == IS_DOUBLE) {
            cells.push_back(Z_DVAL(cell));
        } else if (Z_TYPE(cell) == IS_LONG) {
            cells.push_back(static_cast<double>(Z_LVAL(cell)));
        } else if (Z_TYPE(cell) == IS_NULL) {
            cells.push_back(std::numeric_limits<double>::quiet_NaN());
        } else {
            return false;
        }
        return true;
    });
    column = good ? std::span<const double>(*list) : std::span<const double>();
    return good;
}

template <class Whole>
[[nodiscard]] bool take(std::span<const Whole>& column, zval& given, const zval* arguments, Whole none = 0) {
    std::vector<Whole>* list = nullptr;
    const bool good = take_list(list, given, arguments, sizeof(Whole) == 4 ? "int|null, of 32 bits" : "int|null",
                                [none](auto& cells, const zval& cell) {
                                    if (Z_TYPE(cell) == IS_NULL) {
                                        cells.push_back(none);
                                    } else if (Z_TYPE(cell) == IS_LONG && std::in_range<Whole>(Z_LVAL(cell))) {
                                        cells.push_back(static_cast<Whole>(Z_LVAL(cell)));
                                    } else {
                                        return false;
                                    }
                                    return true;
                                });
    column = good ? std::span<const Whole>(*list) : std::span<const Whole>();
    return good;
}

template <class Noun>
[[nodiscard]] bool take(Noun*& noun, zval& given, const zval* arguments, const zend_class_entry* of,
                        const char* expected) {
    if (Z_TYPE(given) != IS_OBJECT || Z_OBJCE(given) != of) {
        return refuse(given, arguments, expected);
    }
    noun = static_cast<Noun*>(SWIG_Z_FETCH_OBJ_P(&given)->ptr);
    return is_open(noun);
}

// ---- results; each lets go of what the call has held ---------------------------------------------------------------

inline void give(zval* result, std::int64_t number) {
    ZVAL_LONG(result, static_cast<zend_long>(number));
    let_go();
}

inline void give(zval* result, std::string&& text) {
    if (!succeeds([&] {
            const std::string& kept = keep(std::move(text));
            ZVAL_STRINGL(result, kept.data(), kept.size());
        })) {
        return;
    }
    let_go();
}

/// A list of `size` elements, each set by set(place, zval).
template <class Set>
void give_list(zval* result, std::size_t size, Set set) {
    array_init_size(result, static_cast<std::uint32_t>(size));
    zend_hash_real_init_packed(Z_ARRVAL_P(result));
    for (std::size_t i = 0; i < size; ++i) {
        zval element;
        set(i, &element);
        zend_hash_next_index_insert_new(Z_ARRVAL_P(result), &element);
    }
    let_go();
}

inline void give(zval* result, std::span<const double> column) {
    give_list(result, column.size(), [column](std::size_t i, zval* element) { ZVAL_DOUBLE(element, column[i]); });
}

inline void give(zval* result, std::span<const std::int32_t> column) {
    give_list(result, column.size(), [column](std::size_t i, zval* element) { ZVAL_LONG(element, column[i]); });
}

inline void give(zval* result, std::vector<std::string>&& texts) {
    const std::vector<std::string>* kept = nullptr;
    if (succeeds([&] { kept = &keep(std::move(texts)); })) {
        give_list(result, kept->size(), [kept](std::size_t i, zval* element) {
            ZVAL_STRINGL(element, (*kept)[i].data(), (*kept)[i].size());
        });
    }
}

inline void give(zval* result, std::vector<scvm::crm::rejected_row>&& rows) {
    const std::vector<scvm::crm::rejected_row>* kept = nullptr;
    if (succeeds([&] { kept = &keep(std::move(rows)); })) {
        give_list(result, kept->size(), [kept](std::size_t i, zval* element) {
            const scvm::crm::rejected_row& row = (*kept)[i];
            const std::string_view table = scvm::crm::name_of(row.where);
            array_init_size(element, 4);
            add_assoc_stringl(element, "table", table.data(), table.size());
            add_assoc_long(element, "row", static_cast<zend_long>(row.row));
            add_assoc_long(element, "code", static_cast<zend_long>(row.code));
            add_assoc_stringl(element, "reason", row.reason.data(), row.reason.size());
        });
    }
}

/// A new object around a noun; where `result` is an object, it is being constructed.
template <class Noun>
void give(zval* result, Noun* made, swig_type_info* type, zend_class_entry* of) {
    std::unique_ptr<Noun>* owned = nullptr;
    if (!succeeds([&] {
            std::unique_ptr<Noun> noun(made);
            owned = &keep(std::move(noun));
        })) {
        return;
    }
    if (Z_TYPE_P(result) != IS_OBJECT) {
        object_init_ex(result, of);
    } else if (SWIG_Z_FETCH_OBJ_P(result)->ptr != nullptr) {
        zend_throw_error(nullptr, "%s is constructed already", ZSTR_VAL(of->name));
        let_go();
        return;
    }
    SWIG_SetPointerZval(result, owned->release(), type, 1);
    let_go();
}

// ---- the classes ---------------------------------------------------------------------------------------------------

/// Nobody makes one of these by `new`.
inline zend_function* no_constructor(zend_object* object) {
    zend_throw_error(nullptr, "%s is not made by new", ZSTR_VAL(object->ce->name));
    return nullptr;
}

/// What holds of all classes: they are final, and an object is neither serialized nor equal to another.
inline void finish_class(zend_class_entry* of, zend_object_handlers& handlers, bool constructible) {
    of->ce_flags |= ZEND_ACC_FINAL | ZEND_ACC_NO_DYNAMIC_PROPERTIES | ZEND_ACC_NOT_SERIALIZABLE;
    handlers.compare = zend_objects_not_comparable;
    if (!constructible) {
        handlers.get_constructor = no_constructor;
    }
}

inline void tell_version() {
    php_info_print_table_start();
    php_info_print_table_row(2, "scvm", scvm::version);
    php_info_print_table_end();
}

}  // namespace scvm_php
