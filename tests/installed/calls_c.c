#include <scvm.h>

int main(void) {
    return scvm_version()[0] == '\0';
}
