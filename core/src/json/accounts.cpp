#include "json/described_writer.hpp"

#include <scvm/crm/account_list.hpp>
#include <scvm/json/accounts.hpp>

namespace scvm::json {

std::string write_accounts(const crm::score_table& table) {
    return write_described(crm::accounts_of(table));
}

}  // namespace scvm::json
