#include <scvm/crm/fit.hpp>
#include <scvm/error.hpp>
#include <scvm/value/bg_nbd_fit.hpp>

#include <vector>

// A fit of a room by its header, and one of a model by the library: both say that nobody has bought anything.
int main() {
    const std::vector<double> none;
    if (scvm::value::fit_bg_nbd({none, none, none}).converged()) {
        return 1;
    }
    scvm::crm::scoring_model model;
    model.value.emplace();
    try {
        (void)scvm::crm::fit(scvm::crm::customer_base(), model, scvm::crm::read_as_of("2026-11-21"));
    } catch (const scvm::error& e) {
        return e.code() == scvm::errc::not_fitted ? 0 : 2;
    }
    return 3;
}
