// Purchases of scvm._core.value: summaries, holdout, cohorts, ledgers, tracking.
#include "unlocked.hpp"
#include "value_arrays.hpp"

#include <scvm/value/bg_nbd.hpp>
#include <scvm/value/fit_check.hpp>
#include <scvm/value/holdout.hpp>
#include <scvm/value/mbg_nbd.hpp>
#include <scvm/value/pareto_nbd.hpp>
#include <scvm/value/purchase_ledger.hpp>
#include <scvm/value/purchase_summary.hpp>
#include <scvm/value/time_zone.hpp>

#include <pybind11/pybind11.h>
#include <pybind11/stl.h>

#include <algorithm>
#include <array>
#include <cstdint>
#include <memory>
#include <string>
#include <utility>
#include <vector>

using namespace scvm::value;
using value_binding::array_of;
using value_binding::borrowed;

namespace {

template <class Enum, std::size_t Count>
[[nodiscard]] Enum one_of(const char* name, const std::string& text,
                          const std::array<std::pair<const char*, Enum>, Count>& known) {
    std::string expected;
    for (const auto& [word, value] : known) {
        if (text == word) {
            return value;
        }
        expected += (expected.empty() ? "" : ", ") + std::string(word);
    }
    throw scvm::error(scvm::errc::domain, std::string(name) + " = \"" + text + "\": expected one of " + expected);
}

/// Rules with the clock changes of their time zone, which they point into.
class zoned_rules {
public:
    zoned_rules(const std::string& unit, const std::string& refunds, const std::string& zeros, const std::string& first,
                const std::string& zone) {
        rules_.unit = one_of<time_unit, 4>("unit", unit,
                                           {{{"hour", time_unit::hour},
                                             {"day", time_unit::day},
                                             {"week", time_unit::week},
                                             {"month", time_unit::month}}});
        rules_.refunds = one_of<refund_policy, 3>(
            "refunds", refunds,
            {{{"net", refund_policy::net}, {"ignore", refund_policy::ignore}, {"reject", refund_policy::reject}}});
        rules_.zeros = one_of<zero_policy, 3>(
            "zeros", zeros,
            {{{"count", zero_policy::count}, {"ignore", zero_policy::ignore}, {"reject", zero_policy::reject}}});
        rules_.first = one_of<first_purchase, 2>(
            "first", first, {{{"acquires", first_purchase::acquires}, {"counts", first_purchase::counts}}});
        if (!zone.empty()) {
            constexpr std::int64_t a_century_ago = -1'600'000'000;
            constexpr std::int64_t in_a_century = 4'700'000'000;
            offsets_ = utc_offsets(zone, a_century_ago, in_a_century);
            rules_.offsets = offsets_;
        }
    }
    zoned_rules(const zoned_rules&) = delete;
    zoned_rules& operator=(const zoned_rules&) = delete;

    [[nodiscard]] const purchase_rules& rules() const noexcept { return rules_; }

private:
    std::vector<utc_offset> offsets_;
    purchase_rules rules_;
};

/// The columns of purchases: arrays that this object keeps alive.
class rows {
public:
    rows(py::array_t<std::uint32_t> customer, py::array_t<std::int64_t> time, py::array_t<double> amount,
         std::uint32_t customers, bool priced)
        : customer_(std::move(customer)),
          time_(std::move(time)),
          amount_(std::move(amount)),
          columns_{borrowed<std::uint32_t>(customer_, "customer"), borrowed<std::int64_t>(time_, "time"),
                   priced ? std::span<const double>(borrowed<double>(amount_, "amount")) : std::span<const double>(),
                   customers} {}

    [[nodiscard]] const purchase_columns& columns() const noexcept { return columns_; }

private:
    py::array_t<std::uint32_t> customer_;
    py::array_t<std::int64_t> time_;
    py::array_t<double> amount_;
    purchase_columns columns_;
};

[[nodiscard]] py::dict account_of(const purchase_account& a) {
    py::dict result;
    result["rows"] = a.rows;
    result["used"] = a.used;
    result["merged"] = a.merged;
    result["refunds"] = a.refunds;
    result["zeros_ignored"] = a.zeros_ignored;
    result["after_end"] = a.after_end;
    result["rejected"] = a.rejected;
    result["occasions_refunded"] = a.occasions_refunded;
    result["refunds_unmatched"] = a.refunds_unmatched;
    return result;
}

[[nodiscard]] py::dict table_of(purchase_table&& table) {
    py::dict result;
    result["x"] = array_of(std::move(table.x));
    result["t_x"] = array_of(std::move(table.t_x));
    result["T"] = array_of(std::move(table.T));
    result["monetary"] = array_of(std::move(table.monetary));
    result["revenue"] = array_of(std::move(table.revenue));
    result["account"] = account_of(table.account);
    result["rejected"] = value_binding::rejected_list(table.rejected);
    return result;
}

/// A growing ledger with its rules.
class ledger {
public:
    explicit ledger(std::shared_ptr<const zoned_rules> rules) : rules_(std::move(rules)), ledger_(rules_->rules()) {}

    void add(const rows& fresh) {
        const auto columns = fresh.columns();
        const unlocked_work unlocked;
        ledger_.add(columns);
    }

    void merge(const ledger& other) {
        const unlocked_work unlocked;
        ledger_.merge(other.ledger_);
    }

    [[nodiscard]] py::dict summary(std::int64_t observation_end) const {
        purchase_table table;
        {
            const unlocked_work unlocked;
            table = ledger_.summary(observation_end);
        }
        return table_of(std::move(table));
    }

    [[nodiscard]] py::tuple history_of(std::uint32_t customer, std::int64_t observation_end) const {
        const auto h = ledger_.history_of(customer, observation_end);
        return py::make_tuple(h.x, h.t_x, h.T, h.monetary, h.revenue);
    }

    [[nodiscard]] std::uint64_t size() const noexcept { return ledger_.rows(); }

private:
    std::shared_ptr<const zoned_rules> rules_;
    purchase_ledger ledger_;
};

template <class Model>
void bind_tracking(room_module& m) {
    m.def(
        "track",
        [](const Model& model, const rows& data, std::int64_t start, std::int64_t observation_end,
           std::int32_t days_per_period, const zoned_rules& rules) {
            const auto columns = data.columns();
            tracking_table table;
            {
                const unlocked_work unlocked;
                table = track(model, columns, start, observation_end, days_per_period, rules.rules());
            }
            py::dict result;
            result["actual"] = array_of(std::move(table.actual));
            result["expected"] = array_of(std::move(table.expected));
            result["cumulative_actual"] = array_of(std::move(table.cumulative_actual));
            result["cumulative_expected"] = array_of(std::move(table.cumulative_expected));
            return result;
        },
        py::arg("model"), py::arg("rows"), py::arg("start"), py::arg("observation_end"), py::arg("days_per_period"),
        py::arg("rules"));
}

}  // namespace

void bind_value_purchases(room_module& m) {
    bounded_class<zoned_rules, std::shared_ptr<zoned_rules>>(m, "PurchaseRules")
        .def(py::init<const std::string&, const std::string&, const std::string&, const std::string&,
                      const std::string&>());
    bounded_class<rows>(m, "PurchaseRows")
        .def(py::init<py::array_t<std::uint32_t>, py::array_t<std::int64_t>, py::array_t<double>, std::uint32_t,
                      bool>());
    m.def(
        "purchase_summary",
        [](const rows& data, std::int64_t observation_end, const zoned_rules& rules) {
            const auto columns = data.columns();
            purchase_table table;
            {
                const unlocked_work unlocked;
                table = purchase_summary(columns, observation_end, rules.rules());
            }
            return table_of(std::move(table));
        },
        py::arg("rows"), py::arg("observation_end"), py::arg("rules"));
    m.def(
        "calibration_and_holdout",
        [](const rows& data, std::int64_t calibration_end, std::int64_t observation_end, const zoned_rules& rules) {
            const auto columns = data.columns();
            holdout_table split;
            {
                const unlocked_work unlocked;
                split = calibration_and_holdout(columns, calibration_end, observation_end, rules.rules());
            }
            py::dict result;
            result["calibration"] = table_of(std::move(split.calibration));
            result["holdout_x"] = array_of(std::move(split.holdout_x));
            result["holdout_monetary"] = array_of(std::move(split.holdout_monetary));
            result["holdout_duration"] = split.holdout_duration;
            result["account"] = account_of(split.account);
            return result;
        },
        py::arg("rows"), py::arg("calibration_end"), py::arg("observation_end"), py::arg("rules"));
    m.def(
        "cohorts",
        [](const rows& data, std::int64_t start, std::int64_t observation_end, std::int32_t days_per_period,
           const zoned_rules& rules) {
            const auto columns = data.columns();
            cohort_table table;
            {
                const unlocked_work unlocked;
                table = cohorts(columns, start, observation_end, days_per_period, rules.rules());
            }
            py::dict result;
            result["periods"] = table.periods;
            result["customers"] = array_of(std::move(table.customers));
            result["active"] = array_of(std::move(table.active));
            result["purchases"] = array_of(std::move(table.purchases));
            result["revenue"] = array_of(std::move(table.revenue));
            result["cohort_of"] = array_of(std::move(table.cohort_of));
            return result;
        },
        py::arg("rows"), py::arg("start"), py::arg("observation_end"), py::arg("days_per_period"), py::arg("rules"));
    bind_tracking<bg_nbd>(m);
    bind_tracking<mbg_nbd>(m);
    bind_tracking<pareto_nbd>(m);
    bounded_class<ledger>(m, "PurchaseLedger")
        .def(py::init([](const std::shared_ptr<zoned_rules>& rules) { return std::make_unique<ledger>(rules); }),
             py::arg("rules").none(false))
        .def("add", &ledger::add)
        .def("merge", &ledger::merge)
        .def("summary", &ledger::summary)
        .def("history_of", &ledger::history_of)
        .def("__len__", &ledger::size);
}
