// The nouns as SWIG shows them: plain methods over spans and texts, no templates, no references to keep alive.
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#ifndef SWIG
#include <scvm/crm/arrow.hpp>
#include <scvm/crm/fit.hpp>
#include <scvm/crm/scorer.hpp>
#include <scvm/dates/date_text.hpp>
#include <scvm/json/accounts.hpp>
#include <scvm/json/analysis.hpp>
#include <scvm/json/base.hpp>
#include <scvm/json/comparison.hpp>
#include <scvm/json/matters.hpp>
#include <scvm/json/methods.hpp>
#include <scvm/json/model.hpp>
#include <scvm/json/person_data.hpp>
#include <scvm/json/record.hpp>
#include <scvm/json/table.hpp>
#include <scvm/json/treatments.hpp>
#include <scvm/version.hpp>
#include <scvm/work.hpp>
#endif

namespace scvm::swig {

/// Texts that cross the border in one piece; each language packs its own string array into `views`.
using texts = std::vector<std::string_view>;

class scorer;
class score_table;

#ifndef SWIG
/// What stands at an address that a language hands over as a number.
template <class Structure>
[[nodiscard]] Structure* at_address(std::int64_t address) {
    return reinterpret_cast<Structure*>(static_cast<std::uintptr_t>(address));
}

/// The number of rows that an add call took.
[[nodiscard]] inline std::int64_t taken(const crm::intake& done) {
    return static_cast<std::int64_t>(done.used);
}

inline void require_address(std::int64_t address, const char* name) {
    if (address == 0) {
        throw error(errc::closed, std::string(name) + " is NULL");
    }
}
#endif

/// A request to stop, which any thread may make while others compute. A call that was given it ends within a second
/// with error{stopped}, leaves nothing half done and gives no result. It may serve many calls; once made it stays so.
/// Thread-safe.
class stop {
public:
    /// A stop that nobody has requested yet.
    stop() = default;

    /// Makes the request.
    void request() { token_.stop(); }

#ifndef SWIG
    const stop_token& token() const {
        return token_;
    }

private:
    stop_token token_;
#endif
};

/// The data that a CRM holds of its customers, by columns. Not thread-safe while rows are added; afterwards any number
/// of threads may score it. Times lie between 1990 and 2099; an end after that is never. An add call, one a table,
/// gives the number of rows that were taken.
class customer_base {
public:
    /// An empty base, whose days are those of UTC.
    customer_base() = default;

    /// An empty base whose days are those of a place: that of the model which scores it.
    /// time_zone: The place by its IANA name, e.g. "Europe/Berlin".
    /// Throws error{unknown_id} for an unknown name.
    explicit customer_base(const std::string& time_zone) : base_(dates::clock_of(time_zone)) {}

    /// Reads a base by columns from JSON.
    /// json: The document, docs/records.md.
    /// Gives the base; rows that could not be used are among its rejected ones.
    /// Throws error{bad_record} with the path of the offender.
    static customer_base* from_json(const std::string& json) { return new customer_base(json::read_base(json)); }

    /// Adds a record batch of Arrow's C data interface to a table.
    /// table: "purchases", …, or "attributes.territory", docs/reference/records.md.
    /// schema: The address of an ArrowSchema, which is released, whatever happens.
    /// array: The address of an ArrowArray, likewise.
    /// Gives the number of rows that were taken.
    /// Throws error{bad_record} for columns that the table does not take.
    std::int64_t add_arrow(const std::string& table, std::int64_t schema, std::int64_t array) {
        return static_cast<std::int64_t>(
            crm::add_arrow(base_, table, at_address<ArrowSchema>(schema), at_address<ArrowArray>(array)));
    }

    /// Adds all record batches of a stream to a table.
    /// table: "purchases", …, or "attributes.territory", docs/reference/records.md.
    /// stream: The address of an ArrowArrayStream, which is released, whatever happens.
    /// Gives the number of rows that were taken.
    /// Throws error{bad_record} for columns that the table does not take.
    std::int64_t add_arrow_stream(const std::string& table, std::int64_t stream) {
        return static_cast<std::int64_t>(crm::add_arrow(base_, table, at_address<ArrowArrayStream>(stream)));
    }

    /// Everything held about one customer or employee, as JSON, docs/records.md.
    /// id: The person.
    /// Throws error{unknown_id} for somebody who is not there.
    std::string export_person(const std::string& id) const { return json::export_person(base_, id); }

    /// Forgets a customer or an employee: the id and every row that names it.
    /// id: The person.
    /// Gives the number of rows removed from each table, as JSON.
    /// Throws error{unknown_id} for somebody who is not there.
    std::string erase_person(const std::string& id) { return json::erase_person(base_, id); }

    /// The number of customers.
    std::int64_t size() const { return static_cast<std::int64_t>(base_.customers().size()); }

    /// Where a day is a day, as an IANA name.
    std::string time_zone() const { return base_.place().zone(); }

    /// When clocks of that place show a time, which is given as if it were UTC.
    std::int64_t moment(std::int64_t local) const { return base_.place().moment(local); }

    /// The rows that were not taken: their tables ("customers", "answers", "purchases", …), their row numbers from 0,
    /// the codes of the rules, and reasons that name the offenders. All four are equally long.
    std::vector<std::string> rejected_tables() const {
        return each_rejected<std::string>([](const crm::rejected_row& r) { return std::string(name_of(r.where)); });
    }
    std::vector<std::int64_t> rejected_rows() const {
        return each_rejected<std::int64_t>([](const crm::rejected_row& r) { return static_cast<std::int64_t>(r.row); });
    }
    std::vector<std::int32_t> rejected_codes() const {
        return each_rejected<std::int32_t>(
            [](const crm::rejected_row& r) { return static_cast<std::int32_t>(r.code); });
    }
    std::vector<std::string> rejected_reasons() const {
        return each_rejected<std::string>([](const crm::rejected_row& r) { return r.reason; });
    }

#ifndef SWIG
    explicit customer_base(crm::customer_base base) : base_(std::move(base)) {}
    [[nodiscard]] const crm::customer_base& native() const noexcept {
        return base_;
    }
    [[nodiscard]] crm::customer_base& native() noexcept {
        return base_;
    }

private:
    template <class T, class Field>
    std::vector<T> each_rejected(Field field) const {
        std::vector<T> result;
        for (const crm::rejected_row& row : base_.rejected()) {
            result.push_back(field(row));
        }
        return result;
    }

    crm::customer_base base_;
#endif
};

/// Rules and fitted parameters: one JSON file, docs/model-file.md. Immutable, hence thread-safe.
class scoring_model {
public:
    /// Reads the text of a model file.
    /// json: The text, docs/model-file.md.
    /// Gives the model.
    /// Throws error{bad_model} with the path of the offender.
    static scoring_model* from_json(const std::string& json) { return new scoring_model(json::read_model(json)); }

    /// The canonical form, with every default written out.
    std::string to_json() const { return json::write_model(model_); }

    /// The name that its vendor gave it.
    std::string id() const { return model_.id; }

    /// Where the customers live, as an IANA name: a day is a day there.
    std::string time_zone() const { return model_.time_zone; }

    /// SHA-256 of the canonical form, 64 hexadecimal digits.
    std::string hash() const { return model_.hash; }

#ifndef SWIG
    explicit scoring_model(crm::scoring_model model) : model_(std::move(model)) {}
    [[nodiscard]] const crm::scoring_model& native() const noexcept {
        return model_;
    }

private:
    crm::scoring_model model_;
#endif
};

/// The scores of a customer base: columns by name, one row a customer, in the order of the base. Immutable, hence
/// thread-safe.
class score_table {
public:
    /// The number of customers.
    std::int64_t size() const { return static_cast<std::int64_t>(table_.size()); }

    /// The last day that counted, e.g. "2026-11-21".
    std::string as_of() const { return dates::date_text(table_.as_of()); }

    /// The name of the model that made the scores.
    std::string model_id() const { return table_.model().id; }

    /// The customers' ids, in the order of the rows.
    std::vector<std::string> ids() const {
        std::vector<std::string> result;
        for (std::size_t row = 0; row < table_.size(); ++row) {
            result.emplace_back(table_.id(row));
        }
        return result;
    }

    /// A numeric column by name; NaN where a customer has no such score.
    /// column: Its name, docs/score-card.md.
    /// Throws error{unknown_id} for a name that there is not.
    std::span<const double> numbers(const std::string& column) const { return table_.numbers(column); }

    /// A numeric column by name into memory of the caller's; NaN where a customer has no such score.
    /// column: Its name, docs/score-card.md.
    /// result: Receives the column; as long as the table.
    /// Throws error{unknown_id} for a name that there is not, error{size_mismatch} for a result of another length.
    void numbers(const std::string& column, std::span<double> result) const {
        const auto values = table_.numbers(column);
        require_size("result", result.size(), "the table", values.size());
        std::copy(values.begin(), values.end(), result.begin());
    }

    /// A column of categories ("segment", "stage", "treatment", …): each a place in its labels.
    /// column: Its name, docs/score-card.md.
    /// Throws error{unknown_id} for a name that there is not.
    std::span<const std::int32_t> codes(const std::string& column) const { return table_.codes(column); }

    /// What the codes of a category column mean: the label of each code from 0 on.
    /// column: Its name, docs/score-card.md.
    /// Throws error{unknown_id} for a name that there is not.
    std::vector<std::string> labels(const std::string& column) const { return table_.labels(column); }

    /// The company's figures as JSON, docs/score-card.md.
    std::string summary() const { return json::write_summary(table_); }

    /// One customer's explained score card as JSON, docs/score-card.md.
    /// id: The customer.
    /// Throws error{unknown_id} for somebody who is not there.
    std::string explain(const std::string& id) const { return json::explain(table_, id); }

    /// Fills a record batch of Arrow's C data interface with the whole table: ids, numbers (null: no such score) and
    /// categories as dictionaries. Whoever asked releases it; it outlives the table.
    /// schema: The address of an ArrowSchema.
    /// array: The address of an ArrowArray.
    void arrow(std::int64_t schema, std::int64_t array) const {
        require_address(schema, "schema");
        require_address(array, "array");
        crm::export_arrow(table_, at_address<ArrowSchema>(schema), at_address<ArrowArray>(array));
    }

    /// What is done for whom, why, and in which order, as JSON, docs/score-card.md.
    /// Throws error{not_fitted} for a model without treatments.
    std::string treatments() const { return json::write_treatments(table_); }

    /// Who matters, who stands between others, whom to win as ambassadors, and who was drawn to test, as JSON,
    /// docs/score-card.md.
    /// Throws error{not_fitted} for a model with neither section, and without tests.
    std::string matters() const { return json::write_matters(table_); }

    /// What accounts are worth, and how their people feel, as JSON, docs/score-card.md.
    /// Throws error{not_fitted} for a model without rules of accounts.
    std::string accounts() const { return json::write_accounts(table_); }

    /// The whole table as canonical JSON.
    std::string to_json() const { return json::write_table(table_); }

    /// What an analyst asks of a table, as JSON, docs/analysis.md: shares with what doubts them, reliability, revenue
    /// by group, drivers, the fit of the purchasing model. Takes seconds for a million customers.
    std::string analysis() const { return json::analyse(table_); }

    /// The groups by category of an attribute, ranked by the lower bound of the fan quota, as JSON, docs/analysis.md.
    /// attribute: Its name, e.g. "territory".
    /// Throws error{unknown_id} for an attribute that the base did not have.
    std::string breakdown(const std::string& attribute) const { return json::breakdown(table_, attribute); }

    /// Who moved between an earlier table and this one, against what asking the same people again would have produced,
    /// as JSON, docs/analysis.md.
    /// before: The earlier table.
    /// Throws error{bad_model} for tables of different rules.
    std::string migration(const score_table& before) const { return json::migration(before.table_, table_); }

#ifndef SWIG
    explicit score_table(crm::score_table table) : table_(std::move(table)) {}

private:
    crm::score_table table_;
#endif
};

/// Applies a scoring model. Immutable, hence thread-safe.
class scorer {
public:
    /// A scorer with a copy of the model of its own.
    /// model: The rules and parameters.
    /// Throws error{bad_model} for a model that cannot score.
    explicit scorer(const scoring_model& model);

    /// Scores every customer as of a day: what happened on it counts, what happened later does not.
    /// base: The data.
    /// as_of: The day, e.g. "2026-11-21".
    /// Gives one row a customer, in the order of the base.
    /// Throws error{domain} for a text that is no day.
    score_table* score(const customer_base& base, const std::string& as_of) const;

    /// Scores every customer as of a day, until it is stopped.
    /// base: The data.
    /// as_of: The day, e.g. "2026-11-21".
    /// until: What ends it.
    /// Gives one row a customer, in the order of the base.
    /// Throws error{domain} for a text that is no day, error{stopped} once it is stopped.
    score_table* score(const customer_base& base, const std::string& as_of, const stop& until) const;

    /// The explained score card of one customer's record as JSON, docs/score-card.md: for a save hook.
    /// record: What is known of the customer, as JSON, docs/records.md.
    /// Throws error{bad_record} with the path of the offender.
    std::string score_customer(const std::string& record) const;

    /// What erasing one person would change for others, as JSON, docs/records.md; the base stays as it is. Scores the
    /// base twice.
    /// base: The data.
    /// id: The person.
    /// as_of: The day, e.g. "2026-11-21".
    /// Throws error{unknown_id} for somebody who is not there, error{domain} for a text that is no day.
    std::string erasure_effect(const customer_base& base, const std::string& id, const std::string& as_of) const;

    /// What erasing one person would change for others, as JSON, docs/records.md, until it is stopped; the base stays
    /// as it is. Scores the base twice.
    /// base: The data.
    /// id: The person.
    /// as_of: The day, e.g. "2026-11-21".
    /// until: What ends it.
    /// Throws error{unknown_id} for somebody who is not there, error{domain} for a text that is no day, error{stopped}
    /// once it is stopped.
    std::string erasure_effect(const customer_base& base, const std::string& id, const std::string& as_of,
                               const stop& until) const;

    /// The name of the model.
    std::string model_id() const { return scorer_.model().id; }

#ifndef SWIG
private:
    crm::scorer scorer_;
#endif
};

/// The model with parameters estimated on the base as of a day.
/// base: The data.
/// model: The rules; its own parameters, if any, are replaced.
/// as_of: The last day that counts, e.g. "2026-11-21".
/// Throws error{not_fitted} with the reason where they cannot be estimated, error{domain} for a text that is no day.
scoring_model* fit(const customer_base& base, const scoring_model& model, const std::string& as_of);

/// The model with parameters estimated on the base as of a day, until it is stopped.
/// base: The data.
/// model: The rules; its own parameters, if any, are replaced.
/// as_of: The last day that counts, e.g. "2026-11-21".
/// until: What ends it.
/// Throws error{not_fitted} with the reason where they cannot be estimated, error{domain} for a text that is no day,
/// error{stopped} once it is stopped.
scoring_model* fit(const customer_base& base, const scoring_model& model, const std::string& as_of, const stop& until);

/// Calls a method of a room by name, docs/methods.md.
/// method: Its name, e.g. "wilson_interval" or "pareto_nbd.p_alive".
/// arguments: Its arguments by name, a JSON object.
/// Gives its result, a JSON object.
/// Throws error{unknown_id} for a name that there is not, error{bad_record} for arguments of the wrong shape.
std::string call(const std::string& method, const std::string& arguments);

/// Calls a method of a room by name, docs/methods.md, until it is stopped.
/// method: Its name, e.g. "wilson_interval" or "pareto_nbd.p_alive".
/// arguments: Its arguments by name, a JSON object.
/// until: What ends it.
/// Gives its result, a JSON object.
/// Throws error{unknown_id} for a name that there is not, error{bad_record} for arguments of the wrong shape,
/// error{stopped} once it is stopped.
std::string call(const std::string& method, const std::string& arguments, const stop& until);

/// The version of this library, "major.minor.patch".
std::string version();

#ifndef SWIG
inline scorer::scorer(const scoring_model& model) : scorer_(model.native()) {}

inline score_table* scorer::score(const customer_base& base, const std::string& as_of) const {
    return new score_table(scorer_.score(base.native(), crm::read_as_of(as_of, scorer_.place())));
}

inline score_table* scorer::score(const customer_base& base, const std::string& as_of, const stop& until) const {
    const work_scope stoppable(work_without_end, until.token());
    checkpoint();
    return score(base, as_of);
}

inline std::string scorer::score_customer(const std::string& record) const {
    return json::score_customer(scorer_, record);
}

inline std::string scorer::erasure_effect(const customer_base& base, const std::string& id,
                                          const std::string& as_of) const {
    return json::erasure_effect(scorer_, base.native(), id, crm::read_as_of(as_of, scorer_.place()));
}

inline std::string scorer::erasure_effect(const customer_base& base, const std::string& id, const std::string& as_of,
                                          const stop& until) const {
    const work_scope stoppable(work_without_end, until.token());
    checkpoint();
    return erasure_effect(base, id, as_of);
}

inline scoring_model* fit(const customer_base& base, const scoring_model& model, const std::string& as_of) {
    const auto place = dates::clock_of(model.native().time_zone);
    return new scoring_model(json::with_hash(crm::fit(base.native(), model.native(), crm::read_as_of(as_of, place))));
}

inline scoring_model* fit(const customer_base& base, const scoring_model& model, const std::string& as_of,
                          const stop& until) {
    const work_scope stoppable(work_without_end, until.token());
    checkpoint();
    return fit(base, model, as_of);
}

inline std::string call(const std::string& method, const std::string& arguments) {
    return json::call(method, arguments);
}

inline std::string call(const std::string& method, const std::string& arguments, const stop& until) {
    return json::call(method, arguments, until.token());
}

inline std::string version() {
    return scvm::version;
}
#endif

}  // namespace scvm::swig
