// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/segue_trainer/thread_environment.h"

#include <cstdlib>
#include <string_view>
#include <unistd.h>

namespace segue::trainer {
namespace {

// Whether the variable had to be changed.
bool require(const char* name, const char* value) {
    const char* const present = std::getenv(name);
    if (present != nullptr && std::string_view(present) == value)
        return false;
    return setenv(name, value, 1) == 0;
}

} // namespace

void settleThreadEnvironment(char** argv) {
    const bool waitChanged = require("OMP_WAIT_POLICY", "passive");
    const bool blasChanged = require("OPENBLAS_NUM_THREADS", "1"); // Torch already splits the work
    if (waitChanged || blasChanged)
        execv("/proc/self/exe", argv);
}

} // namespace segue::trainer
