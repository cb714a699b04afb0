// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/segue_analyzer/background_process.h"

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <sched.h>
#include <string>
#include <sys/resource.h>
#include <sys/syscall.h>
#include <system_error>
#include <unistd.h>

namespace segue::app {

namespace {

void yieldThread(pid_t thread) {
    const sched_param parameters{};
    ::sched_setscheduler(thread, SCHED_IDLE, &parameters);
    ::setpriority(PRIO_PROCESS, static_cast<id_t>(thread), 19);
    constexpr int kThisThread = 1; // IOPRIO_WHO_PROCESS
    constexpr int kIdleClass = 3 << 13;
    ::syscall(SYS_ioprio_set, kThisThread, thread, kIdleClass);
}

} // namespace

/// Linux counts all of this by thread, new threads like their makers; libraries may have started some before main().
void yieldToOthers() {
    std::error_code failed;
    std::filesystem::directory_iterator thread("/proc/self/task", failed);
    for (; !failed && thread != std::filesystem::directory_iterator(); thread.increment(failed))
        yieldThread(static_cast<pid_t>(std::atoi(thread->path().filename().c_str())));
    yieldThread(0); // this one, where /proc cannot be read
    std::ofstream("/proc/self/oom_score_adj") << 800;
}

std::size_t memoryInUse() {
    std::ifstream status("/proc/self/status");
    for (std::string word; status >> word;) {
        std::size_t kilobytes = 0;
        if (word == "VmData:" && status >> kilobytes)
            return kilobytes << 10U;
    }
    return 0;
}

void limitMemory(std::size_t bytes) {
    const rlimit limit{bytes, bytes};
    ::setrlimit(RLIMIT_DATA, &limit);
}

int takeStandardOutput() {
    const int pipe = ::dup(STDOUT_FILENO);
    ::dup2(STDERR_FILENO, STDOUT_FILENO);
    return pipe;
}

} // namespace segue::app
