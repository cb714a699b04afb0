// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/segue_analyzer/background_process.h"

#include <fstream>
#include <sched.h>
#include <sys/resource.h>
#include <sys/syscall.h>
#include <unistd.h>

namespace segue::app {

void yieldToOthers() {
    const sched_param parameters{};
    ::sched_setscheduler(0, SCHED_IDLE, &parameters);
    ::setpriority(PRIO_PROCESS, 0, 19);
    constexpr int kThisProcess = 1; // IOPRIO_WHO_PROCESS
    constexpr int kIdleClass = 3 << 13;
    ::syscall(SYS_ioprio_set, kThisProcess, 0, kIdleClass);
    std::ofstream("/proc/self/oom_score_adj") << 800;
}

void limitMemory(std::size_t bytes) {
    const rlimit limit{bytes, bytes};
    ::setrlimit(RLIMIT_DATA, &limit);
}

} // namespace segue::app
