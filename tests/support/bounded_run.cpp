// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/bounded_run.h"

#include <csignal>
#include <fstream>
#include <new>
#include <poll.h>
#include <string>
#include <sys/resource.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

namespace segue::test {

namespace {

constexpr int kThrew = 10;
constexpr int kOutOfMemory = 11;

/// What RLIMIT_DATA counts now, bytes.
[[maybe_unused]] std::size_t dataNow() {
    std::ifstream status("/proc/self/status");
    for (std::string word; status >> word;)
        if (std::size_t kilobytes = 0; word == "VmData:" && status >> kilobytes)
            return kilobytes << 10U;
    return 0;
}

[[noreturn]] void runAsChild(std::size_t megabytes, const std::function<void()>& work) {
#ifndef SEGUE_SANITIZED
    const rlim_t bytes = dataNow() + (megabytes << 20U);
    const rlimit limit{bytes, bytes};
    ::setrlimit(RLIMIT_DATA, &limit);
#else
    static_cast<void>(megabytes);
#endif
    try {
        work();
    } catch (const std::bad_alloc&) {
        ::_exit(kOutOfMemory);
    } catch (...) {
        ::_exit(kThrew);
    }
    ::_exit(0);
}

} // namespace

BoundedEnd runBounded(std::size_t megabytes, std::chrono::seconds limit, const std::function<void()>& work) {
    const pid_t child = ::fork();
    if (child == 0)
        runAsChild(megabytes, work);
    const int descriptor = static_cast<int>(::syscall(SYS_pidfd_open, child, 0));
    pollfd entry{.fd = descriptor, .events = POLLIN, .revents = 0};
    const bool ended = ::poll(&entry, 1, static_cast<int>(std::chrono::milliseconds(limit).count())) == 1;
    ::close(descriptor);
    if (!ended)
        ::kill(child, SIGKILL);
    int status = 0;
    ::waitpid(child, &status, 0);
    if (!ended)
        return BoundedEnd::outOfTime;
    if (!WIFEXITED(status))
        return BoundedEnd::died;
    return WEXITSTATUS(status) == 0              ? BoundedEnd::well
           : WEXITSTATUS(status) == kOutOfMemory ? BoundedEnd::outOfMemory
                                                 : BoundedEnd::threw;
}

} // namespace segue::test
