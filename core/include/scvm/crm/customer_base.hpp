#pragma once

#include <scvm/crm/id_table.hpp>
#include <scvm/crm/timestamp.hpp>
#include <scvm/error.hpp>
#include <scvm/survey/captivity.hpp>

#include <array>
#include <cmath>
#include <cstdint>
#include <deque>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace scvm::crm {

/// The tables of a customer base; each counts its own rows, from 0, over all calls that added to it.
enum class table : int { customers, answers, purchases, attributes, contracts };
inline constexpr std::size_t tables = 5;

[[nodiscard]] constexpr std::string_view name_of(table t) {
    constexpr std::string_view names[tables] = {"customers", "answers", "purchases", "attributes", "contracts"};
    return names[static_cast<int>(t)];
}

/// One row that was not taken, and why; everything else of its batch was.
struct rejected_row {
    table where = table::customers;
    std::size_t row = 0;  ///< from 0, over all calls that added to the table
    errc code = errc::domain;
    std::string reason;  ///< names the offender: `customer "c17": not in the customers table`
};

/// What one call did with its rows: rows = used + rejected.
struct intake {
    std::size_t rows = 0;
    std::size_t used = 0;
    std::size_t rejected = 0;
};

/// Survey answers by columns, one row an answer. `time` and `wave` may be empty: then every row is of time 0, of wave
/// 0.
struct answer_columns {
    std::span<const std::string_view> customer;
    std::span<const std::string_view> item;  ///< the item's id in the questionnaire of the model
    std::span<const double> value;           ///< the raw answer; NaN: shown, but not answered
    std::span<const std::int64_t> time;      ///< seconds since 1970-01-01 UTC
    std::span<const std::int32_t> wave;      ///< number of the survey wave; the newest answered one counts
};

/// Purchases by columns, one row a purchase or (amount < 0) a refund.
struct purchase_columns {
    std::span<const std::string_view> customer;
    std::span<const std::int64_t> time;  ///< seconds since 1970-01-01 UTC
    std::span<const double> amount;      ///< money in the model's currency; negative: a refund
};

/// Attributes of customers by columns, e.g. their territory: one row a customer.
struct attribute_columns {
    std::span<const std::string_view> customer;
    std::span<const std::string_view> value;
};

/// Contracts by columns, one row a contract. Of several, the one counts that holds longest.
struct contract_columns {
    std::span<const std::string_view> customer;
    std::span<const std::int64_t> end;      ///< seconds since 1970-01-01 UTC: the first moment without contract
    std::span<const double> notice_days{};  ///< between giving notice and leaving; 0 or more; empty: none
};

/// Throws error{domain} for an amount that is no purchase in any currency, and would cost the sums their last digits.
inline void require_amount(std::string_view name, double amount) {
    if (!(std::fabs(amount) <= 1e15)) {
        throw_domain(name, amount, "an amount of money from -1e15 to 1e15");
    }
}

/// A contract in days since 1970-01-01 UTC. Throws error{domain} for an end that is no time, or a negative notice.
[[nodiscard]] inline survey::contract_term contract_until(std::int64_t end, double notice_days) {
    require_timestamp("end", end);
    if (!(notice_days >= 0 && notice_days <= 36525)) {
        throw_domain("notice_days", notice_days, "0 to 36525 days");
    }
    return {static_cast<double>(end) / 86400, notice_days};
}

/// The one of two contracts that holds longer; NaN ends hold nobody.
[[nodiscard]] inline survey::contract_term longer(const survey::contract_term& a, const survey::contract_term& b) {
    if (std::isnan(a.end)) {
        return b;
    }
    const double a_held = a.end - a.notice;
    const double b_held = b.end - b.notice;
    return b_held > a_held || (b_held == a_held && b.end > a.end) ? b : a;
}

/// The data that a CRM holds of its customers, by columns, with ids interned.
///
/// Not thread-safe while rows are added; afterwards any number of threads may score it.
///
/// A column of the wrong length throws error{size_mismatch} and changes nothing. A row that cannot be used (an unknown,
/// empty or duplicate id, an infinite amount, a time stamp in the wrong unit) is rejected alone: see rejected().
class customer_base {
public:
    customer_base() = default;
    customer_base(const customer_base&) = delete;  // a base may hold gigabytes: nobody copies it by accident
    customer_base& operator=(const customer_base&) = delete;
    customer_base(customer_base&&) = default;
    customer_base& operator=(customer_base&&) = default;

    /// Adds customers by their opaque ids: UTF-8, 1 to 1,024 bytes, each once.
    intake add_customers(std::span<const std::string_view> ids) {
        return take(table::customers, ids.size(), [&](std::size_t i) { add_customer(ids[i]); });
    }

    /// Adds survey answers of customers that were added before.
    intake add_answers(const answer_columns& c) {
        const std::size_t rows = c.customer.size();
        require_size("item", c.item.size(), "customer", rows);
        require_size("value", c.value.size(), "customer", rows);
        require_size_or_empty("time", c.time.size(), rows);
        require_size_or_empty("wave", c.wave.size(), rows);

        return take(table::answers, rows, [&](std::size_t i) {
            const std::int64_t time = c.time.empty() ? 0 : c.time[i];
            const std::int32_t wave = c.wave.empty() ? 0 : c.wave[i];
            add_answer(c.customer[i], c.item[i], c.value[i], time, wave);
        });
    }

    /// Adds purchases of customers that were added before.
    intake add_purchases(const purchase_columns& c) {
        const std::size_t rows = c.customer.size();
        require_size("time", c.time.size(), "customer", rows);
        require_size("amount", c.amount.size(), "customer", rows);

        return take(table::purchases, rows,
                    [&](std::size_t i) { add_purchase(c.customer[i], c.time[i], c.amount[i]); });
    }

    /// Adds an attribute of customers that were added before, for breakdowns: a territory, a sex, a channel. Each
    /// customer has one value of it; an empty value is none. Throws error{domain} for an empty name.
    intake add_attributes(std::string_view name, const attribute_columns& c) {
        require_id(name);
        require_size("value", c.value.size(), "customer", c.customer.size());
        attribute& of = attribute_named(name);
        return take(table::attributes, c.customer.size(),
                    [&](std::size_t i) { add_value(of, c.customer[i], c.value[i]); });
    }

    /// Adds contracts of customers that were added before: they hold who would leave.
    intake add_contracts(const contract_columns& c) {
        require_size("end", c.end.size(), "customer", c.customer.size());
        require_size_or_empty("notice_days", c.notice_days.size(), c.customer.size());
        return take(table::contracts, c.customer.size(), [&](std::size_t i) {
            add_contract(c.customer[i], c.end[i], c.notice_days.empty() ? 0 : c.notice_days[i]);
        });
    }

    /// The customers in the order in which they were added.
    [[nodiscard]] const id_table& customers() const noexcept { return customers_; }

    /// The item ids that answers named, in the order of their first appearance.
    [[nodiscard]] const id_table& items() const noexcept { return items_; }

    /// The accepted answers in the order in which they were added.
    struct answer {
        std::uint32_t customer = 0;  ///< row of customers()
        std::uint32_t item = 0;      ///< row of items()
        std::int32_t wave = 0;
        double value = 0;  ///< NaN: shown, but not answered
        std::int64_t time = 0;
    };
    [[nodiscard]] const std::vector<answer>& answers() const noexcept { return answers_; }

    /// The accepted purchases and refunds by columns, in the order in which they were added.
    struct purchase_table {
        std::vector<std::uint32_t> customer;  ///< row of customers()
        std::vector<std::int64_t> time;
        std::vector<double> amount;
    };
    [[nodiscard]] const purchase_table& purchases() const noexcept { return purchases_; }

    /// One attribute of the customers.
    struct attribute {
        static constexpr std::uint32_t none = 0xffffffff;
        std::string name;
        id_table values;                    ///< in the order of their first appearance
        std::vector<std::uint32_t> of_row;  ///< by row of customers(): a code of `values`, or none
    };
    [[nodiscard]] const std::deque<attribute>& attributes() const noexcept { return attributes_; }

    /// Whether and until when a customer is under contract, in days since 1970-01-01 UTC; NaN: not.
    [[nodiscard]] survey::contract_term contract(std::size_t customer) const {
        return customer < contracts_.size() ? contracts_[customer] : survey::contract_term{};
    }

    /// Every row that was not taken, in the order in which they came.
    [[nodiscard]] const std::vector<rejected_row>& rejected() const noexcept { return rejected_; }

    /// Records a row that the caller could not even turn into values (a date that is none, a number that is text).
    void reject(table where, errc code, std::string reason) {
        rejected_.push_back({where, next_row_[static_cast<std::size_t>(where)]++, code, std::move(reason)});
    }

private:
    // Each row either is taken or throws; a thrown row becomes a rejected one, and the next row is looked at.
    template <class AddRow>
    intake take(table where, std::size_t rows, AddRow add_row) {
        std::size_t& counter = next_row_[static_cast<std::size_t>(where)];
        intake done{rows, 0, 0};
        for (std::size_t i = 0; i < rows; ++i) {
            try {
                add_row(i);
                ++done.used;
            } catch (const error& e) {
                rejected_.push_back({where, counter + i, e.code(), e.what()});
                ++done.rejected;
            }
        }
        counter += rows;
        return done;
    }

    void add_customer(std::string_view id) {
        if (!customers_.insert(id).second) {
            throw error(errc::domain, "customer " + quoted(id) + ": a duplicate, the first one counts");
        }
    }

    void add_answer(std::string_view customer, std::string_view item, double value, std::int64_t time,
                    std::int32_t wave) {
        const std::uint32_t code = known(customer);
        if (std::isinf(value)) {
            throw_domain("value", value, "a finite answer");
        }
        require_timestamp("time", time);
        answers_.push_back({code, items_.insert(item).first, wave, value, time});
    }

    void add_purchase(std::string_view customer, std::int64_t time, double amount) {
        const std::uint32_t code = known(customer);
        require_amount("amount", amount);
        require_timestamp("time", time);
        // Room in every column first: if the host runs out of memory here, the columns are still of one length.
        make_room(purchases_.customer);
        make_room(purchases_.time);
        make_room(purchases_.amount);
        purchases_.customer.push_back(code);
        purchases_.time.push_back(time);
        purchases_.amount.push_back(amount);
    }

    attribute& attribute_named(std::string_view name) {
        for (attribute& each : attributes_) {
            if (each.name == name) {
                return each;
            }
        }
        attribute& fresh = attributes_.emplace_back();
        fresh.name = name;
        return fresh;
    }

    void add_value(attribute& of, std::string_view customer, std::string_view value) {
        const std::uint32_t code = known(customer);
        if (of.of_row.size() <= code) {
            of.of_row.resize(customers_.size(), attribute::none);
        }
        if (of.of_row[code] != attribute::none) {
            throw error(errc::domain,
                        of.name + " of customer " + quoted(customer) + ": a duplicate, the first one counts");
        }
        if (!value.empty()) {
            of.of_row[code] = of.values.insert(value).first;
        }
    }

    void add_contract(std::string_view customer, std::int64_t end, double notice_days) {
        const std::uint32_t code = known(customer);
        const survey::contract_term term = contract_until(end, notice_days);
        if (contracts_.size() <= code) {
            contracts_.resize(customers_.size());
        }
        contracts_[code] = longer(contracts_[code], term);
    }

    [[nodiscard]] std::uint32_t known(std::string_view customer) const {
        const auto code = customers_.find(customer);
        if (!code) {
            throw error(errc::unknown_id, "customer " + quoted(customer) + ": not in the customers table");
        }
        return *code;
    }

    template <class T>
    static void make_room(std::vector<T>& column) {
        if (column.size() == column.capacity()) {
            column.reserve(2 * column.size() + 16);
        }
    }

    static void require_size_or_empty(std::string_view name, std::size_t size, std::size_t expected) {
        if (size != 0) {
            require_size(name, size, "customer", expected);
        }
    }

    id_table customers_;
    id_table items_;
    std::vector<answer> answers_;
    purchase_table purchases_;
    std::vector<rejected_row> rejected_;
    std::deque<attribute> attributes_;
    std::vector<survey::contract_term> contracts_;  // by row of customers_; may be shorter
    std::array<std::size_t, tables> next_row_{};
};

}  // namespace scvm::crm
