#pragma once

// What describe/words.hpp says of a type, as a table that programs read: built at run time from a default-constructed
// sample, on first use, without templates on the side of whoever works on it. A room's header needs words.hpp only.
#include <scvm/describe/words.hpp>
#include <scvm/error.hpp>
#include <scvm/math/matrix.hpp>

#include <array>
#include <concepts>
#include <cstddef>
#include <cstdint>
#include <deque>
#include <functional>
#include <limits>
#include <map>
#include <memory>
#include <optional>
#include <span>
#include <stdexcept>
#include <string>
#include <string_view>
#include <type_traits>
#include <utility>
#include <variant>
#include <vector>

namespace scvm::description {

enum class kind : std::uint8_t {
    boolean,
    number,    ///< floating
    whole,     ///< an integer
    text,      ///< UTF-8
    word,      ///< an enum
    date,      ///< std::int64_t or double seconds, a day as text
    moment,    ///< std::int64_t seconds, a second as text
    flags,     ///< a described struct of bools, the names of those that are set
    coded,     ///< a text or a number, either of which its type understands: an id, a moment
    optional,  ///< perhaps one of `inner`
    choice,    ///< one of `choices`: a std::variant
    list,      ///< any number of `inner`, or exactly `fixed`
    map,       ///< std::map of texts to `inner`: one key an entry
    matrix,    ///< math::matrix, or number_rows
    record,    ///< a described struct
    constant,  ///< no member: `text` of the field
};

struct table;

/// Rows of equal length, one after the other: a table of numbers that need not be square.
struct number_rows {
    std::vector<double> values{};
    std::size_t width = 0;

    [[nodiscard]] std::size_t height() const noexcept { return width == 0 ? 0 : values.size() / width; }
};

/// What a C++ type is, erased. Functions that a kind does not have are null.
struct type {
    kind is = kind::record;
    std::size_t size = 0;  ///< bytes of one object
    range limits{};        ///< of a whole number: those of its type

    double (*get_number)(const void*) = nullptr;  ///< number, whole, boolean (0 or 1), word (its index), date, moment
    void (*set_number)(void*, double) = nullptr;

    std::string_view (*get_text)(const void*) = nullptr;
    void (*set_text)(void*, std::string&&) = nullptr;      ///< null for a std::string_view: it owns nothing
    void (*set_spelt)(void*, std::string_view) = nullptr;  ///< coded: from the digits of a number; both throw misfit

    std::vector<word> words{};

    const type* inner = nullptr;                            ///< of optional, list and map
    void* (*get)(void*) = nullptr;                          ///< optional: what it holds, or null
    void* (*make)(void*) = nullptr;                         ///< optional: makes it hold a default one
    void (*clear)(void*) = nullptr;                         ///< optional, list
    std::size_t (*count)(const void*) = nullptr;            ///< list
    const void* (*at)(const void*, std::size_t) = nullptr;  ///< list
    void* (*append)(void*) = nullptr;                       ///< list; null for a fixed one and a std::span
    std::size_t fixed = 0;                                  ///< list: 0, or the number of elements that it always has

    std::vector<const type*> choices{};             ///< of a choice; null for std::monostate
    std::size_t (*chosen)(const void*) = nullptr;   ///< choice: the place of what it holds
    const void* (*held)(const void*) = nullptr;     ///< choice: what it holds
    void* (*choose)(void*, std::size_t) = nullptr;  ///< choice: makes it hold a default one of that place

    void* (*entry)(void*, std::string&&) = nullptr;  ///< map: the one of this key, made where there is none
    void (*each)(const void*, const std::function<void(std::string_view, const void*)>&) = nullptr;  ///< map, by key

    bool square = false;                                                    ///< matrix
    std::size_t (*height)(const void*) = nullptr;                           ///< matrix
    std::span<const double> (*row)(const void*, std::size_t) = nullptr;     ///< matrix
    void (*set_rows)(void*, std::vector<double>&&, std::size_t) = nullptr;  ///< matrix: row after row, and their width

    /// A std::span: a list that lives elsewhere. `store` makes that list, `lend` lets the span point to it. For a
    /// std::string_view, `lend` takes the std::string.
    const type* stored = nullptr;
    std::shared_ptr<void> (*store)() = nullptr;
    void (*lend)(void* span, const void* list) = nullptr;

    const table* (*fields)(const type&) = nullptr;  ///< record, flags
    std::shared_ptr<const table> own{};             ///< record of named places: its table
    std::string_view name{};                        ///< record and word: the C++ name without namespaces
};

/// One member.
struct field {
    std::string_view name;
    const type* of = nullptr;
    std::size_t offset = 0;
    range within{};
    std::string_view sentence{};
    std::string_view unit{};
    std::string_view text{};  ///< of a constant
    std::size_t most = std::numeric_limits<std::size_t>::max();
    std::size_t words = std::numeric_limits<std::size_t>::max();  ///< of an enum, the first so many
    std::size_t least = 0;                                        ///< elements of a list that is given
    std::size_t like = none;  ///< offset of the number that stands in where the key is absent
    double null_is = std::numeric_limits<double>::quiet_NaN();  ///< the number that null stands for; NaN: none
    bool required = false;
    bool yes_or_no = false;
    bool by_columns = false;
    bool quiet = false;
    bool null_when_absent = false;
    bool alternative = false;  ///< one of several keys for the same variant

    std::size_t needs = none;         ///< offset of the number without which null is written
    std::size_t unless = none;        ///< offset of the member that may leave the key out …
    const type* unless_of = nullptr;  ///< … its type …
    double unless_is = 0;             ///< … and the value with which it does

    std::string_view column{};         ///< its name in a table; empty: the key's
    std::string_view column_prefix{};  ///< of the columns within
    std::string_view repeats{};        ///< the column that holds the same number
    bool no_column = false;
    bool labelled = false;

    static constexpr std::size_t none = std::numeric_limits<std::size_t>::max();
};

/// A rule that joins members.
struct rule {
    std::size_t offset = 0;
    void (*check)(void*) = nullptr;
};

/// All that is known of a described struct. Immutable once built, hence thread-safe.
struct table {
    std::string_view name;               ///< the struct's C++ name without namespaces
    std::vector<field> fields;           ///< in the order of the description
    std::vector<std::uint16_t> by_name;  ///< their places, sorted by name: the order of canonical JSON
    std::vector<field> columns;          ///< members that are columns of a table and stand in no document
    std::vector<rule> rules;
    const void* sample = nullptr;                 ///< a default-constructed object: its members are the defaults
    std::deque<std::unique_ptr<const type>> own;  ///< types that no C++ type stands for alone
    bool has_constant = false;

    [[nodiscard]] const field* find(std::string_view key) const;
};

template <class T>
[[nodiscard]] const table& table_of();

template <class T>
[[nodiscard]] const type& type_of();

namespace detail {

/// "scvm::value::bg_nbd" -> "bg_nbd".
template <class T>
[[nodiscard]] constexpr std::string_view plain_name() {
    std::string_view text = __PRETTY_FUNCTION__;
    text.remove_prefix(text.find("T = ") + 4);
    text = text.substr(0, text.find_first_of(";]"));
    const std::size_t arguments = text.find('<');
    const std::size_t colon = text.rfind("::", arguments);
    return colon == std::string_view::npos ? text : text.substr(colon + 2);
}

template <class T>
concept has_words = requires(T value) {
    words_of(value);
};

template <class Range>
[[nodiscard]] std::vector<word> list_words(const Range& range) {
    std::vector<word> result;
    for (const auto& each : range) {
        result.push_back(word(each));
    }
    return result;
}
template <>
[[nodiscard]] inline std::vector<word> list_words(const std::vector<word>& range) {
    return range;
}

template <class T>
struct shape;

template <class T>
[[nodiscard]] T& as(void* at) {
    return *static_cast<T*>(at);
}
template <class T>
[[nodiscard]] const T& as(const void* at) {
    return *static_cast<const T*>(at);
}

template <class T>
requires std::is_arithmetic_v<T> || std::is_enum_v<T>
struct shape<T> {
    static type make() {
        type result;
        result.is = std::is_same_v<T, bool>       ? kind::boolean
                    : std::is_floating_point_v<T> ? kind::number
                    : std::is_enum_v<T>           ? kind::word
                                                  : kind::whole;
        result.get_number = [](const void* from) { return static_cast<double>(as<T>(from)); };
        result.set_number = [](void* to, double value) { as<T>(to) = static_cast<T>(value); };
        if constexpr (std::is_integral_v<T>) {
            constexpr double exact = 0x1p53;
            result.limits = within(std::max(-exact, static_cast<double>(std::numeric_limits<T>::min())),
                                   std::min(exact, static_cast<double>(std::numeric_limits<T>::max())));
        }
        if constexpr (std::is_enum_v<T>) {
            static_assert(has_words<T>, "an enum that is described needs words_of() beside it");
            result.words = list_words(words_of(T{}));
            result.name = plain_name<T>();
        }
        return result;
    }
};

template <>
struct shape<std::string> {
    static type make() {
        type result;
        result.is = kind::text;
        result.get_text = [](const void* from) { return std::string_view(as<std::string>(from)); };
        result.set_text = [](void* to, std::string&& text) { as<std::string>(to) = std::move(text); };
        return result;
    }
};

template <class T>
concept made_of_text = std::is_class_v<T> && requires(const T& of, std::string_view text) {
    T(text);
    { of.text() } -> std::same_as<std::string_view>;
};

/// A class that checks its text when it is made of one.
template <made_of_text T>
struct shape<T> {
    static type make() {
        type result;
        result.is = kind::text;
        result.get_text = [](const void* from) { return as<T>(from).text(); };
        result.set_text = [](void* to, std::string&& text) { as<T>(to) = T(std::string_view(text)); };
        return result;
    }
};

template <>
struct shape<std::string_view> {
    static type make() {
        type result;
        result.is = kind::text;
        result.get_text = [](const void* from) { return as<std::string_view>(from); };
        result.lend = [](void* view, const void* from) { as<std::string_view>(view) = as<std::string>(from); };
        return result;
    }
};

/// A view of a text that says by its type what the text means: the struct or enum T::meaning.
template <class T>
requires(std::derived_from<T, std::string_view>) struct shape<T> {
    static type make() {
        type result = shape<std::string_view>::make();
        result.get_text = [](const void* from) { return std::string_view(as<T>(from)); };
        result.lend = [](void* view, const void* from) { as<T>(view) = T(std::string_view(as<std::string>(from))); };
        result.name = plain_name<typename T::meaning>();
        if constexpr (has_words<typename T::meaning>) {
            result.words = list_words(words_of(typename T::meaning{}));
        }
        return result;
    }
};

template <class T>
struct shape<std::optional<T>> {
    static type make() {
        type result;
        result.is = kind::optional;
        result.inner = &type_of<T>();
        result.get = [](void* at) -> void* { return as<std::optional<T>>(at) ? &*as<std::optional<T>>(at) : nullptr; };
        result.make = [](void* at) -> void* { return &as<std::optional<T>>(at).emplace(); };
        result.clear = [](void* at) { as<std::optional<T>>(at).reset(); };
        return result;
    }
};

template <class List>
[[nodiscard]] type list_type() {
    using element = std::remove_const_t<typename List::value_type>;
    type result;
    result.is = kind::list;
    result.inner = &type_of<element>();
    result.count = [](const void* at) { return as<List>(at).size(); };
    result.at = [](const void* at, std::size_t i) -> const void* { return &as<List>(at)[i]; };
    return result;
}

template <class T>
struct shape<std::vector<T>> {
    static type make() {
        type result = list_type<std::vector<T>>();
        result.append = [](void* at) -> void* { return &as<std::vector<T>>(at).emplace_back(); };
        result.clear = [](void* at) { as<std::vector<T>>(at).clear(); };
        return result;
    }
};

template <class T, std::size_t N>
struct shape<std::array<T, N>> {
    static type make() {
        type result = list_type<std::array<T, N>>();
        result.fixed = N;
        return result;
    }
};

template <class T>
struct shape<std::span<const T>> {
    static type make() {
        using list = std::vector<T>;
        type result = list_type<std::span<const T>>();
        result.stored = &type_of<list>();
        result.store = [] { return std::static_pointer_cast<void>(std::make_shared<list>()); };
        result.lend = [](void* span, const void* from) { as<std::span<const T>>(span) = as<list>(from); };
        return result;
    }
};

template <class... Ts>
struct shape<std::variant<Ts...>> {
    static type make() {
        type result;
        result.is = kind::choice;
        (result.choices.push_back(alternative<Ts>()), ...);
        result.chosen = [](const void* at) { return as<std::variant<Ts...>>(at).index(); };
        result.held = [](const void* at) {
            return std::visit([](const auto& held) { return static_cast<const void*>(&held); },
                              as<std::variant<Ts...>>(at));
        };
        result.choose = [](void* at, std::size_t place) { return choose(as<std::variant<Ts...>>(at), place); };
        return result;
    }

private:
    template <std::size_t I = 0>
    static void* choose(std::variant<Ts...>& holder, std::size_t place) {
        if constexpr (I + 1 < sizeof...(Ts)) {
            if (place != I) {
                return choose<I + 1>(holder, place);
            }
        }
        return &holder.template emplace<I>();
    }

    template <class T>
    static const type* alternative() {
        if constexpr (std::is_same_v<T, std::monostate>) {
            return nullptr;
        } else {
            return &type_of<T>();
        }
    }
};

template <>
struct shape<math::matrix> {
    static type make() {
        type result;
        result.is = kind::matrix;
        result.square = true;
        result.height = [](const void* at) { return as<math::matrix>(at).size(); };
        result.row = [](const void* at, std::size_t i) { return as<math::matrix>(at).row(i); };
        result.set_rows = [](void* at, std::vector<double>&& values, std::size_t width) {
            auto& to = as<math::matrix>(at) = math::matrix(width);
            for (std::size_t i = 0; i < values.size(); ++i) {
                to(i / width, i % width) = values[i];
            }
        };
        return result;
    }
};

template <>
struct shape<number_rows> {
    static type make() {
        type result;
        result.is = kind::matrix;
        result.height = [](const void* at) { return as<number_rows>(at).height(); };
        result.row = [](const void* at, std::size_t i) {
            const auto& of = as<number_rows>(at);
            return std::span(of.values).subspan(i * of.width, of.width);
        };
        result.set_rows = [](void* at, std::vector<double>&& values, std::size_t width) {
            as<number_rows>(at) = {std::move(values), width};
        };
        return result;
    }
};

template <class T>
struct shape<std::map<std::string, T>> {
    static type make() {
        using map = std::map<std::string, T>;
        type result;
        result.is = kind::map;
        result.inner = &type_of<T>();
        result.count = [](const void* at) { return as<map>(at).size(); };
        result.entry = [](void* at, std::string&& key) -> void* { return &as<map>(at)[std::move(key)]; };
        result.each = [](const void* at, const std::function<void(std::string_view, const void*)>& visit) {
            for (const auto& [key, value] : as<map>(at)) {
                visit(key, &value);
            }
        };
        result.clear = [](void* at) { as<map>(at).clear(); };
        return result;
    }
};

/// A struct that is a text or a number: what it is called, and how it reads itself from either.
template <class T>
requires requires(T value, std::string text, std::string_view number) {
    value.read_text(std::move(text));
    value.read_number(number);
    T::called;
}
struct shape<T> {
    static type make() {
        type result;
        result.is = kind::coded;
        result.name = T::called;
        result.set_spelt = [](void* at, std::string_view number) { as<T>(at).read_number(number); };
        result.set_text = [](void* at, std::string&& text) { as<T>(at).read_text(std::move(text)); };
        return result;
    }
};

template <class T>
struct shape {
    static type make() {
        type result;
        result.is = kind::record;
        result.fields = [](const type&) { return &table_of<T>(); };
        result.name = plain_name<T>();
        return result;
    }
};

/// The optional that one alternative of a variant is.
template <std::size_t I, class Holder>
[[nodiscard]] type alternative_type() {
    const auto get = [](void* at) -> void* {
        if constexpr (requires { as<Holder>(at).has_value(); }) {
            auto& held = as<Holder>(at);
            return held && held->index() == I ? &std::get<I>(*held) : nullptr;
        } else {
            return std::get_if<I>(&as<Holder>(at));
        }
    };
    type result;
    result.is = kind::optional;
    if constexpr (requires(Holder holder) { holder.has_value(); }) {
        using variant = typename Holder::value_type;
        result.inner = &type_of<std::variant_alternative_t<I, variant>>();
        result.make = [](void* at) -> void* { return &std::get<I>(as<Holder>(at).emplace(std::in_place_index<I>)); };
    } else {
        result.inner = &type_of<std::variant_alternative_t<I, Holder>>();
        result.make = [](void* at) -> void* { return &as<Holder>(at).template emplace<I>(); };
    }
    result.get = get;
    return result;
}

}  // namespace detail

/// What a description is told to: it notes members of `sample` by their offsets.
class builder {
public:
    builder(table& result, const void* sample, std::size_t size)
        : result_(result), sample_(static_cast<const std::byte*>(sample)), size_(size) {}

    template <class Member, class... Says>
    void operator()(std::string_view name, const Member& member, const Says&... says) const {
        field to = start(name, &member, sizeof member);
        to.of = &type_of<Member>();
        (say(to, says), ...);
        note(to);
    }

    template <class Array, class Words, class... Says>
    void operator()(std::string_view name, const named_places<Array, Words>& places, const Says&... says) const {
        field to = start(name, &places.array, sizeof places.array);
        (say(to, says), ...);
        to.of = places_type(detail::list_words(places.words), type_of<typename Array::value_type>(),
                            sizeof(typename Array::value_type), &places.array, to);
        to.within = {};  // what was said is said of each place
        to.quiet = false;
        note(to);
    }

    template <class Seconds, class... Says>
    void operator()(std::string_view name, const dated<Seconds>& day, const Says&... says) const {
        field to = start(name, &day.seconds, sizeof day.seconds);
        to.of = &date_type<Seconds>();
        (say(to, says), ...);
        note(to);
    }

    template <class Enum, class... Says>
    void operator()(std::string_view name, const numbered_enum<Enum>& of, const Says&... says) const {
        static const type number = [] {
            type result;
            result.is = kind::whole;
            result.size = sizeof(Enum);
            result.limits = type_of<std::underlying_type_t<Enum>>().limits;
            result.get_number = [](const void* from) { return static_cast<double>(detail::as<Enum>(from)); };
            result.set_number = [](void* to, double value) { detail::as<Enum>(to) = static_cast<Enum>(value); };
            return result;
        }();
        field to = start(name, &of.value, sizeof of.value);
        to.of = &number;
        (say(to, says), ...);
        note(to);
    }

    template <class Seconds, class... Says>
    void operator()(std::string_view name, const timed<Seconds>& time, const Says&... says) const {
        field to = start(name, &time.seconds, sizeof time.seconds);
        to.of = &moment_type<Seconds>();
        (say(to, says), ...);
        note(to);
    }

    template <class Flags, class... Says>
    void operator()(std::string_view name, const flag_set<Flags>& set, const Says&... says) const {
        static const type of = [] {
            type result = type_of<Flags>();
            result.is = kind::flags;
            return result;
        }();
        field to = start(name, &set.flags, sizeof set.flags);
        to.of = &of;
        (say(to, says), ...);
        note(to);
    }

    template <class... Says>
    void constant(std::string_view name, std::string_view text, const Says&... says) const {
        field to;
        to.name = name;
        to.of = &constant_type();
        to.text = text;
        (say(to, says), ...);
        note(to);
    }

    template <class Words, class Holder, class... Says>
    void alternatives(const Words& words, const Holder& holder, const Says&... says) const {
        const std::vector<word> names = detail::list_words(words);
        const auto each = [&]<std::size_t... I>(std::index_sequence<I...>) {
            (
                [&] {
                    static const type of = detail::alternative_type<I, Holder>();
                    field to = start(names[I].name, &holder, sizeof holder);
                    to.of = &of;
                    to.alternative = true;
                    (say(to, says), ...);
                    note(to);
                }(),
                ...);
        };
        if constexpr (requires { holder.has_value(); }) {
            each(std::make_index_sequence<std::variant_size_v<typename Holder::value_type>>());
        } else {
            each(std::make_index_sequence<std::variant_size_v<Holder>>());
        }
    }

    template <class Member, class... Says>
    void column(std::string_view name, const Member& member, const Says&... says) const {
        field to = start(name, &member, sizeof member);
        to.of = &type_of<Member>();
        (say(to, says), ...);
        note_column(to);
    }

    template <class T, class Check>
    void settled(const T& object, Check) const {
        const field at = start("rule", &object, sizeof object);
        note(rule{at.offset, [](void* o) { Check{}(*static_cast<T*>(o)); }});
    }

private:
    [[nodiscard]] field start(std::string_view name, const void* member, std::size_t size) const;
    [[nodiscard]] const type* places_type(const std::vector<word>& words, const type& element, std::size_t stride,
                                          const void* first, const field& with) const;
    template <class Seconds>
    [[nodiscard]] static const type& date_type() {
        static const type made = [] {
            type result = type_of<Seconds>();
            result.is = kind::date;
            return result;
        }();
        return made;
    }
    template <class Seconds>
    [[nodiscard]] static const type& moment_type() {
        static const type made = [] {
            type result = type_of<Seconds>();
            if (result.is == kind::optional || result.is == kind::list) {
                result.inner = &moment_type<std::int64_t>();
            } else {
                result.is = kind::moment;
            }
            return result;
        }();
        return made;
    }
    [[nodiscard]] static const type& constant_type();
    void note(const field& of) const;
    void note_column(const field& of) const;
    void note(const rule& of) const;

    static void say(field& to, const range& within) { to.within = within; }
    static void say(field& to, required_key) { to.required = true; }
    static void say(field& to, quiet_key) { to.quiet = true; }
    static void say(field& to, null_key) { to.null_when_absent = true; }
    static void say(field& to, const unit_text& of) { to.unit = of.text; }
    static void say(field& to, const most_elements& of) { to.most = of.count; }
    static void say(field& to, const null_number& of) { to.null_is = of.number; }
    static void say(field& to, yes_or_no_key) { to.yes_or_no = true; }
    static void say(field& to, by_columns_key) { to.by_columns = true; }
    void say(field& to, const other_number& of) const { to.like = start("like", &of.number, sizeof of.number).offset; }
    void say(field& to, const needed_number& of) const {
        to.needs = start("needs", &of.number, sizeof of.number).offset;
    }
    template <class Other>
    void say(field& to, const excluding_value<Other>& of) const {
        to.unless = start("unless", &of.other, sizeof of.other).offset;
        to.unless_of = &type_of<Other>();
        to.unless_is = static_cast<double>(of.value);
    }
    static void say(field& to, const column_name& of) { to.column = of.text; }
    static void say(field& to, const column_prefix& of) { to.column_prefix = of.text; }
    static void say(field& to, no_column_key) { to.no_column = true; }
    static void say(field& to, const repeated_column& of) { to.repeats = of.name; }
    static void say(field& to, labelled_key) { to.labelled = true; }
    static void say(field& to, const word_count& of) { to.words = of.count; }
    static void say(field& to, not_empty_key) { to.least = 1; }
    static void say(field& to, std::string_view sentence) { to.sentence = sentence; }

    table& result_;
    const std::byte* sample_;
    std::size_t size_;
};

namespace detail {
void finish(table& made);
}

template <class T>
[[nodiscard]] const table& table_of() {
    static const table made = [] {
        static const T sample{};
        table result;
        result.name = detail::plain_name<T>();
        result.sample = &sample;
        describe(builder(result, &sample, sizeof sample), sample);
        detail::finish(result);
        return result;
    }();
    return made;
}

template <class T>
[[nodiscard]] const type& type_of() {
    static const type made = [] {
        type result = detail::shape<T>::make();
        result.size = sizeof(T);
        return result;
    }();
    return made;
}

/// Whether two objects of the type hold the same; NaN is the same as NaN.
[[nodiscard]] bool equal(const type& of, const void* a, const void* b);

/// Checks the ranges of an object that was put together in C++ and runs its rules, which may also fill in what follows
/// from its members. Throws error{code} with the path of the offender, which begins with `path`.
void settle(const type& of, void* object, std::string_view path, errc code);

template <class T>
void settle(T& object, std::string_view path, errc code = errc::bad_model) {
    settle(type_of<T>(), &object, path, code);
}

/// Throws error{code}: `path: rule`.
[[noreturn]] void refuse(errc code, std::string_view path, std::string_view rule);

/// Throws error{code} for a number out of its range, with the rule and the member's sentence as a hint.
[[noreturn]] void refuse_number(errc code, std::string_view path, double value, const field& of);

}  // namespace scvm::description
