#include <scvm/error.hpp>
#include <scvm/json/methods.hpp>

// The fits are among the methods.
int main() {
    try {
        (void)scvm::json::call("fit_bg_nbd", "{}");
    } catch (const scvm::error& e) {
        return e.code() == scvm::errc::bad_record ? 0 : 1;
    }
    return 2;
}
