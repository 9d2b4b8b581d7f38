#include "json/described_writer.hpp"

#include "json/writer.hpp"

#include <scvm/dates/date_text.hpp>
#include <scvm/dates/reader.hpp>

#include <cmath>
#include <cstddef>
#include <cstdint>

namespace scvm::json {

namespace {

using description::field;
using description::kind;
using description::type;

void write_value(writer& out, const type& of, const void* object, const field* in);

[[nodiscard]] const void* at(const void* object, std::size_t offset) {
    return static_cast<const std::byte*>(object) + offset;
}

[[nodiscard]] const void* member_of(const void* object, const field& of) {
    return at(object, of.offset);
}

[[nodiscard]] bool left_out(const description::table& fields, const field& each, const void* object) {
    if (each.unless != field::none && each.unless_of->get_number(at(object, each.unless)) == each.unless_is) {
        return true;
    }
    const void* const member = member_of(object, each);
    const bool empty = each.of->is == kind::optional && each.of->get(const_cast<void*>(member)) == nullptr;
    return (empty && !each.null_when_absent) || (each.quiet && equal(*each.of, member, member_of(fields.sample, each)));
}

void write_fields(writer& out, const description::table& fields, const void* object) {
    out.begin_object();
    for (const std::uint16_t place : fields.by_name) {
        const field& each = fields.fields[place];
        const void* const member = member_of(object, each);
        if (each.of->is == kind::constant) {
            out.plain_key(each.name);
            out.value(each.text);
            continue;
        }
        if (left_out(fields, each, object)) {
            continue;
        }
        out.plain_key(each.name);
        if (each.needs != field::none && std::isnan(*static_cast<const double*>(at(object, each.needs)))) {
            out.null();
            continue;
        }
        each.by_columns ? write_by_columns(out, *each.of, member) : write_value(out, *each.of, member, &each);
    }
    out.end_object();
}

void write_number(writer& out, const type& of, const void* object, const field* in) {
    const double value = of.get_number(object);
    if (in != nullptr && value == in->null_is) {
        out.null();
    } else if (of.is == kind::whole) {
        out.value(static_cast<std::int64_t>(value));
    } else {
        out.value(value);
    }
}

// `in` is the member that the value is, or in whose list it stands.
void write_value(writer& out, const type& of, const void* object, const field* in) {
    switch (of.is) {
        case kind::boolean:
            return out.value(of.get_number(object) != 0);
        case kind::number:
        case kind::whole:
            return write_number(out, of, object, in);
        case kind::text: {
            const std::string_view text = of.get_text(object);
            return in != nullptr && in->null_when_absent && text.empty() ? out.null() : out.value(text);
        }
        case kind::word:
            return out.value(of.words[static_cast<std::size_t>(of.get_number(object))].name);
        case kind::date: {
            const double seconds = of.get_number(object);
            return std::isnan(seconds) ? out.null() : out.value(dates::date_text(static_cast<std::int64_t>(seconds)));
        }
        case kind::moment: {
            const double seconds = of.get_number(object);
            if (in != nullptr && seconds == in->null_is) {
                return out.null();
            }
            return out.value(seconds == static_cast<double>(dates::never)
                                 ? "9999-12-31T23:59:59Z"  // which is read as never again
                                 : dates::moment_text(static_cast<std::int64_t>(seconds)));
        }
        case kind::flags:
            out.begin_array();
            for (const field& each : of.fields(of)->fields) {
                if (each.of->get_number(static_cast<const std::byte*>(object) + each.offset) != 0) {
                    out.value(each.name);
                }
            }
            return out.end_array();
        case kind::optional: {
            const void* const inner = of.get(const_cast<void*>(object));  // get() only looks
            // A text that is there is written, even an empty one.
            return inner == nullptr ? out.null()
                                    : write_value(out, *of.inner, inner, of.inner->is == kind::text ? nullptr : in);
        }
        case kind::choice: {
            const type* const chosen = of.choices[of.chosen(object)];
            return chosen == nullptr ? out.null() : write_value(out, *chosen, of.held(object), in);
        }
        case kind::list:
            out.begin_array();
            for (std::size_t i = 0; i < of.count(object); ++i) {
                write_value(out, *of.inner, of.at(object, i), in);
            }
            return out.end_array();
        case kind::map:
            out.begin_object();
            of.each(object, [&](std::string_view key, const void* value) {
                out.key(key);
                write_value(out, *of.inner, value, in);
            });
            return out.end_object();
        case kind::matrix:
            out.begin_array();
            for (std::size_t i = 0; i < of.height(object); ++i) {
                out.begin_array();
                for (const double each : of.row(object, i)) {
                    out.value(each);
                }
                out.end_array();
            }
            return out.end_array();
        case kind::record:
            return write_fields(out, *of.fields(of), object);
        case kind::coded:
        case kind::constant:
            return;  // the first is in no result; the other is written by its record
    }
}

}  // namespace

void write_described(writer& out, const type& of, const void* object) {
    write_value(out, of, object, nullptr);
}

std::string write_described(const type& of, const void* object) {
    writer out;
    write_described(out, of, object);
    return out.take();
}

void write_by_columns(writer& out, const type& list, const void* object) {
    const description::table& fields = *list.inner->fields(*list.inner);
    out.begin_object();
    for (const std::uint16_t place : fields.by_name) {
        const field& each = fields.fields[place];
        out.key(each.name);
        out.begin_array();
        for (std::size_t i = 0; i < list.count(object); ++i) {
            write_value(out, *each.of, member_of(list.at(object, i), each), &each);
        }
        out.end_array();
    }
    out.end_object();
}

}  // namespace scvm::json
