// scvm._core.CustomerBase: columns of Python values become columns of C++ ones, row by row accountable.
#include "arrow.hpp"
#include "dates.hpp"
#include "noun_types.hpp"
#include "python_values.hpp"
#include "unlocked.hpp"

#include <scvm/crm/arrow.hpp>
#include <scvm/crm/base_table.hpp>
#include <scvm/crm/consent.hpp>
#include <scvm/crm/consent_words.hpp>
#include <scvm/crm/customer_base.hpp>
#include <scvm/crm/incoming_rows.hpp>
#include <scvm/crm/stored.hpp>
#include <scvm/dates/time_zone.hpp>
#include <scvm/error.hpp>
#include <scvm/json/base.hpp>
#include <scvm/json/person_data.hpp>

#include <pybind11/numpy.h>
#include <pybind11/pybind11.h>
#include <pybind11/stl.h>

#include <cmath>
#include <cstddef>
#include <cstdint>
#include <limits>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <tuple>
#include <utility>
#include <vector>

namespace {

using scvm::crm::incoming_rows;
using scvm::description::kind;

/// The cell that a Python value means. None and NaN are nothing; a text is a view of what the value or `rows` keeps.
[[nodiscard]] scvm::crm::cell cell_of(const py::handle& value, incoming_rows& rows) {
    using what = scvm::crm::cell::what;
    if (value.is_none()) {
        return {};
    }
    if (const auto text = text_of(value)) {
        return {what::text, *text};
    }
    if (is_boolean(value)) {
        return {what::boolean, {}, PyObject_IsTrue(value.ptr()) == 1 ? 1.0 : 0.0};
    }
    if (const auto whole = python_int(value)) {
        const double number = PyLong_AsDouble(whole->ptr());
        PyErr_Clear();  // too large for a double: -1, which its digits belie
        const std::string digits = py::str(*whole);
        return {what::digits, rows.hold(digits),
                digits.size() > 308 ? std::numeric_limits<double>::infinity() : number};
    }
    if (const auto number = python_float(value)) {
        return std::isnan(*number) ? scvm::crm::cell{} : scvm::crm::cell{what::number, {}, *number};
    }
    return {what::other};
}

/// What clocks show, of numpy's datetime64[s].
void read_clocks(incoming_rows& rows, std::size_t column, const py::object& values) {
    const auto seconds = py::cast<py::array_t<std::int64_t, py::array::c_style>>(values.attr("view")("int64"));
    rows.begin(column, static_cast<std::size_t>(seconds.size()));
    for (const std::int64_t each : std::span(seconds.data(), static_cast<std::size_t>(seconds.size()))) {
        rows.read(column, each == scvm::dates::no_time
                              ? scvm::crm::cell{}
                              : scvm::crm::cell{scvm::crm::cell::what::clock, {}, static_cast<double>(each)});
    }
}

/// A column on its way in: an array of the very type is borrowed, whole numbers of ids are spelt, and a list is read
/// value by value. `alive` keeps what is borrowed.
void read_column(incoming_rows& rows, std::size_t column, const py::object& values, std::vector<py::object>& alive) {
    if (py::isinstance<py::list>(values)) {
        const auto list = py::reinterpret_borrow<py::list>(values);
        rows.begin(column, list.size());
        const auto& field = rows.of().row->fields[column];
        for (const py::handle value : list) {
            if (field.of->is == kind::moment && !python_int(value)) {
                rows.read(column, date_in(value, rows.clocks().of(scvm::crm::is_end(field))));
            } else {
                rows.read(column, cell_of(value, rows));
            }
        }
        return;
    }
    const auto borrow = [&]<class T>(const T*) {
        const auto array = py::cast<py::array_t<T, py::array::c_style>>(values);
        alive.push_back(array);
        return std::span<const T>(array.data(), static_cast<std::size_t>(array.size()));
    };
    const scvm::description::type& element = *rows.column(column).of->inner;
    switch (element.is) {
        case kind::number:
            return rows.lend(column, borrow(static_cast<const double*>(nullptr)));
        case kind::moment:
            if (py::cast<py::array>(values).dtype().kind() == 'M') {
                return read_clocks(rows, column, values);
            }
            return rows.lend(column, borrow(static_cast<const std::int64_t*>(nullptr)));
        case kind::whole:
            return rows.lend(column, borrow(static_cast<const std::int32_t*>(nullptr)));
        default:
            break;
    }
    const auto numbers = borrow(static_cast<const std::int64_t*>(nullptr));
    rows.begin(column, numbers.size());
    for (const std::int64_t each : numbers) {
        rows.read(column, {scvm::crm::cell::what::digits, rows.hold(std::to_string(each)), static_cast<double>(each)});
    }
}

/// Adds rows to a table by its name: the columns of `values` are lists or arrays. `attribute` names the one that a
/// table of attributes is about.
std::size_t add(guarded_base& self, std::string_view table, std::string_view attribute, const py::dict& values) {
    incoming_rows rows(scvm::crm::base_table_named(table), self.clocks());
    std::vector<py::object> alive;
    for (std::size_t column = 0; column < rows.columns().size(); ++column) {
        const py::str name{std::string(rows.column(column).name)};
        if (values.contains(name) && !values[name].is_none()) {
            read_column(rows, column, values[name], alive);
        }
    }
    (void)rows.require_columns();
    return self.change([&](scvm::crm::customer_base& base) { return rows.add_to(base, attribute); });
}

/// The columns of each table: its name, then name, kind, whether it is required, whether one value may stand for all
/// rows, what the column means, and the words that it may hold.
py::dict tables() {
    py::dict result;
    for (const scvm::crm::base_table& table : scvm::crm::base_tables()) {
        py::list columns;
        for (const scvm::description::field& each : table.row->fields) {
            const bool decision = each.of->name == "a_decision";
            const std::string_view is = decision                                                ? "decisions"
                                        : each.of->is == kind::text                             ? "ids"
                                        : each.of->is == kind::moment                           ? "times"
                                        : each.of->limits.low < 0 && each.of->is == kind::whole ? "waves"
                                                                                                : "numbers";
            py::list words;
            for (const std::string_view word : each.of->words) {
                words.append(std::string(word));
            }
            columns.append(py::make_tuple(std::string(each.name), std::string(is), each.required,
                                          scvm::crm::may_stand_for_all(each), std::string(each.of->name), words));
        }
        result[py::str(std::string(table.name()))] = columns;
    }
    return result;
}

std::unique_ptr<guarded_base> restored(std::string_view bytes) {
    const unlocked_work unlocked;
    return std::make_unique<guarded_base>(scvm::crm::restored_base(bytes));
}

std::unique_ptr<guarded_base> from_json(std::string_view text) {
    const unlocked_work unlocked;
    return std::make_unique<guarded_base>(scvm::json::read_base(text));
}

std::string name_of(scvm::crm::consent_state state) {
    return std::string(scvm::crm::consent_state_names[static_cast<std::size_t>(state)]);
}

void bind_consent_words(py::module_& m) {
    m.def(
        "read_consent_state",
        [](std::string_view text) {
            const auto state = scvm::crm::read_consent_state(text);
            return state ? std::optional(name_of(*state)) : std::nullopt;
        },
        py::arg("text"));
    m.def("means_every_purpose", &scvm::crm::means_every_purpose, py::arg("purpose"));
    m.def("consent_words", [] {
        std::vector<std::pair<std::string, std::string>> result;
        for (const auto& each : scvm::crm::consent_words()) {
            result.emplace_back(each.word, name_of(each.state));
        }
        return result;
    });
}

}  // namespace

void bind_customer_base(py::module_& m) {
    bind_consent_words(m);
    bounded_class<guarded_base>(m, "CustomerBase")
        .def(py::init([](const std::string& time_zone) {
                 return std::make_unique<guarded_base>(scvm::crm::customer_base(scvm::dates::clock_of(time_zone)));
             }),
             py::arg("time_zone"))
        .def("time_zone", [](const guarded_base& self) { return self.clocks().place().zone(); })
        .def_static("from_json", &from_json, py::arg("text"))
        .def("add", &add, py::arg("table"), py::arg("attribute"), py::arg("columns"))
        .def(
            "add_arrow",
            [](guarded_base& self, std::string_view table, const py::object& capsule) {
                ArrowArrayStream* const stream = stream_in(capsule);
                return self.change(
                    [&](scvm::crm::customer_base& base) { return scvm::crm::add_arrow(base, table, stream); });
            },
            py::arg("table"), py::arg("stream"))
        .def_static("tables", &tables)
        .def(
            "export_person",
            [](const guarded_base& self, std::string_view id) {
                return self.read(
                    [&](const scvm::crm::customer_base& base) { return scvm::json::export_person(base, id); });
            },
            py::arg("id"))
        .def(
            "erase_person",
            [](guarded_base& self, std::string_view id) {
                return self.change([&](scvm::crm::customer_base& base) { return scvm::json::erase_person(base, id); });
            },
            py::arg("id"))
        .def("rejected",
             [](const guarded_base& self) {
                 return rejected_columns(
                     self.read([](const scvm::crm::customer_base& base) { return base.rejected(); }));
             })
        .def("stored",
             [](const guarded_base& self) {
                 return py::bytes(
                     self.read([](const scvm::crm::customer_base& base) { return scvm::crm::stored_base(base); }));
             })
        .def_static("restored", &restored, py::arg("stored"))
        .def("counts", [](const guarded_base& self) {
            return self.read([](const scvm::crm::customer_base& base) {
                return std::tuple(base.customers().size(), base.content().answers.size(),
                                  base.content().purchases.time.size(), base.rejected().size());
            });
        });
}
