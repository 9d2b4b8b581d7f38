#include "json/described_reader.hpp"

#include "json/meant.hpp"
#include "json/scanner.hpp"

#include <scvm/crm/id_table.hpp>
#include <scvm/dates/reader.hpp>

#include <algorithm>
#include <array>
#include <cmath>
#include <cstddef>
#include <limits>
#include <optional>
#include <string>
#include <utility>

namespace scvm::json {

namespace {

using description::field;
using description::kind;
using description::table;
using description::type;

/// Where in the document a value stands; written out only when something is wrong.
struct place {
    const place* above = nullptr;
    std::string_view key{};
    std::size_t index = 0;

    [[nodiscard]] std::string text() const {
        if (above == nullptr) {
            return std::string(key);
        }
        if (key.data() == nullptr) {
            return above->text() + "[" + std::to_string(index) + "]";
        }
        return above->text() + "." + (crm::is_utf8(key) && key.size() <= 80 ? std::string(key) : crm::quoted(key));
    }
};

class reader {
public:
    reader(std::string_view text, const reading& how, held_lists* held)
        : in_(text, how.what, how.code, max_depth), how_(how), held_(held) {}

    void read(const type& of, void* object) {
        const place top{nullptr, how_.what};
        read_value(of, object, nullptr, top);
    }

private:
    [[noreturn]] void fail(const place& at, std::string_view rule) const {
        description::refuse(how_.code, at.text(), rule);
    }

    void read_value(const type& of, void* to, const field* in, const place& at) {
        switch (of.is) {
            case kind::boolean:
                if (!is_boolean()) {
                    fail(at, "expected true or false");
                }
                return of.set_number(to, in_.boolean() ? 1 : 0);
            case kind::number:
            case kind::whole:
                return of.set_number(to, read_number(of, in, at));
            case kind::text:
                return read_text_into(of, to, at);
            case kind::date:
            case kind::moment: {
                const std::string_view text = read_text(at);
                static const dates::reader by;
                const dates::reading found = by.text(text);
                if (!found.good()) {
                    fail(at, found.fault);
                }
                return of.set_number(to, static_cast<double>(found.seconds));
            }
            case kind::word: {
                const std::string_view text = read_text(at);
                const std::size_t known = std::min(of.words.size(), in != nullptr ? in->words : of.words.size());
                const auto words = std::span(of.words).first(known);
                const auto found = std::find(words.begin(), words.end(), text);
                if (found == words.end()) {
                    fail(at, crm::quoted(text) + ": expected one of " + listed(words) + meant(text, words));
                }
                return of.set_number(to, static_cast<double>(found - words.begin()));
            }
            case kind::coded:
                return read_coded(of, to, at);
            case kind::optional:  // null where it is an element of a list; a member's null never comes here
                return in_.null() ? of.clear(to) : read_value(*of.inner, of.make(to), in, at);
            case kind::list:
                return read_list(of, to, in, at);
            case kind::map:
                return read_map(of, to, in, at);
            case kind::flags:
                return read_flags(of, to, at);
            case kind::matrix:
                return read_matrix(of, to, at);
            case kind::record:
                return read_record(of, to, at);
            case kind::choice:
                return read_choice(of, to, in, at);
            case kind::constant:
                break;  // its record has checked it
        }
    }

    [[nodiscard]] bool is_boolean() const { return in_.peek() == 't' || in_.peek() == 'f'; }
    [[nodiscard]] bool is_number() const {
        const char c = in_.peek();
        return c == '-' || (c >= '0' && c <= '9');
    }

    [[nodiscard]] double read_number(const type& of, const field* in, const place& at) {
        if (in != nullptr && !std::isnan(in->null_is) && in_.null()) {
            return in->null_is;
        }
        if (in != nullptr && in->yes_or_no) {
            return read_yes_or_no(at);
        }
        double value = std::numeric_limits<double>::quiet_NaN();
        if (is_number()) {
            value = in_.number();
        } else if (!how_.of_call || of.is != kind::number || !spelt_number(value)) {
            fail(at, "expected a number");
        }
        if (of.is == kind::whole && !(of.limits.holds(value) && value == std::floor(value))) {
            refuse_whole(of, in, value, at);
        }
        if (in != nullptr && !in->within.holds(value) && !(how_.of_call && std::isnan(value))) {
            if (how_.of_call && of.is == kind::whole) {
                refuse_whole(of, in, value, at);
            }
            description::refuse_number(how_.of_call ? errc::domain : how_.code, at.text(), value, *in);
        }
        return value;
    }

    [[noreturn]] void refuse_whole(const type& of, const field* in, double value, const place& at) const {
        const range within = in == nullptr ? range{} : in->within;
        // A type that holds every count and a description that says no more: it is no number of the kind.
        const bool any_count = of.limits.high >= 0x1p53 && std::isinf(within.high);
        if (how_.of_call && !any_count) {
            throw_domain(at.text(), value,
                         "a whole number from " + number_text(std::max(of.limits.low, within.low)) + " to " +
                             number_text(std::min(of.limits.high, within.high)));
        }
        fail(at, number_text(value) + ": expected a whole number" +
                     (of.limits.low == 0 ? std::string(" of 0 or more") : std::string()));
    }

    [[nodiscard]] double read_yes_or_no(const place& at) {
        if (is_boolean()) {
            return in_.boolean() ? 1 : 0;
        }
        const double value = is_number() ? in_.number() : std::numeric_limits<double>::quiet_NaN();
        if (value != 0 && value != 1) {
            fail(at, "expected true or false, or 1 or 0");
        }
        return value;
    }

    [[nodiscard]] bool spelt_number(double& value) {
        if (in_.null()) {
            return true;
        }
        if (in_.peek() != '"') {
            return false;
        }
        const std::size_t before = in_.place();
        const std::string_view text = in_.text_value(spelt_);
        constexpr double inf = std::numeric_limits<double>::infinity();
        value = text == "inf" ? inf : text == "-inf" ? -inf : value;
        if (text == "nan" || std::isinf(value)) {
            return true;
        }
        in_.back_to(before);
        return false;
    }

    [[nodiscard]] std::string_view read_text(const place& at) {
        if (in_.peek() != '"') {
            fail(at, "expected a text");
        }
        return in_.text_value(spelt_);
    }

    void read_text_into(const type& of, void* to, const place& at) {
        std::string text(read_text(at));
        if (of.set_text != nullptr) {
            return of.set_text(to, std::move(text));
        }
        held_->push_back(std::make_shared<std::string>(std::move(text)));
        of.lend(to, held_->back().get());
    }

    void require_array(const place& at) {
        if (in_.peek() != '[') {
            fail(at, "expected an array");
        }
        in_.enter();
    }

    void read_list(const type& of, void* to, const field* in, const place& at) {
        if (of.stored != nullptr) {
            void* const list = held_->emplace_back(of.store()).get();  // its elements may be held as well, behind it
            read_list(*of.stored, list, in, at);
            return of.lend(to, list);
        }
        require_array(at);
        if (of.clear != nullptr) {
            of.clear(to);
        }
        std::size_t size = 0;
        for (; !in_.end(); ++size) {
            if (in != nullptr && size >= in->most) {
                fail(at, "more than " + std::to_string(in->most) + " elements");
            }
            const place here{&at, {}, size};
            if (of.fixed == 0) {
                read_value(*of.inner, of.append(to), in, here);
            } else if (size < of.fixed) {
                read_value(*of.inner, const_cast<void*>(of.at(to, size)), in, here);
            } else {
                in_.skip();
            }
        }
        if (in != nullptr && size < in->least) {
            fail(at, "expected an array of one element or more");
        }
        if (of.fixed != 0 && size != of.fixed) {
            how_.of_call ? require_size(at.text(), size, "the method", of.fixed)
                         : fail(at, "expected " + std::to_string(of.fixed) + " elements");
        }
    }

    void read_coded(const type& of, void* to, const place& at) {
        const bool digits = is_number();
        if (in_.peek() != '"' && !digits) {
            fail(at, "expected " + std::string(of.name));
        }
        try {
            if (!digits) {
                of.set_text(to, std::string(in_.text_value(spelt_)));
            } else {
                of.set_spelt(to, in_.spelt_number());
            }
        } catch (const misfit& found) {
            fail(at, found.rule);
        } catch (const error& e) {
            description::refuse(how_.of_call ? e.code() : how_.code, at.text(), e.what());
        }
    }

    void read_flags(const type& of, void* to, const place& at) {
        const table& fields = *of.fields(of);
        for (const field& each : fields.fields) {
            each.of->set_number(static_cast<std::byte*>(to) + each.offset, 0);
        }
        require_array(at);
        for (std::size_t i = 0; !in_.end(); ++i) {
            const place here{&at, {}, i};
            const std::string_view name = read_text(here);
            const field* const found = fields.find(name);
            if (found == nullptr) {
                const auto names = names_of(fields);
                fail(here, crm::quoted(name) + ": expected one of " + listed(names) + meant(name, names));
            }
            found->of->set_number(static_cast<std::byte*>(to) + found->offset, 1);
        }
    }

    void read_choice(const type& of, void* to, const field* in, const place& at) {
        if (std::ranges::all_of(of.choices, begins_with_constant)) {
            return read_tagged(of, to, at);
        }
        const char c = in_.peek();
        const auto looks_like = [&](const type* each) {
            const bool is_list =
                each != nullptr && (each->is == kind::list || each->is == kind::matrix || each->is == kind::flags);
            const bool is_object = each != nullptr && (each->is == kind::record || each->is == kind::map);
            return each != nullptr && (c == '[' ? is_list : c == '{' ? is_object : !is_list && !is_object);
        };
        const auto found = std::find_if(of.choices.begin(), of.choices.end(), looks_like);
        const auto chosen = found == of.choices.end() ? of.choices.begin() : found;  // which says what it expects
        read_value(**chosen, of.choose(to, static_cast<std::size_t>(chosen - of.choices.begin())), in, at);
    }

    void read_map(const type& of, void* to, const field* in, const place& at) {
        if (in_.peek() != '{') {
            fail(at, "expected an object");
        }
        of.clear(to);
        in_.enter();
        while (!in_.end()) {
            std::string spelt;
            const std::string key(in_.key(spelt));
            const std::size_t before = of.count(to);
            const place here{&at, key};
            void* const value = of.entry(to, std::string(key));
            if (of.count(to) == before) {
                fail(here, "duplicate key");
            }
            read_value(*of.inner, value, in, here);
        }
    }

    void read_matrix(const type& of, void* to, const place& at) {
        std::vector<double> values;
        std::size_t height = 0;
        std::size_t width = 0;
        require_array(at);
        for (; !in_.end(); ++height) {
            const place row{&at, {}, height};
            const std::size_t before = values.size();
            require_array(row);
            while (!in_.end()) {
                const place cell{&row, {}, values.size() - before};
                values.push_back(read_number(description::type_of<double>(), nullptr, cell));
            }
            width = height == 0 ? values.size() : width;
            require_length(values.size() - before, width, "the first row", of, at);
        }
        if (of.square) {
            require_length(height, width, "a row", of, at);
        }
        of.set_rows(to, std::move(values), width);
    }

    void require_length(std::size_t size, std::size_t expected, std::string_view first, const type& of,
                        const place& at) const {
        if (size != expected) {
            how_.of_call ? require_size(at.text(), size, first, expected)
                         : fail(at, of.square ? "expected as many numbers a row as there are rows"
                                              : "expected as many numbers a row as the first row has");
        }
    }

    [[nodiscard]] static bool begins_with_constant(const type* each) {
        return each != nullptr && each->is == kind::record &&
               each->fields(*each)->fields.front().of->is == kind::constant;
    }

    // The constant that all alternatives have says which of them it is, wherever it stands.
    void read_tagged(const type& of, void* to, const place& at) {
        if (in_.peek() != '{') {
            fail(at, "expected an object");
        }
        const auto tag = [](const type& each) -> const field& { return each.fields(each)->fields.front(); };
        const std::string_view key = tag(*of.choices.front()).name;
        const place here{&at, key};
        std::vector<std::string_view> words;
        for (const type* const each : of.choices) {
            words.push_back(tag(*each).text);
        }
        std::optional<std::size_t> chosen;
        const std::size_t before = in_.place();
        in_.enter();
        while (!in_.end()) {
            std::string spelt;
            if (in_.key(spelt) != key) {
                in_.skip();
                continue;
            }
            if (in_.null()) {
                continue;
            }
            const std::string_view text = read_text(here);
            const auto found = std::ranges::find(words, text);
            if (found == words.end()) {
                fail(here, crm::quoted(text) + ": expected one of " + listed(words) + meant(text, words));
            }
            chosen = static_cast<std::size_t>(found - words.begin());
        }
        in_.back_to(before);
        if (!chosen) {
            fail(here, "is missing");
        }
        read_record(*of.choices[*chosen], of.choose(to, *chosen), at);
    }

    void read_record(const type& of, void* to, const place& at) {
        if (in_.peek() != '{') {
            fail(at, "expected an object");
        }
        const table& fields = *of.fields(of);
        if (fields.has_constant) {
            check_constants(fields, at);
        }
        std::vector<bool> seen(fields.fields.size());
        std::vector<bool> given(fields.fields.size());
        in_.enter();
        while (!in_.end()) {
            std::string spelt;
            const std::string_view key = in_.key(spelt);
            const place here{&at, key};
            const field* const found = fields.find(key);
            if (found == nullptr) {
                unknown(key, fields, here);
            }
            const auto index = static_cast<std::size_t>(found - fields.fields.data());
            if (seen[index]) {
                fail(here, "duplicate key");
            }
            seen[index] = true;
            given[index] = !in_.null();  // null is as if the key were not there
            if (!given[index]) {
                continue;
            }
            if (found->alternative) {
                only_alternative(fields, *found, given, at);
            }
            if (found->of->is == kind::constant) {
                in_.skip();  // checked before
            } else {
                read_value(*found->of, static_cast<std::byte*>(to) + found->offset, found, here);
            }
        }
        for (std::size_t i = 0; i < fields.fields.size(); ++i) {
            const field& each = fields.fields[i];
            if (!given[i] && each.required) {
                fail(place{&at, each.name}, "is missing");
            }
            if (!given[i] && each.like != field::none) {
                each.of->set_number(static_cast<std::byte*>(to) + each.offset,
                                    each.of->get_number(static_cast<const std::byte*>(to) + each.like));
            }
        }
        for (const description::rule& each : fields.rules) {
            run(each, to, at);
        }
    }

    void run(const description::rule& rule, void* object, const place& at) const {
        try {
            rule.check(static_cast<std::byte*>(object) + rule.offset);
        } catch (const misfit& found) {
            description::refuse(how_.code, at.text() + (found.where.empty() ? "" : "." + found.where), found.rule);
        } catch (const error& e) {
            description::refuse(how_.of_call ? e.code() : how_.code, at.text(), e.what());
        }
    }

    // The keys that say what a document is come first, whatever their order: in a document of another version every
    // further complaint would mislead.
    void check_constants(const table& fields, const place& at) {
        const std::size_t before = in_.place();
        std::vector<bool> seen(fields.fields.size());
        in_.enter();
        while (!in_.end()) {
            std::string spelt;
            const std::string_view key = in_.key(spelt);
            const field* const found = fields.find(key);
            if (found == nullptr || found->of->is != kind::constant) {
                in_.skip();
                continue;
            }
            if (in_.null()) {
                continue;
            }
            const place here{&at, key};
            const std::string_view text = read_text(here);
            if (text != found->text) {
                fail(here, crm::quoted(text) + ": this version reads " + std::string(found->text));
            }
            seen[static_cast<std::size_t>(found - fields.fields.data())] = true;
        }
        in_.back_to(before);
        for (std::size_t i = 0; i < fields.fields.size(); ++i) {
            if (fields.fields[i].of->is == kind::constant && fields.fields[i].required && !seen[i]) {
                fail(place{&at, fields.fields[i].name}, "is missing");
            }
        }
    }

    void only_alternative(const table& fields, const field& chosen, const std::vector<bool>& given,
                          const place& at) const {
        for (std::size_t i = 0; i < fields.fields.size(); ++i) {
            const field& each = fields.fields[i];
            if (given[i] && each.alternative && each.offset == chosen.offset && &each != &chosen) {
                fail(at, "expected only one of " + std::string(each.name) + " and " + std::string(chosen.name));
            }
        }
    }

    [[nodiscard]] static std::vector<std::string_view> names_of(const table& fields) {
        std::vector<std::string_view> names;
        for (const field& each : fields.fields) {
            names.push_back(each.name);
        }
        return names;
    }

    [[noreturn]] void unknown(std::string_view key, const table& fields, const place& at) const {
        const auto names = names_of(fields);
        fail(at, "unknown key; expected one of " + listed(names) + meant(key, names));
    }

    scanner in_;
    reading how_;
    held_lists* held_;
    std::string spelt_;
};

}  // namespace

void read_described(std::string_view text, const reading& how, const type& of, void* object, held_lists* held) {
    reader(text, how, held).read(of, object);
}

}  // namespace scvm::json
