// Prints every description as one JSON text, from which render.py makes the schemas, the reference pages and whatever
// else is derived from them.
#include "json/described_writer.hpp"
#include "json/writer.hpp"
#include "methods/methods.hpp"

#include <scvm/crm/scoring_model.hpp>
#include <scvm/describe/table.hpp>

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <cstdio>
#include <span>
#include <string>
#include <string_view>

namespace {

using namespace scvm;
using description::field;
using description::kind;
using description::table;
using description::type;

[[nodiscard]] std::string_view name_of(kind of) {
    switch (of) {
        case kind::boolean:
            return "boolean";
        case kind::number:
            return "number";
        case kind::whole:
            return "whole";
        case kind::text:
            return "text";
        case kind::word:
            return "word";
        case kind::date:
            return "date";
        case kind::moment:
            return "moment";
        case kind::flags:
            return "flags";
        case kind::coded:
            return "coded";
        case kind::optional:
            return "optional";
        case kind::choice:
            return "choice";
        case kind::list:
            return "list";
        case kind::map:
            return "map";
        case kind::matrix:
            return "matrix";
        case kind::record:
            return "record";
        case kind::constant:
            return "constant";
    }
    return "";
}

void write_fields(json::writer& out, const table& of);

void write_range(json::writer& out, const range& of) {
    if (std::isfinite(of.high)) {
        out.member("high", of.high);
        out.member("high_open", of.high_open);
    }
    if (std::isfinite(of.low)) {
        out.member("low", of.low);
        out.member("low_open", of.low_open);
    }
}

void write_type(json::writer& out, const type& of, const field& in = {}) {
    out.begin_object();
    if (of.is == kind::choice) {
        out.key("choices");
        out.begin_array();
        for (const type* each : of.choices) {
            each == nullptr ? out.null() : write_type(out, *each);
        }
        out.end_array();
    }
    if (of.is == kind::record || of.is == kind::flags) {
        out.key("fields");
        write_fields(out, *of.fields(of));
    }
    if (of.fixed != 0) {
        out.member("fixed", of.fixed);
    }
    if (of.is == kind::whole) {
        write_range(out, of.limits);
    }
    out.member("kind", name_of(of.is));
    if (!of.name.empty()) {
        out.member("name", of.name);
    }
    if (of.inner != nullptr) {
        out.key("of");
        write_type(out, *of.inner);
    }
    if (of.is == kind::matrix) {
        out.member("square", of.square);
    }
    if (of.is == kind::word) {
        out.key("words");
        out.begin_array();
        for (const word& each : std::span(of.words).first(std::min(of.words.size(), in.words))) {
            out.begin_object();
            out.member("name", each.name);
            out.member("sentence", each.sentence);
            out.end_object();
        }
        out.end_array();
    }
    out.end_object();
}

void write_field(json::writer& out, const table& in, const field& of) {
    out.begin_object();
    if (of.alternative) {
        out.member("alternative", true);
    }
    if (of.by_columns) {
        out.member("by_columns", true);
    }
    // Of what has parts, the parts have the defaults; what is coded is read only; a whole number beyond 2^53 stands for
    // "no limit", which its sentence says.
    const kind is = of.of->is;
    const void* const standard = static_cast<const std::byte*>(in.sample) + of.offset;
    const bool of_parts = is == kind::record || is == kind::optional || is == kind::constant || is == kind::coded;
    const bool unlimited = is == kind::whole && of.of->get_number(standard) > 0x1p53;
    if (!of.required && !of_parts && !unlimited) {
        out.key("default");
        json::write_described(out, *of.of, standard);
    }
    write_range(out, of.within);
    if (of.least > 0) {
        out.member("least", of.least);
    }
    if (of.like != field::none) {
        for (const field& other : in.fields) {
            if (other.of->is != kind::constant && other.offset == of.like) {
                out.member("like", other.name);
            }
        }
    }
    if (of.most != field{}.most) {
        out.member("most", of.most);
    }
    out.member("name", of.name);
    if (of.quiet) {
        out.member("quiet", true);
    }
    if (of.required) {
        out.member("required", true);
    }
    out.member("sentence", of.sentence);
    if (of.of->is == kind::constant) {
        out.member("text", of.text);
    }
    out.key("type");
    write_type(out, *of.of, of);
    if (!of.unit.empty()) {
        out.member("unit", of.unit);
    }
    if (of.yes_or_no) {
        out.member("yes_or_no", true);
    }
    out.end_object();
}

void write_fields(json::writer& out, const table& of) {
    out.begin_array();
    for (const field& each : of.fields) {
        write_field(out, of, each);
    }
    out.end_array();
}

void write_methods(json::writer& out) {
    out.begin_array();
    for (const description::method& each : methods::all_methods()) {
        out.begin_object();
        out.key("arguments");
        write_fields(out, *each.arguments);
        out.member("by_columns", each.by_columns);
        out.member("name", each.name);
        out.key("result");
        write_type(out, *each.result);
        out.member("result_name", each.result_name);
        out.member("sentence", each.sentence);
        out.end_object();
    }
    out.end_array();
}

}  // namespace

int main() {
    json::writer out;
    out.begin_object();
    out.key("methods");
    write_methods(out);
    out.key("model");
    write_fields(out, description::table_of<crm::scoring_model>());
    out.end_object();
    const std::string text = out.take();
    return std::fwrite(text.data(), 1, text.size(), stdout) == text.size() ? 0 : 1;
}
