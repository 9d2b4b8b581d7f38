// scvm._core.equity: what the customer network is worth.
#include "arrays.hpp"
#include "equity_values.hpp"

#include <scvm/equity/credit_rules.hpp>
#include <scvm/equity/distributed_lag.hpp>
#include <scvm/equity/engagement_value.hpp>
#include <scvm/equity/knowledge_value.hpp>
#include <scvm/equity/network_equity.hpp>
#include <scvm/equity/rank_change.hpp>
#include <scvm/equity/referral_value.hpp>
#include <scvm/equity/return_on_social.hpp>

#include <pybind11/operators.h>

#include <string>
#include <utility>
#include <vector>

using namespace py::literals;
using namespace scvm::equity;

namespace {

/// Network values with the lifetime values that they were made of.
struct valued_network {
    network_values values;
    std::vector<double> lifetime;
};

/// (row, reason) of every rejected row, as two columns.
template <class Rejected>
[[nodiscard]] py::tuple rejected_columns(const std::vector<Rejected>& rejected) {
    std::vector<std::uint64_t> row;
    std::vector<std::uint8_t> reason;
    for (const auto& entry : rejected) {
        row.push_back(entry.row);
        reason.push_back(static_cast<std::uint8_t>(entry.reason));
    }
    return py::make_tuple(hand_over(std::move(row)), hand_over(std::move(reason)));
}

/// A column that lives as long as its owner, read-only.
template <class T>
[[nodiscard]] py::array_t<T> view_of(const std::vector<T>& values, const py::object& owner) {
    py::array_t<T> array(static_cast<py::ssize_t>(values.size()), values.data(), owner);
    array.attr("setflags")("write"_a = false);
    return array;
}

[[nodiscard]] py::list lines_of(const std::vector<credit_line>& lines) {
    py::list result;
    for (const auto& line : lines) {
        result.append(py::make_tuple(line.customer, line.share, line.amount));
    }
    return result;
}

void bind_money(room_module& m) {
    bounded_class<money>(m, "Money")
        .def(py::init([](double amount, const std::string& code) {
                 return money{amount, currency_code(code)};
             }),
             "amount"_a, "currency"_a)
        .def_readonly("amount", &money::amount)
        .def_property_readonly("currency", [](const money& of) { return of.currency.code(); })
        .def(py::self + py::self)
        .def(py::self - py::self)
        .def(double() * py::self)
        .def(py::self < py::self)
        .def(py::self == py::self)
        .def("__hash__", [](const money& of) { return py::hash(py::make_tuple(of.amount, of.currency.code())); })
        .def("__repr__", [](const money& of) {
            return "Money(" + scvm::number_text(of.amount) + ", '" + of.currency.code() + "')";
        });
    bounded_class<points>(m, "Points")
        .def(py::init([](double count) { return points{count}; }), "count"_a)
        .def_readonly("count", &points::count)
        .def(py::self + py::self)
        .def(double() * py::self)
        .def(
            "__lt__", [](const points& a, const points& b) { return a.count < b.count; }, py::is_operator())
        .def(
            "__eq__", [](const points& a, const points& b) { return a.count == b.count; }, py::is_operator())
        .def("__hash__", [](const points& of) { return py::hash(py::float_(of.count)); })
        .def("__repr__", [](const points& of) { return "Points(" + scvm::number_text(of.count) + ")"; });
}

void bind_network_value(room_module& m) {
    bounded_class<valued_network>(m, "NetworkValues")
        .def_property_readonly(
            "value",
            [](const py::object& self) { return view_of(self.cast<const valued_network&>().values.value, self); })
        .def_property_readonly(
            "given",
            [](const py::object& self) { return view_of(self.cast<const valued_network&>().values.given, self); })
        .def_property_readonly(
            "received",
            [](const py::object& self) { return view_of(self.cast<const valued_network&>().values.received, self); })
        .def_property_readonly("status", [](const valued_network& of) { return hand_over_codes(of.values.status); })
        .def_property_readonly("summary",
                               [](const valued_network& of) {
                                   const auto& v = of.values;
                                   return py::dict("lifetime_sum"_a = v.lifetime_sum, "value_sum"_a = v.value_sum,
                                                   "credit_sum"_a = v.credit_sum, "counted"_a = v.counted,
                                                   "rounds"_a = v.rounds, "settled"_a = v.settled,
                                                   "scaled"_a = v.credits.scaled, "left_out"_a = v.credits.left_out);
                               })
        .def_property_readonly("rejected",
                               [](const valued_network& of) { return rejected_columns(of.values.credits.rejected); })
        .def(
            "credit_received",
            [](const valued_network& of, const column<std::uint32_t>& receiver, const column<std::uint32_t>& giver,
               const column<double>& share) {
                const attribution_columns credits{lend(receiver), lend(giver), lend(share)};
                return hand_over(unlocked([&] { return credit_received(of.values, credits); }));
            },
            "receiver"_a, "giver"_a, "share"_a)
        .def(
            "account",
            [](const valued_network& of, std::uint32_t customer) {
                const auto account = unlocked([&] { return account_of(of.values, of.lifetime, customer); });
                return py::dict("lifetime_value"_a = account.lifetime_value, "value"_a = account.value,
                                "given"_a = lines_of(account.given), "received"_a = lines_of(account.received));
            },
            "customer"_a);
    m.def(
        "network_value",
        [](const column<double>& value, const column<std::uint32_t>& receiver, const column<std::uint32_t>& giver,
           const column<double>& share, const maybe_column<std::uint8_t>& withdrawn, double ceiling, double passed_on,
           bool keep_losses, double tolerance, std::size_t max_rounds, unsigned threads) {
            const auto lifetime = lend(value);
            const attribution_columns credits{lend(receiver), lend(giver), lend(share)};
            const auto gone = lend(withdrawn);
            const network_value_options options{
                ceiling, passed_on, keep_losses ? loss_rule::kept : loss_rule::shared, tolerance, max_rounds, threads};
            return unlocked([&] {
                return valued_network{network_value(lifetime, credits, options, gone),
                                      {lifetime.begin(), lifetime.end()}};
            });
        },
        "value"_a, "receiver"_a, "giver"_a, "share"_a, "withdrawn"_a, "ceiling"_a, "passed_on"_a, "keep_losses"_a,
        "tolerance"_a, "max_rounds"_a, "threads"_a);
    m.def(
        "compare_ranks",
        [](const column<double>& before, const column<double>& after, double top_share) {
            const auto a = lend(before);
            const auto b = lend(after);
            auto found = unlocked([&] { return compare_ranks(a, b, top_share); });
            return py::dict("customers"_a = found.customers, "spearman"_a = found.spearman, "kendall"_a = found.kendall,
                            "top_from_before"_a = found.top_from_before, "top_from_after"_a = found.top_from_after,
                            "entered"_a = hand_over(std::move(found.entered)),
                            "left"_a = hand_over(std::move(found.left)), "stayed"_a = found.stayed,
                            "moved_share"_a = found.moved_share);
        },
        "before"_a, "after"_a, "top_share"_a);
}

void bind_credits(room_module& m) {
    m.attr("join_unknown") = join_unknown;
    m.def(
        "credits_from_referrals",
        [](const column<std::uint32_t>& referrer, const column<std::uint32_t>& referred,
           const column<std::int64_t>& time, std::uint32_t customers, std::int64_t as_of, double share,
           double half_life_days, double grace_days, const maybe_column<std::int64_t>& joined) {
            auto found = credits_from_referrals({lend(referrer), lend(referred), lend(time)}, customers, as_of,
                                                {share, half_life_days, grace_days}, lend(joined));
            return py::make_tuple(hand_over(std::move(found.rows.receiver)), hand_over(std::move(found.rows.giver)),
                                  hand_over(std::move(found.rows.share)), rejected_columns(found.rejected));
        },
        "referrer"_a, "referred"_a, "time"_a, "customers"_a, "as_of"_a, "share"_a, "half_life_days"_a, "grace_days"_a,
        "joined"_a);
    m.def(
        "credits_from_influence",
        [](const column<std::uint32_t>& influencer, const column<std::uint32_t>& influenced,
           const column<double>& weight, std::uint32_t customers, double share) {
            auto rows = credits_from_influence(lend(influencer), lend(influenced), lend(weight), customers, share);
            return py::make_tuple(hand_over(std::move(rows.receiver)), hand_over(std::move(rows.giver)),
                                  hand_over(std::move(rows.share)));
        },
        "influencer"_a, "influenced"_a, "weight"_a, "customers"_a, "share"_a);
}

void bind_values(room_module& m) {
    m.def(
        "referral_value",
        [](const column<std::uint32_t>& referrer, const column<double>& period, const maybe_column<double>& margin,
           const maybe_column<double>& reward, const maybe_column<double>& marketing,
           const maybe_column<double>& saved_type_one, const maybe_column<double>& saved_type_two,
           const maybe_column<double>& type_one, const maybe_column<std::uint8_t>& has_own_value, std::size_t customers,
           double rate, bool reward_paid_to_type_two, const std::string& currency) {
            auto found =
                referral_value({lend(referrer), lend(period), lend(margin), lend(reward), lend(marketing),
                                lend(saved_type_one), lend(saved_type_two), lend(type_one), lend(has_own_value)},
                               customers, {rate, reward_paid_to_type_two, currency_code(currency)});
            std::vector<std::uint64_t> rejected(found.rejected.begin(), found.rejected.end());
            return py::dict("value"_a = hand_over(std::move(found.value)),
                            "type_one_margin"_a = hand_over(std::move(found.type_one_margin)),
                            "type_one_savings"_a = hand_over(std::move(found.type_one_savings)),
                            "type_two_savings"_a = hand_over(std::move(found.type_two_savings)),
                            "rewards"_a = hand_over(std::move(found.rewards)),
                            "overlap"_a = hand_over(std::move(found.overlap)),
                            "rejected"_a = hand_over(std::move(rejected)), "currency"_a = found.currency.code());
        },
        "referrer"_a, "period"_a, "margin"_a, "reward"_a, "marketing"_a, "saved_type_one"_a, "saved_type_two"_a,
        "type_one"_a, "has_own_value"_a, "customers"_a, "rate"_a, "reward_paid_to_type_two"_a, "currency"_a);
    m.def(
        "referral_segments",
        [](const column<double>& lifetime, const column<double>& referral, double lifetime_split,
           double referral_split) {
            const auto a = lend(lifetime);
            const auto b = lend(referral);
            scvm::require_size("referral_value", b.size(), "lifetime_value", a.size());
            std::vector<referral_segment> found;
            for (std::size_t row = 0; row < a.size(); ++row) {
                found.push_back(referral_segment_of(a[row], b[row], lifetime_split, referral_split));
            }
            return hand_over_codes(found);
        },
        "lifetime_value"_a, "referral_value"_a, "lifetime_split"_a, "referral_split"_a);
    m.def("reference_value",
          py::vectorize([](double rate, double contribution, double size, double leadership, double satisfied,
                           double dissatisfied) {
              return reference_value({rate, contribution, size, leadership, satisfied, dissatisfied});
          }),
          "net_reference_rate"_a, "gross_contribution"_a, "network_size"_a, "opinion_leadership"_a, "satisfied"_a,
          "dissatisfied"_a);
    m.def(
        "engagement_value",
        [](const std::vector<std::pair<maybe_column<double>, std::string>>& parts) {
            std::array<money_column, 5> columns;
            for (std::size_t k = 0; k < columns.size(); ++k) {
                columns[k] = {lend(parts.at(k).first), currency_code(parts.at(k).second)};
            }
            auto found = engagement_value({columns[0], columns[1], columns[2], columns[3], columns[4]});
            return py::dict("value"_a = hand_over(std::move(found.value)),
                            "missing"_a = hand_over(std::move(found.missing)), "sum"_a = found.sum,
                            "total"_a = found.total, "valued"_a = found.valued, "currency"_a = found.currency.code());
        },
        "parts"_a);
    m.def(
        "external_value",
        [](const column<double>& expected, double value_of_new, double saved, double rate, double periods) {
            const auto found = external_value(lend(expected), value_of_new, saved, rate, periods);
            return py::make_tuple(found.expected, found.value);
        },
        "expected"_a, "value_of_new"_a, "saved"_a, "rate"_a, "periods"_a);
    m.def(
        "deflected_contacts",
        [](double visits, double support_share, double resolved, double would_have_contacted) {
            return deflected_contacts({visits, support_share, resolved, would_have_contacted});
        },
        "visits"_a, "support_share"_a, "resolved"_a, "would_have_contacted"_a);
    m.def("deflection_saving", &deflection_saving, "contacts"_a, "contact_cost"_a, "community_cost"_a);
    m.def("idea_value", &idea_value, "implemented"_a, "mean_value"_a);
    m.def(
        "tester_value",
        [](double completed, double hours_per_test, const money& hour, double days_earlier, const money& day) {
            return tester_value({completed, hours_per_test, hour, days_earlier, day});
        },
        "completed"_a, "hours_per_test"_a, "hour"_a, "days_earlier"_a, "day"_a);
    m.def(
        "split_by_weight",
        [](double total, const column<double>& weight) { return hand_over(split_by_weight(total, lend(weight))); },
        "total"_a, "weight"_a);
    m.def(
        "knowledge_value",
        [](const std::vector<column<double>>& parts) {
            std::vector<std::span<const double>> columns;
            for (const auto& part : parts) {
                columns.push_back(lend(part));
            }
            return hand_over(knowledge_value(columns));
        },
        "parts"_a);
    m.def(
        "return_on_social",
        [](const column<double>& benefit, const column<double>& cost, const maybe_column<double>& benefit_low,
           const maybe_column<double>& benefit_high, double rate, double carry_over, std::uint8_t how,
           const std::string& currency) {
            auto found = return_on_social({lend(benefit), lend(cost), lend(benefit_low), lend(benefit_high), rate,
                                           carry_over, static_cast<measurability>(how), currency_code(currency)});
            return py::dict(
                "benefit"_a = found.benefit, "cost"_a = found.cost, "net"_a = found.net, "ratio"_a = found.ratio,
                "ratio_low"_a = found.ratio_low, "ratio_high"_a = found.ratio_high, "payback"_a = found.payback,
                "mean_lag"_a = found.mean_lag, "truncated"_a = found.truncated, "outside"_a = found.outside,
                "sustained"_a = found.sustained, "grade"_a = std::string(1, found.grade),
                "net_by_period"_a = hand_over(std::move(found.net_by_period)), "currency"_a = found.currency.code());
        },
        "benefit"_a, "cost"_a, "benefit_low"_a, "benefit_high"_a, "rate"_a, "carry_over"_a, "how"_a, "currency"_a);
    m.def(
        "distributed_lag",
        [](const column<double>& activity, const column<double>& outcome, std::uint32_t longest, double confidence,
           std::uint32_t placebos, std::uint32_t block, std::uint64_t seed) {
            const auto x = lend(activity);
            const auto y = lend(outcome);
            const lag_estimate found = unlocked([&] {
                return distributed_lag(x, y, {longest, confidence, placebos, block, seed});
            });
            std::vector<double> effect;
            std::vector<double> low;
            std::vector<double> high;
            for (const lagged_effect& each : found.effects) {
                effect.push_back(each.effect);
                low.push_back(each.low);
                high.push_back(each.high);
            }
            return py::dict("status"_a = std::string(lag_status_words[static_cast<std::size_t>(found.status)].name),
                            "mean_lag"_a = found.mean_lag, "low"_a = found.low, "high"_a = found.high,
                            "total"_a = found.total, "total_low"_a = found.total_low, "total_high"_a = found.total_high,
                            "r_squared"_a = found.r_squared, "placebo_p"_a = found.placebo_p, "weeks"_a = found.weeks,
                            "effect"_a = hand_over(std::move(effect)), "effect_low"_a = hand_over(std::move(low)),
                            "effect_high"_a = hand_over(std::move(high)));
        },
        "activity"_a, "outcome"_a, "longest"_a, "confidence"_a, "placebos"_a, "block"_a, "seed"_a);
}

}  // namespace

void bind_equity(room_module& m) {
    bind_money(m);
    bind_network_value(m);
    bind_credits(m);
    bind_values(m);
    bind_equity_people(m);
}
