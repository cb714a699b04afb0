// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/segue_cli/interruption.h"

#include <atomic>
#include <csignal>

namespace segue::cli {

namespace {

std::atomic<bool> g_interrupted{false}; // a signal handler can reach nothing else

extern "C" void onInterruption(int) { g_interrupted = true; }

} // namespace

void watchForInterruption() {
    std::signal(SIGINT, onInterruption);
    std::signal(SIGTERM, onInterruption);
}

bool isInterrupted() { return g_interrupted; }

} // namespace segue::cli
