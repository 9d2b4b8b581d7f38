#include <scvm/scvm.hpp>

int main() {
    const scvm::survey::portfolio portfolio;
    return portfolio.place(100, 100).group == scvm::survey::segment::fan ? 0 : 1;
}
