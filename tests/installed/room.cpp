#include <scvm/survey/portfolio.hpp>

// A room is used by its headers alone.
int main() {
    const scvm::survey::portfolio portfolio;
    return portfolio.place(100, 100).group == scvm::survey::segment::fan ? 0 : 1;
}
