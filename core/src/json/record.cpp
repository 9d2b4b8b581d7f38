#include "json/cells.hpp"
#include "json/described_reader.hpp"
#include "json/described_writer.hpp"
#include "json/meant.hpp"
#include "json/scanner.hpp"

#include <scvm/crm/base_table.hpp>
#include <scvm/crm/score_card.hpp>
#include <scvm/crm/scorer.hpp>
#include <scvm/crm/usable_data.hpp>
#include <scvm/json/record.hpp>

#include <algorithm>
#include <array>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <deque>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace scvm::json {

namespace detail {

/// What the last batch's card said of the customer's place among others: its objects "network", "equity", "service",
/// "helper", "treatment", "matters" and "account", handed back as they are. What is computed anew is read, too, each
/// number within its described range and not above one of the same part that it cannot be above, and not used.
class carried_parts {
public:
    static constexpr std::array<std::string_view, 7> names = {"network",   "equity",  "service", "helper",
                                                              "treatment", "matters", "account"};

    void begin(std::size_t part) {
        part_ = part;
        seen_[part] = true;
    }

    void take(std::string_view key, const crm::cell& value) {
        const auto path = [&] { return "record." + std::string(names[part_]) + "." + std::string(key); };
        const description::table& fields = fields_of_part();
        const description::field* const found = fields.find(key);
        if (found == nullptr) {
            throw error(errc::bad_record, "record." + std::string(names[part_]) + "." + crm::quoted(key) +
                                              ": unknown key; expected those of a card");
        }
        const std::uint64_t bit = std::uint64_t{1} << (found - fields.fields.data());
        if ((taken_[part_] & bit) != 0) {
            throw error(errc::bad_record, path() + ": stands twice");
        }
        taken_[part_] |= bit;
        if (value.is != crm::cell::what::nothing) {
            read(*found, static_cast<std::byte*>(part_object()) + found->offset, value, path);
        }
    }

    void finish(const crm::scoring_model& model, crm::customer_history& history) const {
        require_order();
        // A card that knew no place has none to hand back.
        if (seen_[network_part] && network_.status != crm::network_score_status::not_carried &&
            network_.status != crm::network_score_status::no_consent) {
            crm::network_inputs& to = history.network.emplace();
            to.features = {network_.reach, network_.amplification, network_.reactor_influence};
            const auto values = to.features.values();
            if (!to.features.absent() &&
                std::any_of(values.begin(), values.end(), [](double v) { return std::isnan(v); })) {
                throw error(
                    errc::bad_record,
                    "record.network: reach, amplification and reactor_influence go together: expected all three "
                    "as numbers, or none");
            }
            to.contributions = network_.contributions;
            to.influence = network_.influence;
            to.followers = network_.followers;
            to.engaged = network_.engaged_followers;
            to.effective = network_.effective_followers;
            to.published = network_.published_score;
            to.participation = network_.participation;
            to.audience_value = network_.audience_value;
            to.points = network_.community_points;
            to.others = network_.community_others;
            to.badge = network_.community_badge;
            to.follows_brand = network_.follows_brand;
        }
        // A card of a customer without consent carries nothing.
        if (seen_[equity_part] && !std::isnan(equity_.given_share)) {
            // A card of an older version tells the share alone: as of attention, it is bounded the most.
            const bool older = std::isnan(equity_.owed_for_influence);
            history.equity = {
                zero_if_absent(equity_.owed_for_referral), older ? equity_.given_share : equity_.owed_for_influence,
                zero_if_absent(equity_.referral_value),    zero_if_absent(equity_.influence_value),
                zero_if_absent(equity_.contacts),          zero_if_absent(equity_.answered),
                zero_if_absent(equity_.recommendations),   zero_if_absent(equity_.helped),
                zero_if_absent(equity_.open_referrals)};
        }
        using crm::account_status;
        using crm::ambassador_standing;
        using crm::matters_status;
        // A card without consent, or of a record that brought no place along, has none to hand back.
        const auto told = [](auto status, auto none, auto unknown) { return status != none && status != unknown; };
        if (seen_[matters_part] && told(matters_.status, matters_status::no_consent, matters_status::not_carried) &&
            matters_.ambassador_status != ambassador_standing::not_carried) {
            history.matters = matters_;
        }
        if (seen_[service_part] && service_.status != crm::complaint_status::not_carried &&
            service_.status != crm::complaint_status::no_consent) {
            history.service = {service_.queue_place};
        }
        if (seen_[helper_part] && helper_.status != crm::helper_status::not_carried &&
            helper_.status != crm::helper_status::no_consent) {
            history.helper = helper_;
            history.helper->badge = helper_.state == equity::helper_state::friend_of;
        }
        if (seen_[account_part] && told(account_.status, account_status::no_consent, account_status::not_carried)) {
            history.account = account_;
        }
        if (seen_[treatment_part] && model.treatment) {
            // A batch knows a previous tier by the attribute that the model names; without one, nobody has any.
            if (!model.treatment->previous_tier.empty()) {
                history.previous_tier = model.treatment->tier_named(treatment_.tier_name.value_or(""));
            }
            const auto& actions = model.treatment->actions;
            const auto action = std::find_if(actions.begin(), actions.end(),
                                             [&](const auto& each) { return each.id == treatment_.action_id; });
            if (treatment_.status == crm::treatment_status::no_capacity && action != actions.end()) {
                history.waits_for = static_cast<std::int32_t>(action - actions.begin()) + 1;
            }
        }
    }

private:
    static constexpr std::size_t network_part = 0;
    static constexpr std::size_t equity_part = 1;
    static constexpr std::size_t service_part = 2;
    static constexpr std::size_t helper_part = 3;
    static constexpr std::size_t treatment_part = 4;
    static constexpr std::size_t matters_part = 5;
    static constexpr std::size_t account_part = 6;

    /// Parts of a whole are no more than it, and an interval holds its estimate; absent numbers say nothing. Sums are
    /// not held against their summands, since a CRM may keep each with few digits: rounded alike, only the order is
    /// kept.
    void require_order() const {
        struct pair {
            std::size_t part;
            std::string_view lesser;
            double low;
            std::string_view greater;
            double high;
        };
        const crm::account_figures& account = account_.figures;
        const pair pairs[] = {
            {network_part, "engaged_followers", network_.engaged_followers, "followers", network_.followers},
            {equity_part, "answered", equity_.answered, "contacts", equity_.contacts},
            {equity_part, "helped", equity_.helped, "contacts", equity_.contacts},
            {service_part, "open", service_.open, "complaints", service_.complaints},
            {service_part, "missed_hours", service_.missed_hours, "open_hours", service_.open_hours},
            {helper_part, "solved", helper_.solved, "jobs", helper_.jobs},
            {helper_part, "trust_low", helper_.trust_low, "trust_high", helper_.trust_high},
            {matters_part, "layer_low", matters_.layer_low, "layer_high", matters_.layer_high},
            {account_part, "respondents", account.respondents, "members", account.members},
            {account_part, "satisfaction_low", account.satisfaction_low, "satisfaction", account.satisfaction},
            {account_part, "satisfaction", account.satisfaction, "satisfaction_high", account.satisfaction_high},
            {account_part, "satisfaction_low", account.satisfaction_low, "satisfaction_high",
             account.satisfaction_high},
            {account_part, "attachment_low", account.attachment_low, "attachment", account.attachment},
            {account_part, "attachment", account.attachment, "attachment_high", account.attachment_high},
            {account_part, "attachment_low", account.attachment_low, "attachment_high", account.attachment_high},
        };
        for (const pair& each : pairs) {
            if (each.low > each.high) {
                throw error(errc::bad_record,
                            "record." + std::string(names[each.part]) + "." + std::string(each.lesser) + ": " +
                                number_text(each.low) + ": expected " + std::string(each.lesser) +
                                " <= " + std::string(each.greater) + ", which is " + number_text(each.high));
            }
        }
    }

    [[nodiscard]] const description::table& fields_of_part() const {
        const std::array<const description::table*, names.size()> tables = {
            &description::table_of<crm::network_scores>(),   &description::table_of<crm::equity_scores>(),
            &description::table_of<crm::complaint_scores>(), &description::table_of<crm::helper_scores>(),
            &description::table_of<crm::treatment_scores>(), &description::table_of<crm::matters_scores>(),
            &description::table_of<crm::account_scores>()};
        return *tables[part_];
    }

    [[nodiscard]] void* part_object() {
        const std::array<void*, names.size()> objects = {&network_,   &equity_,  &service_, &helper_,
                                                         &treatment_, &matters_, &account_};
        return objects[part_];
    }

    /// path() is made for a message only.
    template <class Path>
    static void read(const description::field& field, void* to, const crm::cell& value, const Path& path) {
        const description::type& of = *field.of;
        const std::string_view text = value.is == crm::cell::what::text ? value.text : std::string_view();
        if (of.is == description::kind::number) {
            const bool usual = value.is == crm::cell::what::number || value.is == crm::cell::what::digits;
            const double number = usual ? value.number : crm::read_number(value, path());
            if (!field.within.holds(number)) {
                description::refuse_number(errc::bad_record, path(), number, field);
            }
            of.set_number(to, number);
        } else if (of.is == description::kind::word) {
            const auto found = std::ranges::find_if(of.words, [&](std::string_view each) { return each == text; });
            if (found == of.words.end()) {
                throw error(errc::bad_record,
                            path() + ": expected one of " +
                                listed(std::vector<std::string_view>(of.words.begin(), of.words.end())));
            }
            of.set_number(to, static_cast<double>(found - of.words.begin()));
        } else if (of.is == description::kind::optional) {  // a text
            of.inner->set_text(of.make(to), std::string(text));
        } else if (of.is == description::kind::boolean) {
            of.set_number(to, crm::read_flag(value, path()));
        }
    }

    [[nodiscard]] static double zero_if_absent(double value) { return std::isnan(value) ? 0 : value; }

    crm::network_scores network_;
    crm::equity_scores equity_;
    crm::complaint_scores service_;
    crm::helper_scores helper_;
    crm::treatment_scores treatment_;
    crm::matters_scores matters_;
    crm::account_scores account_;
    std::array<bool, names.size()> seen_{};
    std::array<std::uint64_t, names.size()> taken_{};  // one bit a key
    std::size_t part_ = 0;
};

/// Reads a record part by part: a save hook has microseconds.
class record_reader {
public:
    record_reader(std::string_view text, const crm::scorer& by)
        : in_(text, "record", errc::bad_record, max_depth),
          model_(by.model()),
          clocks_(by.clocks()),
          questions_(by.questions()) {}

    [[nodiscard]] customer_record read() {
        if (in_.peek() != '{') {
            refuse("record", "expected an object");
        }
        std::array<bool, keys.size()> seen{};
        in_.enter();
        while (!in_.end()) {
            std::string spelt;
            const std::string_view key = in_.key(spelt);
            const auto found = std::ranges::find(keys, key);
            if (found == keys.end()) {
                refuse("record." + crm::quoted(key), "unknown key; expected one of " + listed(keys));
            }
            const auto place = static_cast<std::size_t>(found - keys.begin());
            if (std::exchange(seen[place], true)) {
                refuse("record." + crm::quoted(key), "stands twice");
            }
            read_part(place);
        }
        for (const std::size_t needed : {id_place, as_of_place}) {
            if (!seen[needed]) {
                refuse("record." + std::string(keys[needed]), "is missing");
            }
        }
        // Known only now, as the keys of an object come in any order.
        std::erase_if(record_.history.answers, [&](const auto& each) { return each.time > record_.as_of; });
        reject_late_rows();
        carried_.finish(model_, record_.history);
        return std::move(record_);
    }

private:
    // Two values, then tables of the base of which every row is this customer's, then what the last batch's card said.
    static constexpr std::size_t id_place = 0;
    static constexpr std::size_t as_of_place = 1;
    static constexpr std::size_t first_table = 2;
    static constexpr std::size_t first_carried = first_table + record_tables.size();
    static constexpr auto keys = [] {
        std::array<std::string_view, first_carried + carried_parts::names.size()> result = {"id", "as_of"};
        for (std::size_t i = 0; i < record_tables.size(); ++i) {
            result[first_table + i] = crm::name_of(record_tables[i]);
        }
        for (std::size_t i = 0; i < carried_parts::names.size(); ++i) {
            result[first_carried + i] = carried_parts::names[i];
        }
        return result;
    }();

    [[noreturn]] static void refuse(const std::string& path, std::string_view rule) {
        description::refuse(errc::bad_record, path, rule);
    }

    [[nodiscard]] crm::cell next_cell() {
        crm::cell result = read_cell(in_, spelt_);
        if (result.is == crm::cell::what::text && result.text.data() == spelt_.data()) {
            result.text = held_.emplace_back(spelt_);
        }
        return result;
    }

    void read_part(std::size_t place) {
        const std::string path = "record." + std::string(keys[place]);
        const char c = in_.peek();
        if (place < first_table) {
            if (c == '[' || c == '{') {
                refuse(path, "expected a text");
            }
            return read_value(place, next_cell(), path);
        }
        if (in_.null()) {
            return;
        }
        if (place >= first_carried) {
            return read_carried(place - first_carried, path);
        }
        if (c != '[') {
            refuse(path, "expected an array");
        }
        const crm::base_table& of = crm::base_table_of(record_tables[place - first_table]);
        in_.enter();
        for (std::size_t row = 0; !in_.end(); ++row) {
            read_row(of, row);
        }
    }

    void read_value(std::size_t place, const crm::cell& value, const std::string& path) {
        if (place == id_place) {
            record_.id = crm::read_id(value, path);
            crm::require_id(record_.id);
        } else {
            record_.as_of = crm::end_of_day(clocks_.kept(crm::read_time(value, path, clocks_.of(false))));
        }
    }

    void read_carried(std::size_t part, const std::string& path) {
        if (in_.peek() != '{') {
            refuse(path, "expected an object");
        }
        carried_.begin(part);
        in_.enter();
        while (!in_.end()) {
            std::string spelt;
            const std::string_view key = in_.key(spelt);
            if (in_.peek() == '[' || in_.peek() == '{') {
                refuse(path + "." + crm::quoted(key), "expected a text or a number");
            }
            carried_.take(key, next_cell());
        }
    }

    // --- one row -----------------------------------------------------------------------------------------------------

    void read_row(const crm::base_table& of, std::size_t number) {
        const auto at = [&] { return std::string(of.name()) + "[" + std::to_string(number) + "]"; };
        try {
            if (const std::string fault = collect_cells(of); !fault.empty()) {
                throw error(errc::bad_record, fault);
            }
            take_row(of, number);
        } catch (const error& e) {
            const bool of_column = e.what()[0] != ':' && e.what()[0] != '.';
            record_.rejected.push_back({of.where, number, e.code(), at() + (of_column ? "." : "") + e.what()});
            if (of.where == crm::table::consents) {
                refuse_consent(of);
            }
        }
        held_.clear();
    }

    // The cells of the row, by column; returns its first fault, which is told when all of it is read.
    std::string collect_cells(const crm::base_table& of) {
        given_.assign(of.row->fields.size(), std::nullopt);
        if (in_.peek() != '{') {
            in_.skip();
            return ": expected an object";
        }
        std::string fault;
        const auto blame = [&](std::string what) { fault = fault.empty() ? std::move(what) : fault; };
        in_.enter();
        while (!in_.end()) {
            std::string spelt;
            const std::string_view key = in_.key(spelt);
            const auto place = column_of(of, key);
            if (!place) {
                blame("." + crm::quoted(key) + ": unknown key; expected one of " + listed(columns_of(of)));
            } else if (given_[*place]) {
                blame("." + crm::quoted(key) + ": stands twice");
            }
            const crm::cell value = next_cell();
            if (value.is == crm::cell::what::other) {
                blame(": expected texts and numbers only");
            }
            if (place && !given_[*place]) {
                given_[*place] = value;
            }
        }
        return fault;
    }

    // Every row is this customer's: nobody says whose it is.
    [[nodiscard]] static bool is_owner(const description::field& of) { return of.of->name == "an_owner"; }

    [[nodiscard]] static std::optional<std::size_t> column_of(const crm::base_table& of, std::string_view key) {
        const description::field* const found = of.row->find(key);
        return found == nullptr || is_owner(*found)
                   ? std::nullopt
                   : std::optional(static_cast<std::size_t>(found - of.row->fields.data()));
    }

    [[nodiscard]] static std::vector<std::string_view> columns_of(const crm::base_table& of) {
        std::vector<std::string_view> result;
        for (const description::field& each : of.row->fields) {
            if (!is_owner(each)) {
                result.push_back(each.name);
            }
        }
        return result;
    }

    template <template <class> class Rows>
    [[nodiscard]] Rows<crm::as_given> row_of(const crm::base_table& of) {
        Rows<crm::as_given> row;
        for (std::size_t i = 0; i < of.row->fields.size(); ++i) {
            const description::field& column = of.row->fields[i];
            const auto& value = given_[i];
            if (is_owner(column) || (!column.required && (!value || value->is == crm::cell::what::nothing))) {
                continue;
            }
            if (!value) {
                throw error(errc::bad_record, std::string(column.name) + ": is missing");
            }
            crm::read_cell(column, *value, reinterpret_cast<std::byte*>(&row) + column.offset, clocks_);
        }
        crm::check_row(of, &row);
        for (const description::field& column : of.row->fields) {
            if (column.of->is == description::kind::moment) {
                auto& time = *reinterpret_cast<std::int64_t*>(reinterpret_cast<std::byte*>(&row) + column.offset);
                time = clocks_.kept(time);
            }
        }
        return row;
    }

    void note_time(const crm::base_table& of, std::size_t number, std::int64_t time, std::string_view column = "time") {
        dated_.push_back({of.where, number, time, column});
    }

    // What is later than the day after as_of counts nowhere; it is told, as the rows are that cannot be read.
    void reject_late_rows() {
        for (const dated_row& each : dated_) {
            if (const auto fault = crm::late_row(each.time, record_.as_of, each.column)) {
                record_.rejected.push_back(
                    {each.where, each.number, errc::domain,
                     std::string(crm::name_of(each.where)) + "[" + std::to_string(each.number) + "]." + *fault});
            }
        }
    }

    void take_row(const crm::base_table& of, std::size_t number) {
        crm::customer_history& to = record_.history;
        switch (of.where) {
            case crm::table::answers: {
                const auto row = row_of<crm::answer_cells>(of);
                note_time(of, number, row.time);
                const std::uint32_t question = questions_.find(row.item);
                if (question != crm::question_index::none && !std::isnan(row.value)) {
                    to.answers.push_back({question, row.wave, row.value, row.time});
                }
                return;
            }
            case crm::table::purchases: {
                const auto row = row_of<crm::purchase_cells>(of);
                if (!row.order.empty()) {
                    orders_.require_new("order " + crm::quoted(row.order), 0, crm::event_digest(row.order), row.time,
                                        row.amount);
                }
                note_time(of, number, row.time);
                to.purchase_time.push_back(row.time);
                return to.purchase_amount.push_back(row.amount);
            }
            case crm::table::contracts: {
                const auto row = row_of<crm::contract_cells>(of);
                to.contract = crm::longer(to.contract, crm::contract_until(row.end, row.notice_days));
                return;
            }
            case crm::table::consents: {
                const auto row = row_of<crm::consent_cells>(of);
                crm::require_id(row.purpose);
                to.consents.push_back(
                    crm::make_consent(crm::uses_of(row.purpose, model_.consent), row.state, row.time, row.expires));
                return note_time(of, number, row.time);
            }
            case crm::table::complaints: {
                auto row = row_of<crm::complaint_cells>(of);
                crm::require_complaint(row);
                std::uint8_t channel = 0;
                if (!row.channel.empty()) {
                    if (to.complaint_channels.size() == 255 && !to.complaint_channels.find(row.channel)) {
                        throw error(errc::domain,
                                    "channel " + crm::quoted(row.channel) + ": there are 255 channels already");
                    }
                    channel = static_cast<std::uint8_t>(to.complaint_channels.insert(row.channel).first + 1);
                }
                const auto kind =
                    static_cast<std::uint8_t>(crm::place_of(row.kind, equity::complaint_kind_names, "kind"));
                to.complaints.push_back({0, kind, row.opened, row.answered, row.closed, channel, row.sentiment, 0,
                                         crm::event_digest(row.case_id)});
                return note_time(of, number, row.opened, "opened");
            }
            case crm::table::ideas: {
                const auto row = row_of<crm::idea_cells>(of);
                crm::require_id(row.idea);
                const auto state =
                    static_cast<std::uint8_t>(crm::place_of(row.state, equity::idea_state_names, "state"));
                to.contributions.push_back(crm::contribution_of({0, 0, state, row.time, row.value}));
                return note_time(of, number, row.time);
            }
            default: {
                const auto row = row_of<crm::contribution_cells>(of);
                to.contributions.push_back(crm::make_contribution(row));
                note_time(of, number, row.time);
            }
        }
    }

    // A decision that cannot be read is a refusal: of its purpose, where that can be read, else of all.
    void refuse_consent(const crm::base_table& of) {
        std::string_view purpose = crm::every_purpose;
        const auto& given = given_[*column_of(of, "purpose")];
        if (given && (given->is == crm::cell::what::text || given->is == crm::cell::what::digits) &&
            !given->text.empty()) {
            purpose = given->text;
        }
        record_.history.consents.push_back(crm::unclear_consent(crm::uses_of(purpose, model_.consent)));
    }

    scanner in_;
    const crm::scoring_model& model_;
    const crm::clock_reader& clocks_;
    const crm::question_index& questions_;
    customer_record record_;
    carried_parts carried_;
    crm::order_index orders_;
    std::string spelt_;
    std::deque<std::string> held_;  // texts with escapes, of the row in hand
    std::vector<std::optional<crm::cell>> given_;

    struct dated_row {
        crm::table where;
        std::size_t number;
        std::int64_t time;
        std::string_view column;
    };
    std::vector<dated_row> dated_;  // what was taken, until as_of is known
};

}  // namespace detail

customer_record read_record(std::string_view text, const crm::scorer& by) {
    // What is no object at all is told apart before its millionth bracket is counted.
    if (const std::size_t first = text.find_first_not_of(" \n\r\t");
        first != std::string_view::npos && text[first] == '[') {
        throw error(errc::bad_record, "record: expected an object");
    }
    return detail::record_reader(text, by).read();
}

std::string score_customer(const crm::scorer& by, std::string_view record_text) {
    const customer_record record = read_record(record_text, by);
    std::vector<double> answers;
    const crm::customer_scores scores = by.score(record.history, record.as_of, answers);
    return write_described(crm::explained_card(by.model(), record.as_of, record.id, scores, answers, record.rejected));
}

}  // namespace scvm::json
