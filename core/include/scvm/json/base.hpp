#pragma once

#include <scvm/crm/customer_base.hpp>
#include <scvm/crm/timestamp.hpp>
#include <scvm/json/object_reader.hpp>

#include <nlohmann/json.hpp>

#include <cmath>
#include <cstdint>
#include <limits>
#include <string>
#include <string_view>

namespace scvm::json {

inline constexpr std::string_view base_schema = "scvm-base/1";

namespace detail {

/// An id: a text, or a whole number, which many CRM systems use, as its decimal text.
[[nodiscard]] inline std::string read_id(const nlohmann::json& value, std::string_view name) {
    if (value.is_string()) {
        return value.get<std::string>();
    }
    if (value.is_number_integer()) {
        return value.dump();
    }
    throw error(errc::bad_record, std::string(name) + ": expected an id, as a text or a whole number");
}

/// A number, or NaN for null.
[[nodiscard]] inline double read_optional_number(const nlohmann::json& value, std::string_view name) {
    if (value.is_null()) {
        return std::numeric_limits<double>::quiet_NaN();
    }
    if (!value.is_number()) {
        throw error(errc::bad_record, std::string(name) + ": expected a number or null");
    }
    return value.get<double>();
}

/// A time: ISO 8601 text, or seconds since 1970-01-01 UTC.
[[nodiscard]] inline std::int64_t read_time(const nlohmann::json& value, std::string_view name) {
    if (value.is_string()) {
        const auto& text = value.get_ref<const std::string&>();
        if (const auto time = crm::read_timestamp(text)) {
            return *time;
        }
        throw error(errc::bad_record, std::string(name) + " = " + crm::quoted(text) +
                                          ": expected a date like 2026-08-01, or a time like 2026-08-01T14:30:00Z");
    }
    if (value.is_number_unsigned() && value.get<std::uint64_t>() > std::numeric_limits<std::int64_t>::max()) {
        throw error(errc::domain, std::string(name) + " = " + value.dump() + ": expected seconds since 1970-01-01 UTC");
    }
    if (!value.is_number_integer()) {
        throw error(errc::bad_record, std::string(name) + ": expected a date, a time, or whole seconds since 1970");
    }
    return value.get<std::int64_t>();
}

[[nodiscard]] inline std::int32_t read_wave(const nlohmann::json& value, std::string_view name) {
    const double wave = value.is_number() ? value.get<double>() : std::numeric_limits<double>::quiet_NaN();
    if (!(wave >= -0x1p31 && wave < 0x1p31 && wave == std::floor(wave))) {
        throw error(errc::bad_record, std::string(name) + ": expected the whole number of a survey wave");
    }
    return static_cast<std::int32_t>(wave);
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
    object_reader in(value, "base.customers", errc::bad_record);
    const auto& ids = in.array("id");
    in.finish();
    read_rows(base, crm::table::customers, ids.size(), [&](std::size_t i) {
        const std::string id = read_id(ids[i], "id");
        const std::string_view row[] = {id};
        base.add_customers(row);
    });
}

inline void read_answers(const nlohmann::json& value, crm::customer_base& base) {
    object_reader in(value, "base.answers", errc::bad_record);
    const auto& customer = in.array("customer");
    const auto& item = in.array("item");
    const auto& values = in.array("value");
    const auto& time = in.array("time");
    const auto& wave = in.array("wave");
    in.finish();
    require_size("base.answers.item", item.size(), "customer", customer.size());
    require_size("base.answers.value", values.size(), "customer", customer.size());
    require_size("base.answers.time", time.empty() ? customer.size() : time.size(), "customer", customer.size());
    require_size("base.answers.wave", wave.empty() ? customer.size() : wave.size(), "customer", customer.size());
    read_rows(base, crm::table::answers, customer.size(), [&](std::size_t i) {
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
    object_reader in(value, "base.purchases", errc::bad_record);
    const auto& customer = in.array("customer");
    const auto& time = in.array("time");
    const auto& amount = in.array("amount");
    in.finish();
    require_size("base.purchases.time", time.size(), "customer", customer.size());
    require_size("base.purchases.amount", amount.size(), "customer", customer.size());
    read_rows(base, crm::table::purchases, customer.size(), [&](std::size_t i) {
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
        object_reader in(columns, "base.attributes." + name, errc::bad_record);
        const auto& customer = in.array("customer");
        const auto& values = in.array("value");
        in.finish();
        require_size(in.path("value"), values.size(), "customer", customer.size());
        read_rows(base, crm::table::attributes, customer.size(), [&, &name = name](std::size_t i) {
            const std::string id = read_id(customer[i], "customer");
            const std::string text = values[i].is_null() ? std::string() : read_id(values[i], "value");
            const std::string_view ids[] = {id};
            const std::string_view texts[] = {text};
            base.add_attributes(name, {ids, texts});
        });
    }
}

inline void read_contracts(const nlohmann::json& value, crm::customer_base& base) {
    object_reader in(value, "base.contracts", errc::bad_record);
    const auto& customer = in.array("customer");
    const auto& end = in.array("end");
    const auto& notice = in.array("notice_days");
    in.finish();
    require_size("base.contracts.end", end.size(), "customer", customer.size());
    require_size("base.contracts.notice_days", notice.empty() ? customer.size() : notice.size(), "customer",
                 customer.size());
    read_rows(base, crm::table::contracts, customer.size(), [&](std::size_t i) {
        const std::string id = read_id(customer[i], "customer");
        const std::string_view ids[] = {id};
        const std::int64_t ends[] = {read_time(end[i], "end")};
        const double days[] = {notice.empty() ? 0 : read_optional_number(notice[i], "notice_days")};
        base.add_contracts({ids, ends, days});
    });
}

}  // namespace detail

/// Reads a customer base by columns (docs/records.md): what the C ABI takes, and what the shared test vectors hold.
///
/// Throws error{bad_record} with the path of the offender for a document of the wrong shape, error{size_mismatch} for
/// columns of unequal length. A row that cannot be used is rejected alone: see customer_base::rejected().
[[nodiscard]] inline crm::customer_base read_base(std::string_view text) {
    const nlohmann::json document = parse(text, errc::bad_record, "base");
    object_reader in(document, "base", errc::bad_record);
    if (const std::string schema = in.text("schema"); schema != base_schema) {
        in.fail(in.path("schema"), crm::quoted(schema) + ": this version reads " + std::string(base_schema));
    }
    const auto* customers = in.find("customers");
    const auto* answers = in.find("answers");
    const auto* purchases = in.find("purchases");
    const auto* attributes = in.find("attributes");
    const auto* contracts = in.find("contracts");
    in.finish();

    crm::customer_base base;
    if (customers != nullptr) {
        detail::read_customers(*customers, base);
    }
    if (answers != nullptr) {
        detail::read_answers(*answers, base);
    }
    if (purchases != nullptr) {
        detail::read_purchases(*purchases, base);
    }
    if (attributes != nullptr) {
        detail::read_attributes(*attributes, base);
    }
    if (contracts != nullptr) {
        detail::read_contracts(*contracts, base);
    }
    return base;
}

}  // namespace scvm::json
