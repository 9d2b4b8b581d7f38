#include <scvm/crm/fit.hpp>

#include <vector>

int main() {
    const std::vector<double> none;
    return scvm::value::fit_bg_nbd({none, none, none}).converged() ? 1 : 0;
}
