#pragma once

// What a method by name is: a function, the names, ranges and defaults of its arguments, and one sentence. From it come
// `call` (json/methods.hpp) and the table in docs/methods.md.
//
//     is("wilson_interval", survey::wilson_interval, "Wilson's score interval of a share.",
//        arg("k", at_least(0), "successes"), arg("n", at_least(0), "trials"),
//        arg("confidence", otherwise(0.95), above(0).below(1), "of the interval"));
//
// An argument is required unless `otherwise(value)` or `may_be_absent` says what holds without it. A parameter may be
// whatever can be described: numbers, texts, enums, lists, std::span<const T>, described structs. `members()` in place
// of arg(…) makes the members of a described struct arguments of their own; `members(of)` with other defaults. The
// result is a described struct, or a value that `gives("name")` puts into an object; `gives_columns` turns a list of
// structs into one list a member; `costs("nodes + edges")` says what the work grows with.
#include <scvm/describe/table.hpp>

#include <deque>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <tuple>
#include <type_traits>
#include <utility>
#include <vector>

namespace scvm::description {

template <class T>
struct default_value {
    T value;
};
template <class T>
[[nodiscard]] default_value<T> otherwise(T value) {
    return {std::move(value)};
}

struct may_be_absent_key {};
inline constexpr may_be_absent_key may_be_absent{};

template <class... Says>
struct argument {
    std::string_view name;
    std::tuple<Says...> says;
};
template <class... Says>
[[nodiscard]] argument<std::decay_t<Says>...> arg(std::string_view name, Says&&... says) {
    return {name, {std::forward<Says>(says)...}};
}

/// The members of a parameter that is a described struct, as arguments of their own.
struct member_arguments {};
[[nodiscard]] inline member_arguments members() {
    return {};
}

/// The same, with the defaults of this object.
template <class T>
struct defaulted_members : member_arguments {
    T defaults;
};
template <class T>
[[nodiscard]] defaulted_members<T> members(T defaults) {
    return {{}, std::move(defaults)};
}

struct result_name {
    std::string_view name;
};
[[nodiscard]] constexpr result_name gives(std::string_view name) {
    return {name};
}

/// What the time and memory of a call grow with, where that is not the length of its arguments alone.
struct cost_text {
    std::string_view text;
};
[[nodiscard]] constexpr cost_text costs(std::string_view text) {
    return {text};
}

struct columns_key {};
inline constexpr columns_key gives_columns{};

/// What a call by name may cost: an argument of every method beside its own. Absent: what the caller of all methods
/// allows by itself.
struct call_limits {
    std::optional<double> seconds{};
    std::optional<double> bytes{};
};
void describe(const auto& is, const call_limits& o) {
    is("seconds", o.seconds, at_least(0), "Of one core, as estimated.");
    is("bytes", o.bytes, at_least(0), "Of memory, as estimated.");
}
inline constexpr std::string_view limits_argument = "limits";

/// One method. `run` takes an object of `arguments`, filled by a reader, and gives one of `result`.
struct method {
    std::string_view name;
    std::string_view sentence;
    const table* arguments = nullptr;
    type arguments_type;
    std::shared_ptr<void> (*make_arguments)(const void* sample) = nullptr;  ///< a copy of the defaults
    const type* result = nullptr;
    std::string_view result_name{};  ///< of a result that is no struct
    std::string_view cost{};         ///< what it grows with; empty: the length of the arguments
    bool by_columns = false;
    const call_limits& (*limits)(const void* arguments) = nullptr;
    std::function<std::shared_ptr<void>(const void* arguments)> run;
};

namespace detail {

template <class F>
struct signature : signature<decltype(&F::operator())> {};
template <class R, class... P>
struct signature<R (*)(P...)> {
    using result = std::decay_t<R>;
    using held = std::tuple<std::decay_t<P>...>;
};
template <class R, class... P>
struct signature<R (*)(P...) noexcept> : signature<R (*)(P...)> {};
template <class C, class R, class... P>
struct signature<R (C::*)(P...) const> : signature<R (*)(P...)> {};
template <class C, class R, class... P>
struct signature<R (C::*)(P...) const noexcept> : signature<R (*)(P...)> {};

template <class T>
struct is_default : std::false_type {};
template <class T>
struct is_default<default_value<T>> : std::true_type {};

template <class Parameter, class... Says>
void take_default(Parameter& to, const argument<Says...>& of) {
    const auto take = [&](const auto& each) {
        if constexpr (is_default<std::decay_t<decltype(each)>>::value) {
            to = Parameter(each.value);
        }
    };
    std::apply([&](const auto&... each) { (take(each), ...); }, of.says);
}
template <class Parameter>
void take_default(Parameter&, member_arguments) {}
template <class Parameter>
void take_default(Parameter& to, const defaulted_members<Parameter>& of) {
    to = of.defaults;
}

template <class Parameter, class... Says>
void describe_argument(const builder& is, const Parameter& of, const argument<Says...>& says) {
    constexpr bool has_default = (is_default<Says>::value || ...) || (std::is_same_v<Says, may_be_absent_key> || ...);
    const auto pass = [&](const auto& each) {
        if constexpr (is_default<std::decay_t<decltype(each)>>::value ||
                      std::is_same_v<std::decay_t<decltype(each)>, may_be_absent_key>) {
            return std::tuple<>();
        } else {
            return std::tuple(each);
        }
    };
    std::apply(
        [&](const auto&... each) {
            std::apply(
                [&](const auto&... said) {
                    has_default ? is(says.name, of, said...) : is(says.name, of, required, said...);
                },
                std::tuple_cat(pass(each)...));
        },
        says.says);
}
template <class Parameter>
void describe_argument(const builder& is, const Parameter& of, member_arguments) {
    describe(is, of);
}

struct method_words {
    static void say(method& to, std::string_view sentence) { to.sentence = sentence; }
    static void say(method& to, const result_name& of) { to.result_name = of.name; }
    static void say(method& to, const cost_text& of) { to.cost = of.text; }
    static void say(method& to, columns_key) { to.by_columns = true; }
    template <class... Says>
    static void say(method&, const argument<Says...>&) {}
    static void say(method&, member_arguments) {}
};

template <class T>
[[nodiscard]] auto only_argument(const T& said) {
    if constexpr (requires { said.says; } || std::is_base_of_v<member_arguments, T>) {
        return std::tuple(said);
    } else {
        return std::tuple<>();
    }
}

}  // namespace detail

/// What a list of methods is described to.
class method_list {
public:
    template <class F, class... Says>
    void operator()(std::string_view name, F function, const Says&... says) {
        using called = detail::signature<F>;
        using held = typename called::held;
        using result = typename called::result;
        method made;
        made.name = name;
        (detail::method_words::say(made, says), ...);

        const auto arguments = std::tuple_cat(detail::only_argument(says)...);
        static_assert(std::tuple_size_v<decltype(arguments)> == std::tuple_size_v<held>,
                      "a method needs one arg(…) or members() for each of its parameters");
        struct call {
            held values;
            call_limits limits;
        };
        auto sample = std::make_shared<call>();
        auto table_made = std::make_shared<table>();
        table_made->name = name;
        table_made->sample = sample.get();
        const builder is(*table_made, sample.get(), sizeof(call));
        [&]<std::size_t... I>(std::index_sequence<I...>) {
            (detail::take_default(std::get<I>(sample->values), std::get<I>(arguments)), ...);
            (detail::describe_argument(is, std::get<I>(sample->values), std::get<I>(arguments)), ...);
        }
        (std::make_index_sequence<std::tuple_size_v<held>>());
        is(limits_argument, sample->limits, "What the call may cost.");
        detail::finish(*table_made);
        made.arguments = table_made.get();
        made.arguments_type.is = kind::record;
        made.arguments_type.size = sizeof(call);
        made.arguments_type.own = std::move(table_made);
        made.arguments_type.fields = [](const type& self) { return self.own.get(); };
        made.make_arguments = [](const void* from) {
            return std::static_pointer_cast<void>(std::make_shared<call>(*static_cast<const call*>(from)));
        };
        made.limits = [](const void* of) -> const call_limits& { return static_cast<const call*>(of)->limits; };
        made.result = &type_of<result>();
        made.run = [function](const void* given) {
            return std::static_pointer_cast<void>(
                std::make_shared<result>(std::apply(function, static_cast<const call*>(given)->values)));
        };
        keep(std::move(made), std::move(sample));
    }

    [[nodiscard]] const std::vector<method>& methods() const { return methods_; }

    /// Keeps a name that is put together, for as long as the list lives.
    [[nodiscard]] std::string_view named(std::string name);

private:
    void keep(method&& made, std::shared_ptr<void>&& sample);

    std::vector<method> methods_;
    std::vector<std::shared_ptr<void>> samples_;
    std::deque<std::string> names_;
};

}  // namespace scvm::description
