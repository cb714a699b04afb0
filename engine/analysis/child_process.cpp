// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/analysis/child_process.h"

#include "engine/error.h"

#include <array>
#include <cerrno>
#include <csignal>
#include <cstring>
#include <fcntl.h>
#include <poll.h>
#include <spawn.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

extern char** environ;

namespace segue::analysis {

namespace {

struct Pipe {
    int read = -1;
    int write = -1;
};

[[noreturn]] void fail(const std::filesystem::path& program, int code) {
    throw Error{ErrorKind::process, "Cannot start the analyzer " + program.string() + ": " + std::strerror(code) +
                                        ". Install Segue again, or build all of its programs."};
}

Pipe makePipe(const std::filesystem::path& program) {
    std::array<int, 2> ends{};
    if (::pipe2(ends.data(), O_CLOEXEC) != 0)
        fail(program, errno);
    return {ends[0], ends[1]};
}

bool endsWithin(pid_t process, std::chrono::milliseconds grace) {
    const int descriptor = static_cast<int>(::syscall(SYS_pidfd_open, process, 0));
    if (descriptor < 0)
        return false;
    pollfd entry{.fd = descriptor, .events = POLLIN, .revents = 0};
    const bool ended = ::poll(&entry, 1, static_cast<int>(grace.count())) == 1;
    ::close(descriptor);
    return ended;
}

void setNonBlocking(int descriptor) { ::fcntl(descriptor, F_SETFL, ::fcntl(descriptor, F_GETFL) | O_NONBLOCK); }

} // namespace

ChildProcess::ChildProcess(const std::filesystem::path& program, const std::vector<std::string>& arguments) {
    const Pipe in = makePipe(program);
    const Pipe out = makePipe(program);
    std::vector<std::string> words{program.string()};
    words.insert(words.end(), arguments.begin(), arguments.end());
    std::vector<char*> argv;
    for (auto& word : words)
        argv.push_back(word.data());
    argv.push_back(nullptr);
    posix_spawn_file_actions_t actions;
    posix_spawn_file_actions_init(&actions);
    posix_spawn_file_actions_adddup2(&actions, in.read, STDIN_FILENO);
    posix_spawn_file_actions_adddup2(&actions, out.write, STDOUT_FILENO);
    const int failure = ::posix_spawn(&m_pid, program.c_str(), &actions, nullptr, argv.data(), environ);
    posix_spawn_file_actions_destroy(&actions);
    ::close(in.read);
    ::close(out.write);
    m_input = in.write;
    m_output = out.read;
    if (failure != 0) {
        ::close(m_input);
        ::close(m_output);
        fail(program, failure);
    }
    setNonBlocking(m_input);
    setNonBlocking(m_output);
}

std::string ChildProcess::end(std::chrono::milliseconds grace) {
    if (m_pid < 0)
        return "ended";
    if (!endsWithin(m_pid, grace))
        ::kill(m_pid, SIGKILL);
    int status = 0;
    while (::waitpid(m_pid, &status, 0) < 0 && errno == EINTR) {
    }
    m_pid = -1;
    if (WIFSIGNALED(status))
        return "signal " + std::to_string(WTERMSIG(status)) + " (" + ::strsignal(WTERMSIG(status)) + ")";
    return "exit code " + std::to_string(WEXITSTATUS(status));
}

ChildProcess::~ChildProcess() {
    static_cast<void>(end(std::chrono::milliseconds{0}));
    ::close(m_input);
    ::close(m_output);
}

} // namespace segue::analysis
