#include "json/cells.hpp"
#include "json/object_reader.hpp"

#include <scvm/crm/customer_base.hpp>
#include <scvm/crm/timestamp.hpp>
#include <scvm/json/base.hpp>

#include <nlohmann/json.hpp>

#include <cmath>
#include <cstdint>
#include <limits>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace scvm::json {

namespace detail {

/// The columns of one table, read cell by cell: those that are needed, and those that may be absent.
class column_reader {
public:
    column_reader(const nlohmann::json& value, std::string path) : in_(value, std::move(path), errc::bad_record) {}

    /// A column that must be there; the first one says how many rows there are.
    const nlohmann::json& needed(std::string_view name) {
        (void)in_.required(name);
        return checked(name, in_.array(name));
    }

    /// A column that may be absent.
    const nlohmann::json& optional(std::string_view name) {
        const auto& column = in_.array(name);
        return column.empty() ? column : checked(name, column);
    }

    void finish() const { in_.finish(); }
    [[nodiscard]] std::size_t rows() const noexcept { return rows_; }

private:
    const nlohmann::json& checked(std::string_view name, const nlohmann::json& column) {
        if (first_.empty()) {
            first_ = name;
            rows_ = column.size();
        }
        require_size(in_.path(name), column.size(), first_, rows_);
        return column;
    }

    object_reader in_;
    std::string_view first_;
    std::size_t rows_ = 0;
};

/// A text, or "" where there is none.
[[nodiscard]] inline std::string read_optional_text(const nlohmann::json& column, std::size_t row,
                                                    std::string_view name) {
    return column.empty() || column[row].is_null() ? std::string() : read_id(column[row], name);
}

/// A number, or `otherwise` where there is none.
[[nodiscard]] inline double read_cell(const nlohmann::json& column, std::size_t row, std::string_view name,
                                      double otherwise) {
    return column.empty() || column[row].is_null() ? otherwise : read_optional_number(column[row], name);
}

[[nodiscard]] inline std::int64_t read_time_cell(const nlohmann::json& column, std::size_t row, std::string_view name,
                                                 std::int64_t otherwise) {
    return column.empty() || column[row].is_null() ? otherwise : read_time(column[row], name);
}

/// One table of the base: calls add(i) for each row; a row that cannot be read is rejected alone.
template <class Add>
void read_rows(crm::customer_base& base, crm::table where, std::size_t rows, Add add) {
    for (std::size_t i = 0; i < rows; ++i) {
        try {
            add(i);
        } catch (const error& e) {
            base.reject(where, e.code(), e.what());
        }
    }
}

inline void read_customers(const nlohmann::json& value, crm::customer_base& base) {
    column_reader in(value, "base.customers");
    const auto& ids = in.needed("id");
    in.finish();
    read_rows(base, crm::table::customers, in.rows(), [&](std::size_t i) {
        const std::string id = read_id(ids[i], "id");
        const std::string_view row[] = {id};
        base.add_customers(row);
    });
}

inline void read_answers(const nlohmann::json& value, crm::customer_base& base) {
    column_reader in(value, "base.answers");
    const auto& customer = in.needed("customer");
    const auto& item = in.needed("item");
    const auto& values = in.needed("value");
    const auto& time = in.optional("time");
    const auto& wave = in.optional("wave");
    in.finish();
    read_rows(base, crm::table::answers, in.rows(), [&](std::size_t i) {
        const std::string id = read_id(customer[i], "customer");
        const std::string item_id = read_id(item[i], "item");
        const std::string_view ids[] = {id};
        const std::string_view items[] = {item_id};
        const double number[] = {read_optional_number(values[i], "value")};
        const std::int64_t times[] = {time.empty() ? 0 : read_time(time[i], "time")};
        const std::int32_t waves[] = {wave.empty() ? 0 : read_wave(wave[i], "wave")};
        base.add_answers({ids, items, number, times, waves});
    });
}

inline void read_purchases(const nlohmann::json& value, crm::customer_base& base) {
    column_reader in(value, "base.purchases");
    const auto& customer = in.needed("customer");
    const auto& time = in.needed("time");
    const auto& amount = in.needed("amount");
    in.finish();
    read_rows(base, crm::table::purchases, in.rows(), [&](std::size_t i) {
        const std::string id = read_id(customer[i], "customer");
        const std::string_view ids[] = {id};
        const std::int64_t times[] = {read_time(time[i], "time")};
        const double amounts[] = {read_optional_number(amount[i], "amount")};
        base.add_purchases({ids, times, amounts});
    });
}

inline void read_attributes(const nlohmann::json& value, crm::customer_base& base) {
    if (!value.is_object()) {
        throw error(errc::bad_record, "base.attributes: expected an object, one key an attribute");
    }
    for (const auto& [name, columns] : value.items()) {
        column_reader in(columns, "base.attributes." + name);
        const auto& customer = in.needed("customer");
        const auto& values = in.needed("value");
        in.finish();
        read_rows(base, crm::table::attributes, in.rows(), [&, &name = name](std::size_t i) {
            const std::string id = read_id(customer[i], "customer");
            const std::string text = read_optional_text(values, i, "value");
            const std::string_view ids[] = {id};
            const std::string_view texts[] = {text};
            base.add_attributes(name, {ids, texts});
        });
    }
}

inline void read_contracts(const nlohmann::json& value, crm::customer_base& base) {
    column_reader in(value, "base.contracts");
    const auto& customer = in.needed("customer");
    const auto& end = in.needed("end");
    const auto& notice = in.optional("notice_days");
    in.finish();
    read_rows(base, crm::table::contracts, in.rows(), [&](std::size_t i) {
        const std::string id = read_id(customer[i], "customer");
        const std::string_view ids[] = {id};
        const std::int64_t ends[] = {read_time(end[i], "end")};
        const double days[] = {notice.empty() ? 0 : read_optional_number(notice[i], "notice_days")};
        base.add_contracts({ids, ends, days});
    });
}

inline void read_employees(const nlohmann::json& value, crm::customer_base& base) {
    column_reader in(value, "base.employees");
    const auto& ids = in.needed("id");
    in.finish();
    read_rows(base, crm::table::employees, in.rows(), [&](std::size_t i) {
        const std::string id = read_id(ids[i], "id");
        const std::string_view row[] = {id};
        base.add_employees(row);
    });
}

inline void read_consents(const nlohmann::json& value, crm::customer_base& base) {
    column_reader in(value, "base.consents");
    const auto& customer = in.needed("customer");
    const auto& purpose = in.needed("purpose");
    const auto& state = in.needed("state");
    const auto& time = in.optional("time");
    const auto& expires = in.optional("expires");
    const auto& evidence = in.optional("evidence");
    const auto& source = in.optional("source");
    in.finish();
    read_rows(base, crm::table::consents, in.rows(), [&](std::size_t i) {
        const std::string id = read_id(customer[i], "customer");
        const std::string purpose_text = read_id(purpose[i], "purpose");
        const std::string state_text = read_id(state[i], "state");
        const std::string evidence_text = read_optional_text(evidence, i, "evidence");
        const std::string source_text = read_optional_text(source, i, "source");
        const std::string_view ids[] = {id};
        const std::string_view purposes[] = {purpose_text};
        const std::string_view states[] = {state_text};
        const std::int64_t times[] = {read_time_cell(time, i, "time", 0)};
        const std::int64_t ends[] = {read_time_cell(expires, i, "expires", crm::never)};
        const std::string_view evidences[] = {evidence_text};
        const std::string_view sources[] = {source_text};
        base.add_consents({ids, purposes, states, times, ends, evidences, sources});
    });
}

inline void read_interactions(const nlohmann::json& value, crm::customer_base& base) {
    column_reader in(value, "base.interactions");
    const auto& actor = in.needed("actor");
    const auto& target = in.needed("target");
    const auto& kind = in.needed("kind");
    const auto& time = in.needed("time");
    const auto& channel = in.optional("channel");
    const auto& sentiment = in.optional("sentiment");
    const auto& count = in.optional("count");
    const auto& event = in.optional("event_id");
    in.finish();
    read_rows(base, crm::table::interactions, in.rows(), [&](std::size_t i) {
        const std::string actor_id = read_id(actor[i], "actor");
        const std::string target_id = read_optional_text(target, i, "target");
        const std::string kind_text = read_id(kind[i], "kind");
        const std::string channel_text = read_optional_text(channel, i, "channel");
        const std::string event_text = read_optional_text(event, i, "event_id");
        const std::string_view actors[] = {actor_id};
        const std::string_view targets[] = {target_id};
        const std::string_view kinds[] = {kind_text};
        const std::int64_t times[] = {read_time(time[i], "time")};
        const std::string_view channels[] = {channel_text};
        const double sentiments[] = {read_cell(sentiment, i, "sentiment", std::nan(""))};
        const double counts[] = {read_cell(count, i, "count", 1)};
        const std::string_view events[] = {event_text};
        base.add_interactions({actors, targets, kinds, times, channels, sentiments, counts, events});
    });
}

inline void read_referrals(const nlohmann::json& value, crm::customer_base& base) {
    column_reader in(value, "base.referrals");
    const auto& referrer = in.needed("referrer");
    const auto& referred = in.needed("referred");
    const auto& time = in.needed("time");
    in.finish();
    read_rows(base, crm::table::referrals, in.rows(), [&](std::size_t i) {
        const std::string who = read_id(referrer[i], "referrer");
        const std::string whom = read_id(referred[i], "referred");
        const std::string_view referrers[] = {who};
        const std::string_view referreds[] = {whom};
        const std::int64_t times[] = {read_time(time[i], "time")};
        base.add_referrals({referrers, referreds, times});
    });
}

inline void read_contributions(const nlohmann::json& value, crm::customer_base& base) {
    column_reader in(value, "base.contributions");
    const auto& customer = in.needed("customer");
    const auto& kind = in.needed("kind");
    const auto& time = in.needed("time");
    const auto& units = in.optional("units");
    const auto& accepted = in.optional("accepted");
    const auto& worth = in.optional("value");
    in.finish();
    read_rows(base, crm::table::contributions, in.rows(), [&](std::size_t i) {
        const std::string id = read_id(customer[i], "customer");
        const std::string kind_text = read_id(kind[i], "kind");
        const std::string_view ids[] = {id};
        const std::string_view kinds[] = {kind_text};
        const std::int64_t times[] = {read_time(time[i], "time")};
        const double unit[] = {read_cell(units, i, "units", 1)};
        const double taken[] = {read_cell(accepted, i, "accepted", std::nan(""))};
        const double money[] = {read_cell(worth, i, "value", std::nan(""))};
        base.add_contributions({ids, kinds, times, unit, taken, money});
    });
}

inline void read_anonymous_answers(const nlohmann::json& value, crm::customer_base& base) {
    column_reader in(value, "base.anonymous_answers");
    const auto& respondent = in.needed("respondent");
    const auto& item = in.needed("item");
    const auto& values = in.needed("value");
    const auto& time = in.optional("time");
    const auto& wave = in.optional("wave");
    in.finish();
    read_rows(base, crm::table::anonymous_answers, in.rows(), [&](std::size_t i) {
        const std::string key = read_id(respondent[i], "respondent");
        const std::string item_id = read_id(item[i], "item");
        const std::string_view keys[] = {key};
        const std::string_view items[] = {item_id};
        const double number[] = {read_optional_number(values[i], "value")};
        const std::int64_t times[] = {read_time_cell(time, i, "time", 0)};
        const std::int32_t waves[] = {wave.empty() || wave[i].is_null() ? 0 : read_wave(wave[i], "wave")};
        base.add_anonymous_answers({keys, items, number, times, waves});
    });
}

}  // namespace detail

crm::customer_base read_base(std::string_view text) {
    const nlohmann::json document = parse(text, errc::bad_record, "base");
    object_reader in(document, "base", errc::bad_record);
    if (const std::string schema = in.text("schema"); schema != base_schema) {
        in.fail(in.path("schema"), crm::quoted(schema) + ": this version reads " + std::string(base_schema));
    }
    // In the order in which tables build on each other, whatever the order in the document.
    constexpr std::pair<std::string_view, void (*)(const nlohmann::json&, crm::customer_base&)> readers[] = {
        {"customers", detail::read_customers},
        {"employees", detail::read_employees},
        {"consents", detail::read_consents},
        {"answers", detail::read_answers},
        {"purchases", detail::read_purchases},
        {"attributes", detail::read_attributes},
        {"contracts", detail::read_contracts},
        {"interactions", detail::read_interactions},
        {"referrals", detail::read_referrals},
        {"contributions", detail::read_contributions},
        {"anonymous_answers", detail::read_anonymous_answers},
    };
    crm::customer_base base;
    std::vector<const nlohmann::json*> found;
    for (const auto& [name, read] : readers) {
        found.push_back(in.find(name));
    }
    in.finish();  // before anything is read: a misspelt table would lose data
    for (std::size_t i = 0; i < found.size(); ++i) {
        if (found[i] != nullptr) {
            readers[i].second(*found[i], base);
        }
    }
    return base;
}

}  // namespace scvm::json
