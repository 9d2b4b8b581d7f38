// How well small shops are estimated, with known truth: the figures of docs/few-customers.md.
//
//     few_customers [REPEATS [MODEL]]        300 by default; a row for each kind of shop and size; bg_nbd, mbg_nbd or
//                                            pareto_nbd
#include "../../tests/value/few_customers.hpp"

#include <cstdio>
#include <cstdlib>
#include <string>

namespace {

/// sum / of, in the given form; a dash for nothing.
std::string mean(const char* form, double sum, double of) {
    char text[32] = "–";
    if (of > 0) {
        std::snprintf(text, sizeof text, form, sum / of);
    }
    return text;
}

template <class Shops>
void measure_all(const Shops& shops, std::uint64_t repeats) {
    for (const auto& shop : shops) {
        for (const std::size_t n : {20, 50, 100, 200, 500}) {
            const auto f = few_customers::measure(shop, n, repeats);
            std::printf("| %s | %zu | %s | %s, %s | %s, %s, %s | %s | %s |\n", shop.name.data(), n,
                        mean("%.1f %%", 100 * f.scored, f.repeats).c_str(),
                        mean("%.0f %%", 100 * f.likely, f.repeats).c_str(),
                        mean("%.0f %%", 100 * f.likely_spending, f.repeats).c_str(),
                        mean("%+.4f", f.score, f.likely).c_str(), mean("%+.4f", f.score_future, f.likely).c_str(),
                        mean("%+.4f", f.score_spending, f.likely_spending).c_str(),
                        mean("%.1f %%", 100 * f.covered, f.scored).c_str(),
                        mean("%.1f %%", 100 * f.covered_likely, f.both_likely).c_str());
            std::fflush(stdout);
        }
    }
}

}  // namespace

int main(int count, char** arguments) {
    const std::uint64_t repeats = count > 1 ? std::strtoull(arguments[1], nullptr, 10) : 300;
    const std::string model = count > 2 ? arguments[2] : "bg_nbd";
    std::puts(
        "| shop | n | scored | likelihood alone has a maximum: purchasing, spending | log score gained: new customers, "
        "own future, amounts | truth in the 95 % interval | by likelihood alone |");
    std::puts("|---|---|---|---|---|---|---|");
    if (model == "bg_nbd") {
        measure_all(few_customers::shops, repeats);
    } else if (model == "mbg_nbd") {
        measure_all(few_customers::shops_mbg, repeats);
    } else if (model == "pareto_nbd") {
        measure_all(few_customers::shops_pareto, repeats);
    } else {
        std::fputs("few_customers: expected bg_nbd, mbg_nbd or pareto_nbd\n", stderr);
        return 2;
    }
    return 0;
}
