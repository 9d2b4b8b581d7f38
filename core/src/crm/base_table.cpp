#include <scvm/crm/base_table.hpp>
#include <scvm/crm/customer_base.hpp>
#include <scvm/crm/id_table.hpp>
#include <scvm/dates/reader.hpp>

#include <array>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <string>

namespace scvm::crm {

namespace {

using description::field;
using description::kind;

template <template <class> class Rows>
base_table described(table where, intake (*add)(customer_base&, std::string_view, const void*)) {
    static_assert(std::is_trivially_copyable_v<Rows<as_given>>);
    return {where, &description::table_of<Rows<as_given>>(), &description::table_of<Rows<as_lent>>(),
            [] { return std::static_pointer_cast<void>(std::make_shared<Rows<as_lent>>()); }, add};
}

template <template <class> class Rows, intake (customer_base::*Add)(const Rows<as_lent>&)>
base_table described(table where) {
    return described<Rows>(where, [](customer_base& to, std::string_view, const void* columns) {
        return (to.*Add)(*static_cast<const Rows<as_lent>*>(columns));
    });
}

[[nodiscard]] const std::byte* member(const void* object, const field& of) {
    return static_cast<const std::byte*>(object) + of.offset;
}

template <class T>
[[nodiscard]] T& cell_at(void* row, const field& of) {
    return *reinterpret_cast<T*>(static_cast<std::byte*>(row) + of.offset);
}

/// "1e15", not "1e+15".
[[nodiscard]] std::string short_text(double limit) {
    std::string text = number_text(limit);
    std::erase(text, '+');
    return text;
}

/// "-1 to 1, or none", "0 to 36525 days", "an amount of money from -1e15 to 1e15".
[[nodiscard]] std::string rule_text(const field& of, bool may_be_absent) {
    if (of.yes_or_no) {
        return "1, 0, or nothing while it is not decided";
    }
    if (of.within.high == finite_number.high) {
        return "a finite " + std::string(of.unit);
    }
    const std::string low = short_text(of.within.low);
    const std::string high = short_text(of.within.high);
    if (of.unit == "money") {
        return "an amount of money from " + low + " to " + high;
    }
    return low + " to " + high + (of.unit.empty() ? "" : " " + std::string(of.unit)) +
           (may_be_absent ? ", or none" : "");
}

void check_number(const field& of, const void* sample, void* row) {
    double& value = cell_at<double>(row, of);
    const double standard = *reinterpret_cast<const double*>(member(sample, of));
    if (std::isnan(value) && !of.required) {
        value = standard;
    }
    const bool may_be_absent = std::isnan(standard);
    const bool good = of.yes_or_no ? value == 0 || value == 1 : of.within.holds(value);
    if (!good && !(may_be_absent && std::isnan(value))) {
        throw_domain(of.name, value, rule_text(of, may_be_absent));
    }
}

/// Of an optional column, its member's initialiser stands for no time at all.
void check_moment(const field& of, const void* sample, void* row) {
    std::int64_t& time = cell_at<std::int64_t>(row, of);
    constexpr std::int64_t a_day = 86400;  // what clocks show in 1990 and 2099 is up to that far from UTC
    const bool absent = !of.required && time == *reinterpret_cast<const std::int64_t*>(member(sample, of));
    if (absent || (time >= dates::earliest - a_day && time <= dates::latest + a_day) || (is_end(of) && time == never)) {
        return;
    }
    static const clock_reader utc;
    const dates::reader& by = utc.of(is_end(of));
    const dates::reading found = is_end(of) ? by.moment(time) : by.number(time);
    if (!found.good()) {
        throw error(errc::domain, std::string(of.name) + " = " + found.fault);
    }
    time = found.seconds;
}

void check_note(const field& of, std::string_view text) {
    if (text.size() > 1024 || !is_utf8(text)) {
        throw error(errc::domain, std::string(of.name) + " " + quoted(text) + ": expected UTF-8 of up to 1024 bytes");
    }
}

}  // namespace

std::span<const base_table> base_tables() {
    static const std::array<base_table, tables> list = {
        described<customer_cells>(table::customers,
                                  [](customer_base& to, std::string_view, const void* columns) {
                                      return to.add_customers(static_cast<const customer_columns*>(columns)->id);
                                  }),
        described<employee_cells, &customer_base::add_employees>(table::employees),
        described<prospect_cells, &customer_base::add_prospects>(table::prospects),
        described<membership_cells, &customer_base::add_memberships>(table::memberships),
        described<consent_cells, &customer_base::add_consents>(table::consents),
        described<answer_cells, &customer_base::add_answers>(table::answers),
        described<purchase_cells, &customer_base::add_purchases>(table::purchases),
        described<attribute_cells>(table::attributes,
                                   [](customer_base& to, std::string_view attribute, const void* columns) {
                                       return to.add_attributes(attribute,
                                                                *static_cast<const attribute_columns*>(columns));
                                   }),
        described<contract_cells, &customer_base::add_contracts>(table::contracts),
        described<interaction_cells, &customer_base::add_interactions>(table::interactions),
        described<referral_cells, &customer_base::add_referrals>(table::referrals),
        described<contribution_cells, &customer_base::add_contributions>(table::contributions),
        described<anonymous_answer_cells, &customer_base::add_anonymous_answers>(table::anonymous_answers),
        described<published_score_cells, &customer_base::add_published_scores>(table::published_scores),
        described<complaint_cells, &customer_base::add_complaints>(table::complaints),
        described<helper_cells, &customer_base::add_helpers>(table::helpers),
        described<job_cells, &customer_base::add_jobs>(table::jobs),
        described<idea_cells, &customer_base::add_ideas>(table::ideas),
        described<vote_cells, &customer_base::add_votes>(table::votes),
        described<test_cells, &customer_base::add_tests>(table::tests),
    };
    return list;
}

const base_table& base_table_of(table where) {
    static const auto places = [] {
        std::array<const base_table*, tables> result{};
        for (const base_table& each : base_tables()) {
            result[static_cast<std::size_t>(each.where)] = &each;
        }
        return result;
    }();
    return *places[static_cast<std::size_t>(where)];
}

const base_table& base_table_named(std::string_view name) {
    std::string expected;
    for (const base_table& each : base_tables()) {
        if (each.name() == name) {
            return each;
        }
        expected += (expected.empty() ? "" : ", ") + std::string(each.name());
    }
    throw error(errc::unknown_id, "table " + quoted(name) + ": expected one of " + expected);
}

bool may_stand_for_all(const description::field& of) {
    return !of.required || !of.of->words.empty() || of.of->name == "a_purpose" || of.of->name == "a_decision";
}

std::size_t rows_of(const base_table& of, const void* columns) {
    const field& first = of.columns->fields.front();
    const std::size_t rows = first.of->count(member(columns, first));
    for (const field& each : of.columns->fields) {
        const std::size_t size = each.of->count(member(columns, each));
        if (each.required || size != 0) {
            require_size(each.name, size, first.name, rows);
        }
    }
    return rows;
}

void read_row(const base_table& of, const void* columns, std::size_t i, void* row) {
    for (std::size_t k = 0; k < of.row->fields.size(); ++k) {
        const field& to = of.row->fields[k];
        const field& from = of.columns->fields[k];
        const std::byte* const column = member(columns, from);
        if (from.of->count(column) == 0) {
            std::memcpy(static_cast<std::byte*>(row) + to.offset, member(of.row->sample, to), to.of->size);
            continue;
        }
        const void* const value = from.of->at(column, i);
        if (to.of->is == kind::whole && from.of->inner->is == kind::number) {
            const double count = *static_cast<const double*>(value);
            cell_at<std::uint32_t>(row, to) =
                whole_count(to.name, std::isnan(count) ? to.of->get_number(member(of.row->sample, to)) : count);
        } else {
            std::memcpy(static_cast<std::byte*>(row) + to.offset, value, to.of->size);
        }
    }
    check_row(of, row);
}

void read_cell(const field& column, const crm::cell& value, void* member, const clock_reader& clocks) {
    switch (column.of->is) {
        case kind::text:
            *static_cast<std::string_view*>(member) =
                column.of->name == "a_decision" ? read_decision(value, column.name) : read_id(value, column.name);
            break;
        case kind::number:
            *static_cast<double*>(member) =
                column.yes_or_no ? read_flag(value, column.name) : read_number(value, column.name);
            break;
        case kind::moment:
            *static_cast<std::int64_t*>(member) = read_time(value, column.name, clocks.of(is_end(column)));
            break;
        default:
            if (column.of->limits.low == 0) {
                *static_cast<std::uint32_t*>(member) = whole_count(column.name, read_number(value, column.name));
            } else {
                *static_cast<std::int32_t*>(member) = read_whole(value, column.name, column.unit);
            }
    }
}

void check_row(const base_table& of, void* row) {
    for (const field& each : of.row->fields) {
        switch (each.of->is) {
            case kind::number:
                check_number(each, of.row->sample, row);
                break;
            case kind::moment:
                check_moment(each, of.row->sample, row);
                break;
            case kind::text:
                if (each.of->name == "a_note") {
                    check_note(each, each.of->get_text(member(row, each)));
                }
                break;
            default:
                break;
        }
    }
}

std::uint32_t whole_count(std::string_view name, double count) {
    if (!(count >= 1 && count <= 0xffffffffu && count == std::floor(count))) {
        throw_domain(name, count, "a whole number from 1 to 4294967295");
    }
    return static_cast<std::uint32_t>(count);
}

}  // namespace scvm::crm
