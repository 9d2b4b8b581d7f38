#include <scvm/crm/account_list.hpp>
#include <scvm/crm/scoring_model.hpp>
#include <scvm/error.hpp>

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>

namespace scvm::crm {

account_list accounts_of(const score_table& table) {
    if (!table.accounts()) {
        throw error(errc::not_fitted, "accounts: the model has no section of accounts");
    }
    const account_tree& tree = *table.accounts();
    account_list result{table.as_of(), name_of(table.model()), table.model().currency, {}, tree.rest,
                        tree.total,    tree.superseded};
    for (std::size_t i = 0; i < tree.ids.size(); ++i) {
        const std::uint32_t above = tree.above[i];
        result.accounts.push_back({tree.ids[i],
                                   above == account_tree::none ? std::nullopt : std::optional(tree.ids[above]),
                                   tree.scores[i].status, tree.scores[i].figures});
    }
    // They come by id.
    std::ranges::stable_sort(result.accounts, [](const listed_account& a, const listed_account& b) {
        const double x = a.figures.lifetime_value;
        const double y = b.figures.lifetime_value;
        return std::isnan(y) ? !std::isnan(x) : x > y;
    });
    return result;
}

}  // namespace scvm::crm
