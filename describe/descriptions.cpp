// Prints every description as one JSON text, from which render.py makes the schemas, the reference pages and whatever
// else is derived from them.
#include "json/described_writer.hpp"
#include "json/writer.hpp"
#include "methods/methods.hpp"

#include <scvm/crm/account_list.hpp>
#include <scvm/crm/analysis.hpp>
#include <scvm/crm/base_table.hpp>
#include <scvm/crm/comparison.hpp>
#include <scvm/crm/matter_list.hpp>
#include <scvm/crm/score_card.hpp>
#include <scvm/crm/score_columns.hpp>
#include <scvm/crm/scoring_model.hpp>
#include <scvm/crm/table_summary.hpp>
#include <scvm/crm/treatment_list.hpp>
#include <scvm/describe/table.hpp>
#include <scvm/json/record.hpp>

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
    if (std::isfinite(of.high) && of.high != finite_number.high) {
        out.member("high", of.high);
        out.member("high_open", of.high_open);
    }
    if (std::isfinite(of.low) && of.low != finite_number.low) {
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
    if (of.own != nullptr) {
        out.member("places", true);  // an array whose places have names
    }
    if (of.is == kind::matrix) {
        out.member("square", of.square);
    }
    if (!of.words.empty()) {
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

/// Whether the writer may say null in place of the member, beyond numbers, which may always be absent.
[[nodiscard]] bool may_be_null(const table& in, const field& of) {
    const bool no_day =
        of.of->is == kind::date && std::isnan(of.of->get_number(static_cast<const std::byte*>(in.sample) + of.offset));
    return of.null_when_absent || of.needs != field::none || !std::isnan(of.null_is) || no_day;
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
    // "no limit", and a moment for "since ever" or "never", which its sentence says.
    const kind is = of.of->is;
    const void* const standard = static_cast<const std::byte*>(in.sample) + of.offset;
    const bool of_parts =
        is == kind::record || is == kind::optional || is == kind::constant || is == kind::coded || is == kind::moment;
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
    if (of.null_when_absent || !std::isnan(of.null_is)) {
        out.member("null", true);
    }
    if (may_be_null(in, of)) {
        out.member("nullable", true);
    }
    if (of.unless != field::none || (of.of->is == kind::optional && !of.null_when_absent)) {
        out.member("perhaps", true);
    }
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

void write_base(json::writer& out) {
    out.begin_array();
    for (const crm::base_table& each : crm::base_tables()) {
        out.begin_object();
        out.key("columns");
        write_fields(out, *each.row);
        out.member("name", each.name());
        out.member("record", std::ranges::find(json::record_tables, each.where) != json::record_tables.end());
        out.member("sentence", crm::table_words[static_cast<std::size_t>(each.where)].sentence);
        out.end_object();
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
        out.member("cost", each.cost);
        out.member("name", each.name);
        out.key("result");
        write_type(out, *each.result);
        out.member("result_name", each.result_name);
        out.member("sentence", each.sentence);
        out.end_object();
    }
    out.end_array();
}

void write_columns(json::writer& out) {
    out.begin_array();
    for (const auto* list : {&crm::category_columns(), &crm::number_columns()}) {
        for (const crm::score_column& each : *list) {
            out.begin_object();
            out.key("labels");
            out.begin_array();
            for (const std::string_view label : each.labels) {
                out.value(label);
            }
            out.end_array();
            out.member("name", each.name);
            out.member("number", list == &crm::number_columns());
            out.member("sentence", each.sentence);
            out.key("type");
            write_type(out, *each.of);
            out.member("unit", each.unit);
            out.end_object();
        }
    }
    out.end_array();
}

}  // namespace

int main() {
    json::writer out;
    out.begin_object();
    out.key("base");
    write_base(out);
    out.key("columns");
    write_columns(out);
    out.key("methods");
    write_methods(out);
    out.key("model");
    write_fields(out, description::table_of<crm::scoring_model>());
    out.key("results");
    out.begin_array();
    write_type(out, description::type_of<crm::score_card>());
    write_type(out, description::type_of<crm::table_summary>());
    write_type(out, description::type_of<crm::analysis>());
    write_type(out, description::type_of<crm::breakdown>());
    write_type(out, description::type_of<crm::migration>());
    write_type(out, description::type_of<crm::treatment_list>());
    write_type(out, description::type_of<crm::matter_list>());
    write_type(out, description::type_of<crm::account_list>());
    out.end_array();
    out.end_object();
    const std::string text = out.take();
    return std::fwrite(text.data(), 1, text.size(), stdout) == text.size() ? 0 : 1;
}
