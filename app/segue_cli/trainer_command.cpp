// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/paths.h"
#include "app/segue_cli/commands.h"
#include "engine/words/error.h"

#include <cerrno>
#include <cstdlib>
#include <cstring>
#include <unistd.h>

namespace segue::cli {

// This program does not link Torch, whose start-up every other command would pay for.
void becomeTrainer(char** argv) {
    const auto program = app::siblingProgram("segue-trainer");
    ::setenv("OMP_WAIT_POLICY", "passive", 1); // what segue-trainer would set, and start anew for
    ::setenv("OPENBLAS_NUM_THREADS", "1", 1);
    ::execv(program.c_str(), argv);
    throw Error{ErrorKind::process, "Cannot start " + program.string() + ": " + std::strerror(errno) +
                                        ". Build all of Segue's programs, with LibTorch."};
}

} // namespace segue::cli
