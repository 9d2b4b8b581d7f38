#pragma once

#include <scvm/crm/scorer.hpp>

#include <array>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace scvm::json {

/// The tables of a base of which a record may bring rows; every row is the record's customer's.
inline constexpr std::array<crm::table, 7> record_tables = {
    crm::table::answers,       crm::table::purchases,  crm::table::contracts, crm::table::consents,
    crm::table::contributions, crm::table::complaints, crm::table::ideas};

/// One customer's data as a CRM hands it over in a save hook.
struct customer_record {
    std::string id;
    std::int64_t as_of = 0;  ///< the last second of the day
    crm::customer_history history;
    std::vector<crm::rejected_row> rejected;  ///< rows of the record that could not be used; the others are
};

/// Reads a customer record (docs/records.md):
///
///     {"id": "c17", "as_of": "2026-11-21",
///      "answers": [{"item": "sat_overall", "value": 4, "time": "2026-03-01", "wave": 2}],
///      "purchases": [{"time": "2026-08-01", "amount": 480.00}],
///      "contracts": [{"end": "2027-01-31", "notice_days": 30}],
///      "consents": [{"purpose": "scoring", "state": "granted", "time": "2026-01-05"}],
///      "contributions": [{"kind": "ideas", "time": "2026-05-01", "units": 1, "accepted": 1, "value": 300}],
///      "complaints": [{"kind": "complaint", "opened": "2026-11-20T21:00:00Z", "channel": "mail"}],
///      "network": …, "equity": …, "service": …, "helper": …, "treatment": …}   as the last batch's card told them
///
/// Throws error{bad_record} if the record is no JSON, has no id or no as_of, or has a key that nobody knows; a row of
/// it that cannot be used is rejected alone.
[[nodiscard]] customer_record read_record(std::string_view text, const crm::scorer& by);

/// One customer's record in, his explained score card out, in canonical form: the save hook's one call.
///
/// The card equals the one that score_table gives for the same data; rows of the record that could not be used stand in
/// its "rejected". Throws as read_record() does.
[[nodiscard]] std::string score_customer(const crm::scorer& by, std::string_view record_text);

}  // namespace scvm::json
