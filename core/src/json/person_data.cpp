#include "json/writer.hpp"

#include <scvm/crm/scorer.hpp>
#include <scvm/json/person_data.hpp>

#include <nlohmann/json.hpp>

#include <array>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <map>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace scvm::json {

namespace detail {

[[nodiscard]] inline nlohmann::json number_or_null(double value) {
    return std::isnan(value) ? nlohmann::json() : nlohmann::json(value);
}

[[nodiscard]] inline std::string time_text(std::int64_t time) {
    return crm::timestamp_text(time);
}

/// Every row that names one person, table by table.
class exporter {
public:
    exporter(const crm::base_content& from, std::uint32_t person) : data_(from), person_(person) {}

    [[nodiscard]] nlohmann::json run() const {
        nlohmann::json result = {{"schema", "scvm-person/1"},
                                 {"id", std::string(name(person_))},
                                 {"kind", (person_ & crm::employee_bit) != 0 ? "employee" : "customer"}};
        if ((person_ & crm::employee_bit) == 0) {
            add_own(result);
        }
        result["interactions"] = interactions();
        return result;
    }

private:
    [[nodiscard]] std::string_view name(std::uint32_t person) const {
        return (person & crm::employee_bit) != 0 ? data_.employees[person & ~crm::employee_bit]
                                                 : data_.customers[person];
    }

    void add_own(nlohmann::json& result) const {
        using nlohmann::json;
        for (const char* table : {"answers", "purchases", "consents", "referrals", "contributions", "contracts"}) {
            result[table] = json::array();
        }
        for (const crm::base_answer& each : data_.answers) {
            if (each.customer == person_) {
                result["answers"].push_back({{"item", std::string(data_.items[each.item])},
                                             {"value", number_or_null(each.value)},
                                             {"time", time_text(each.time)},
                                             {"wave", each.wave}});
            }
        }
        for (std::size_t row = 0; row < data_.purchases.customer.size(); ++row) {
            if (data_.purchases.customer[row] == person_) {
                result["purchases"].push_back(
                    {{"time", time_text(data_.purchases.time[row])}, {"amount", data_.purchases.amount[row]}});
            }
        }
        result["attributes"] = json::object();
        for (const crm::base_attribute& each : data_.attributes) {
            if (person_ < each.of_row.size() && each.of_row[person_] != crm::base_attribute::none) {
                result["attributes"][each.name] = std::string(each.values[each.of_row[person_]]);
            }
        }
        if (person_ < data_.contracts.size() && !std::isnan(data_.contracts[person_].end)) {
            const auto& of = data_.contracts[person_];
            result["contracts"].push_back(
                {{"end", time_text(static_cast<std::int64_t>(of.end * 86400))}, {"notice_days", of.notice}});
        }
        for (const crm::base_consent& each : data_.consents) {
            if (each.customer == person_) {
                const crm::consent& of = each.decision;
                result["consents"].push_back(
                    {{"purpose", std::string(data_.purposes[of.purpose])},
                     {"state", crm::consent_state_names[static_cast<std::size_t>(of.state)]},
                     {"time", time_text(of.time)},
                     {"expires", of.expires == crm::never ? json() : json(time_text(of.expires))},
                     {"evidence", of.evidence},
                     {"source", of.source}});
            }
        }
        for (const crm::base_referral& each : data_.referrals) {
            if (each.referrer == person_ || each.referred == person_) {
                result["referrals"].push_back({{"referrer", std::string(name(each.referrer))},
                                               {"referred", std::string(name(each.referred))},
                                               {"time", time_text(each.time)}});
            }
        }
        for (const crm::base_contribution& each : data_.contributions) {
            if (each.customer == person_) {
                result["contributions"].push_back({{"kind", crm::contribution_kind_names[each.kind]},
                                                   {"time", time_text(each.time)},
                                                   {"units", each.units},
                                                   {"accepted", number_or_null(each.accepted)},
                                                   {"value", number_or_null(each.value)}});
            }
        }
    }

    [[nodiscard]] nlohmann::json interactions() const {
        nlohmann::json result = nlohmann::json::array();
        const crm::base_interactions& all = data_.interactions;
        for (std::size_t row = 0; row < all.actor.size(); ++row) {
            if (all.actor[row] == person_ || all.target[row] == person_) {
                const bool nobody = all.target[row] == crm::no_person;
                result.push_back(
                    {{"actor", std::string(name(all.actor[row]))},
                     {"target", nobody ? nlohmann::json() : nlohmann::json(std::string(name(all.target[row])))},
                     {"kind", crm::interaction_kind_names[all.kind[row]]},
                     {"time", time_text(all.time[row])},
                     {"channel", all.channel[row] == 0
                                     ? nlohmann::json()
                                     : nlohmann::json(std::string(data_.channels[all.channel[row] - 1u]))},
                     {"sentiment", number_or_null(all.sentiment[row])},
                     {"count", all.count[row]}});
            }
        }
        return result;
    }

    const crm::base_content& data_;
    std::uint32_t person_;
};

}  // namespace detail

std::string export_person(const crm::customer_base& base, std::string_view id) {
    return canonical(detail::exporter(base.content(), base.person(id)).run());
}

std::string erase_person(crm::customer_base& base, std::string_view id) {
    const auto gone = base.erase_person(id);
    nlohmann::json rows = nlohmann::json::object();
    for (std::size_t t = 0; t < gone.size(); ++t) {
        rows[std::string(crm::table_names[t])] = gone[t];
    }
    return canonical({{"id", std::string(id)}, {"removed", std::move(rows)}});
}

std::string erasure_effect(const crm::scorer& by, const crm::customer_base& base, std::string_view id,
                           std::int64_t as_of) {
    const crm::score_table before = by.score(base, as_of);
    const crm::score_table after = by.score_without(base, as_of, base.person(id));
    std::map<std::size_t, nlohmann::json> changes;  // by row
    const auto note = [&](std::size_t row, std::string_view column, nlohmann::json was, nlohmann::json is) {
        if (before.id(row) != id) {
            changes[row][std::string(column)] = {{"before", std::move(was)}, {"after", std::move(is)}};
        }
    };
    for (const crm::number_column& column : crm::number_columns) {
        const auto was = before.numbers(column.name);
        const auto is = after.numbers(column.name);
        for (std::size_t row = 0; row < before.size(); ++row) {
            if (was[row] != is[row] && !(std::isnan(was[row]) && std::isnan(is[row]))) {
                note(row, column.name, detail::number_or_null(was[row]), detail::number_or_null(is[row]));
            }
        }
    }
    for (const crm::category_column& column : crm::category_columns) {
        const auto was = before.codes(column.name);
        const auto is = after.codes(column.name);
        const auto labels = before.labels(column.name);
        for (std::size_t row = 0; row < before.size(); ++row) {
            if (was[row] != is[row]) {
                note(row, column.name, labels[static_cast<std::size_t>(was[row])],
                     labels[static_cast<std::size_t>(is[row])]);
            }
        }
    }
    nlohmann::json customers = nlohmann::json::array();
    for (auto& [row, of] : changes) {
        customers.push_back({{"id", std::string(before.id(row))}, {"changes", std::move(of)}});
    }
    return canonical(
        {{"id", std::string(id)}, {"as_of", crm::date_text(before.as_of())}, {"changed", std::move(customers)}});
}

}  // namespace scvm::json
