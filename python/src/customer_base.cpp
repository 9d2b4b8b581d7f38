// scvm._core.CustomerBase: columns of Python values become columns of C++ ones, row by row accountable.
#include "noun_types.hpp"
#include "python_values.hpp"
#include "unlocked.hpp"

#include <scvm/crm/customer_base.hpp>
#include <scvm/error.hpp>
#include <scvm/json/base.hpp>
#include <scvm/json/person_data.hpp>

#include <pybind11/numpy.h>
#include <pybind11/pybind11.h>
#include <pybind11/stl.h>

#include <algorithm>
#include <charconv>
#include <cstdint>
#include <map>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace {

/// Rows whose values could not be read, by row; the first fault of a row counts.
struct fault {
    scvm::errc code;
    std::string reason;
};
using faults = std::map<std::size_t, fault>;

/// Calls read(row) for each row; what it throws becomes that row's fault.
template <class Read>
void each_row(std::size_t rows, faults& bad, Read read) {
    for (std::size_t i = 0; i < rows; ++i) {
        try {
            read(i);
        } catch (const scvm::error& e) {
            bad.try_emplace(i, fault{e.code(), e.what()});
        }
    }
}

/// What None means in a column of texts.
enum class if_none { fault, empty };

/// A column of ids: views into the strings of a list, which the caller keeps, or the decimal texts of an int64 array.
class id_column {
public:
    id_column(const py::object& values, std::string_view name, faults& bad, if_none none = if_none::fault) {
        if (py::isinstance<py::list>(values)) {
            read(py::reinterpret_borrow<py::list>(values), name, bad, none);
        } else {
            read(py::cast<py::array_t<std::int64_t, py::array::c_style>>(values));
        }
    }

    [[nodiscard]] std::size_t size() const noexcept { return views_.size(); }
    [[nodiscard]] std::span<const std::string_view> views() const noexcept { return views_; }

private:
    void read(const py::list& values, std::string_view name, faults& bad, if_none none) {
        views_.resize(values.size());
        each_row(values.size(), bad, [&](std::size_t i) {
            const py::handle value = PyList_GET_ITEM(values.ptr(), static_cast<Py_ssize_t>(i));
            if (const auto text = text_of(value)) {
                views_[i] = *text;
            } else if (none == if_none::fault || !json_of(value).is_null()) {
                made_.push_back(std::make_unique<std::string>(id_of(value, name)));
                views_[i] = *made_.back();
            }
        });
    }

    void read(const py::array_t<std::int64_t, py::array::c_style>& values) {
        constexpr std::size_t longest = 20;  // "-9223372036854775808"
        const auto rows = static_cast<std::size_t>(values.size());
        digits_.resize(longest * rows);
        views_.resize(rows);
        for (std::size_t i = 0; i < rows; ++i) {
            char* const first = digits_.data() + longest * i;
            const auto last = std::to_chars(first, first + longest, values.data()[i]).ptr;
            views_[i] = {first, static_cast<std::size_t>(last - first)};
        }
    }

    std::vector<std::string_view> views_;
    std::vector<std::unique_ptr<std::string>> made_;
    std::vector<char> digits_;
};

/// A column of numbers: borrowed from a contiguous array of the very type, or read value by value from a list.
template <class T>
class number_column {
public:
    using array = py::array_t<T, py::array::c_style>;

    template <class Read>
    number_column(const py::object& values, faults& bad, Read read) {
        if (values.is_none()) {
            return;
        }
        if (!py::isinstance<py::list>(values)) {
            borrowed_ = py::cast<array>(values);
            column_ = {borrowed_.data(), static_cast<std::size_t>(borrowed_.size())};
            return;
        }
        const auto list = py::reinterpret_borrow<py::list>(values);
        read_.resize(list.size());
        each_row(list.size(), bad, [&](std::size_t i) {
            read_[i] = read(py::handle(PyList_GET_ITEM(list.ptr(), static_cast<Py_ssize_t>(i))));
        });
        column_ = read_;
    }

    [[nodiscard]] std::size_t size() const noexcept { return column_.size(); }
    [[nodiscard]] std::span<const T> whole() const noexcept { return column_; }
    [[nodiscard]] std::span<const T> part(std::size_t first, std::size_t rows) const {
        return column_.empty() ? column_ : column_.subspan(first, rows);
    }

private:
    array borrowed_;
    std::vector<T> read_;
    std::span<const T> column_;
};

/// Adds the rows in their order: add(first, rows) for each run of readable rows, a rejection for each unreadable one.
template <class Add>
std::size_t add_rows(scvm::crm::customer_base& base, scvm::crm::table where, std::size_t rows, const faults& bad,
                     Add add) {
    std::size_t used = 0;
    std::size_t first = 0;
    for (const auto& [row, fault] : bad) {
        used += add(first, row - first).used;
        base.reject(where, fault.code, fault.reason);
        first = row + 1;
    }
    return used + add(first, rows - first).used;
}

std::size_t add_customers(guarded_base& self, const py::object& ids) {
    faults bad;
    const id_column id(ids, "id", bad);
    return self.change([&](scvm::crm::customer_base& base) {
        return add_rows(base, scvm::crm::table::customers, id.size(), bad, [&](std::size_t first, std::size_t rows) {
            return base.add_customers(id.views().subspan(first, rows));
        });
    });
}

template <scvm::crm::table where>
std::size_t add_answers(guarded_base& self, const py::object& customers, const py::object& items,
                        const py::object& values, const py::object& times, const py::object& waves) {
    faults bad;
    const id_column customer(customers, "customer", bad);
    const id_column item(items, "item", bad);
    const number_column<double> value(values, bad, [](py::handle v) { return number_of(v, "value"); });
    const number_column<std::int64_t> time(times, bad, [](py::handle v) { return seconds_of(v, "time"); });
    const number_column<std::int32_t> wave(waves, bad, [](py::handle v) { return wave_of(v, "wave"); });
    scvm::require_size("item", item.size(), "customer", customer.size());
    scvm::require_size("value", value.size(), "customer", customer.size());
    if (!times.is_none()) {
        scvm::require_size("time", time.size(), "customer", customer.size());
    }
    if (!waves.is_none()) {
        scvm::require_size("wave", wave.size(), "customer", customer.size());
    }
    return self.change([&](scvm::crm::customer_base& base) {
        return add_rows(base, where, customer.size(), bad, [&](std::size_t first, std::size_t rows) {
            const scvm::crm::answer_columns columns = {customer.views().subspan(first, rows),
                                                       item.views().subspan(first, rows), value.part(first, rows),
                                                       time.part(first, rows), wave.part(first, rows)};
            return where == scvm::crm::table::answers ? base.add_answers(columns) : base.add_anonymous_answers(columns);
        });
    });
}

std::size_t add_purchases(guarded_base& self, const py::object& customers, const py::object& times,
                          const py::object& amounts) {
    faults bad;
    const id_column customer(customers, "customer", bad);
    const number_column<std::int64_t> time(times, bad, [](py::handle v) { return seconds_of(v, "time"); });
    const number_column<double> amount(amounts, bad, [](py::handle v) { return number_of(v, "amount"); });
    scvm::require_size("time", time.size(), "customer", customer.size());
    scvm::require_size("amount", amount.size(), "customer", customer.size());
    return self.change([&](scvm::crm::customer_base& base) {
        return add_rows(
            base, scvm::crm::table::purchases, customer.size(), bad, [&](std::size_t first, std::size_t rows) {
                return base.add_purchases(
                    {customer.views().subspan(first, rows), time.part(first, rows), amount.part(first, rows)});
            });
    });
}

std::size_t add_attributes(guarded_base& self, const std::string& name, const py::object& customers,
                           const py::object& values) {
    faults bad;
    const id_column customer(customers, "customer", bad);
    const id_column value(values, "value", bad, if_none::empty);
    scvm::require_size("value", value.size(), "customer", customer.size());
    return self.change([&](scvm::crm::customer_base& base) {
        return add_rows(base, scvm::crm::table::attributes, customer.size(), bad,
                        [&](std::size_t first, std::size_t rows) {
                            return base.add_attributes(
                                name, {customer.views().subspan(first, rows), value.views().subspan(first, rows)});
                        });
    });
}

std::size_t add_contracts(guarded_base& self, const py::object& customers, const py::object& ends,
                          const py::object& notices) {
    faults bad;
    const id_column customer(customers, "customer", bad);
    const number_column<std::int64_t> end(ends, bad, [](py::handle v) { return seconds_of(v, "end"); });
    const number_column<double> notice(notices, bad, [](py::handle v) { return number_of(v, "notice_days"); });
    scvm::require_size("end", end.size(), "customer", customer.size());
    if (!notices.is_none()) {
        scvm::require_size("notice_days", notice.size(), "customer", customer.size());
    }
    return self.change([&](scvm::crm::customer_base& base) {
        return add_rows(
            base, scvm::crm::table::contracts, customer.size(), bad, [&](std::size_t first, std::size_t rows) {
                return base.add_contracts(
                    {customer.views().subspan(first, rows), end.part(first, rows), notice.part(first, rows)});
            });
    });
}

/// A column that may be None: then it is empty.
class optional_ids {
public:
    optional_ids(const py::object& values, std::string_view name, std::size_t rows, faults& bad) {
        if (!values.is_none()) {
            column_.emplace(values, name, bad, if_none::empty);
            scvm::require_size(name, column_->size(), "the first column", rows);
        }
    }
    [[nodiscard]] std::span<const std::string_view> part(std::size_t first, std::size_t rows) const {
        return column_ ? column_->views().subspan(first, rows) : std::span<const std::string_view>();
    }

private:
    std::optional<id_column> column_;
};

template <class T>
void require_rows(const number_column<T>& column, const py::object& values, std::string_view name, std::size_t rows) {
    if (!values.is_none()) {
        scvm::require_size(name, column.size(), "the first column", rows);
    }
}

number_column<double> numbers(const py::object& values, faults& bad, std::string_view name) {
    return {values, bad, [name](py::handle v) { return number_of(v, name); }};
}

number_column<std::int64_t> times(const py::object& values, faults& bad, std::string_view name) {
    return {values, bad, [name](py::handle v) { return seconds_of(v, name); }};
}

std::size_t add_employees(guarded_base& self, const py::object& ids) {
    faults bad;
    const id_column id(ids, "id", bad);
    return self.change([&](scvm::crm::customer_base& base) {
        return add_rows(base, scvm::crm::table::employees, id.size(), bad, [&](std::size_t first, std::size_t rows) {
            return base.add_employees(id.views().subspan(first, rows));
        });
    });
}

std::size_t add_consents(guarded_base& self, const py::object& customers, const py::object& purposes,
                         const py::object& states, const py::object& begins, const py::object& ends,
                         const py::object& evidences, const py::object& sources) {
    faults bad;
    const id_column customer(customers, "customer", bad);
    const std::size_t all = customer.size();
    const id_column purpose(purposes, "purpose", bad);
    const id_column state(states, "state", bad);
    // A consent without a beginning holds since ever, one without an end never expires.
    const number_column<std::int64_t> time(
        begins, bad, [](py::handle v) { return json_of(v).is_null() ? 0 : seconds_of(v, "time"); });
    const number_column<std::int64_t> expires(
        ends, bad, [](py::handle v) { return json_of(v).is_null() ? scvm::crm::never : seconds_of(v, "expires"); });
    const optional_ids evidence(evidences, "evidence", all, bad);
    const optional_ids source(sources, "source", all, bad);
    scvm::require_size("purpose", purpose.size(), "customer", all);
    scvm::require_size("state", state.size(), "customer", all);
    require_rows(time, begins, "time", all);
    require_rows(expires, ends, "expires", all);
    return self.change([&](scvm::crm::customer_base& base) {
        return add_rows(base, scvm::crm::table::consents, all, bad, [&](std::size_t first, std::size_t rows) {
            return base.add_consents({customer.views().subspan(first, rows), purpose.views().subspan(first, rows),
                                      state.views().subspan(first, rows), time.part(first, rows),
                                      expires.part(first, rows), evidence.part(first, rows), source.part(first, rows)});
        });
    });
}

std::size_t add_interactions(guarded_base& self, const py::object& actors, const py::object& targets,
                             const py::object& kinds, const py::object& moments, const py::object& channels,
                             const py::object& sentiments, const py::object& counts, const py::object& events) {
    faults bad;
    const id_column actor(actors, "actor", bad);
    const std::size_t all = actor.size();
    const id_column target(targets, "target", bad, if_none::empty);
    const id_column kind(kinds, "kind", bad);
    const auto time = times(moments, bad, "time");
    const optional_ids channel(channels, "channel", all, bad);
    const auto sentiment = numbers(sentiments, bad, "sentiment");
    const auto count = numbers(counts, bad, "count");
    const optional_ids event(events, "event_id", all, bad);
    scvm::require_size("target", target.size(), "actor", all);
    scvm::require_size("kind", kind.size(), "actor", all);
    scvm::require_size("time", time.size(), "actor", all);
    require_rows(sentiment, sentiments, "sentiment", all);
    require_rows(count, counts, "count", all);
    return self.change([&](scvm::crm::customer_base& base) {
        return add_rows(base, scvm::crm::table::interactions, all, bad, [&](std::size_t first, std::size_t rows) {
            return base.add_interactions({actor.views().subspan(first, rows), target.views().subspan(first, rows),
                                          kind.views().subspan(first, rows), time.part(first, rows),
                                          channel.part(first, rows), sentiment.part(first, rows),
                                          count.part(first, rows), event.part(first, rows)});
        });
    });
}

std::size_t add_referrals(guarded_base& self, const py::object& referrers, const py::object& referreds,
                          const py::object& moments) {
    faults bad;
    const id_column referrer(referrers, "referrer", bad);
    const id_column referred(referreds, "referred", bad);
    const auto time = times(moments, bad, "time");
    scvm::require_size("referred", referred.size(), "referrer", referrer.size());
    scvm::require_size("time", time.size(), "referrer", referrer.size());
    return self.change([&](scvm::crm::customer_base& base) {
        return add_rows(base, scvm::crm::table::referrals, referrer.size(), bad,
                        [&](std::size_t first, std::size_t rows) {
                            return base.add_referrals({referrer.views().subspan(first, rows),
                                                       referred.views().subspan(first, rows), time.part(first, rows)});
                        });
    });
}

std::size_t add_contributions(guarded_base& self, const py::object& customers, const py::object& kinds,
                              const py::object& moments, const py::object& amounts, const py::object& decisions,
                              const py::object& worths) {
    faults bad;
    const id_column customer(customers, "customer", bad);
    const std::size_t all = customer.size();
    const id_column kind(kinds, "kind", bad);
    const auto time = times(moments, bad, "time");
    const auto units = numbers(amounts, bad, "units");
    const auto accepted = numbers(decisions, bad, "accepted");
    const auto value = numbers(worths, bad, "value");
    scvm::require_size("kind", kind.size(), "customer", all);
    scvm::require_size("time", time.size(), "customer", all);
    require_rows(units, amounts, "units", all);
    require_rows(accepted, decisions, "accepted", all);
    require_rows(value, worths, "value", all);
    return self.change([&](scvm::crm::customer_base& base) {
        return add_rows(base, scvm::crm::table::contributions, all, bad, [&](std::size_t first, std::size_t rows) {
            return base.add_contributions({customer.views().subspan(first, rows), kind.views().subspan(first, rows),
                                           time.part(first, rows), units.part(first, rows), accepted.part(first, rows),
                                           value.part(first, rows)});
        });
    });
}

/// The rejected rows by columns: table, row, code, reason.
py::tuple rejected(const guarded_base& self) {
    const auto rows = self.read([](const scvm::crm::customer_base& base) { return base.rejected(); });
    py::list table;
    py::list row;
    py::list code;
    py::list reason;
    for (const scvm::crm::rejected_row& each : rows) {
        table.append(py::str(std::string(scvm::crm::name_of(each.where))));
        row.append(each.row);
        code.append(static_cast<int>(each.code));
        reason.append(py::str(each.reason));
    }
    return py::make_tuple(table, row, code, reason);
}

std::unique_ptr<guarded_base> from_json(std::string_view text) {
    const unlocked_work unlocked;
    return std::make_unique<guarded_base>(scvm::json::read_base(text));
}

}  // namespace

void bind_customer_base(py::module_& m) {
    py::class_<guarded_base>(m, "CustomerBase")
        .def(py::init<>())
        .def_static("from_json", &from_json, py::arg("text"))
        .def("add_customers", &add_customers, py::arg("id"))
        .def("add_answers", &add_answers<scvm::crm::table::answers>, py::arg("customer"), py::arg("item"),
             py::arg("value"), py::arg("time"), py::arg("wave"))
        .def("add_anonymous_answers", &add_answers<scvm::crm::table::anonymous_answers>, py::arg("respondent"),
             py::arg("item"), py::arg("value"), py::arg("time"), py::arg("wave"))
        .def("add_employees", &add_employees, py::arg("id"))
        .def("add_consents", &add_consents, py::arg("customer"), py::arg("purpose"), py::arg("state"), py::arg("time"),
             py::arg("expires"), py::arg("evidence"), py::arg("source"))
        .def("add_interactions", &add_interactions, py::arg("actor"), py::arg("target"), py::arg("kind"),
             py::arg("time"), py::arg("channel"), py::arg("sentiment"), py::arg("count"), py::arg("event_id"))
        .def("add_referrals", &add_referrals, py::arg("referrer"), py::arg("referred"), py::arg("time"))
        .def("add_contributions", &add_contributions, py::arg("customer"), py::arg("kind"), py::arg("time"),
             py::arg("units"), py::arg("accepted"), py::arg("value"))
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
        .def("add_purchases", &add_purchases, py::arg("customer"), py::arg("time"), py::arg("amount"))
        .def("add_attributes", &add_attributes, py::arg("name"), py::arg("customer"), py::arg("value"))
        .def("add_contracts", &add_contracts, py::arg("customer"), py::arg("end"), py::arg("notice_days"))
        .def("rejected", &rejected)
        .def("counts", [](const guarded_base& self) {
            return self.read([](const scvm::crm::customer_base& base) {
                return std::tuple(base.customers().size(), base.content().answers.size(),
                                  base.content().purchases.time.size(), base.rejected().size());
            });
        });
}
