// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/analysis/child_process.h"

#include "engine/error.h"

#include <algorithm>
#include <array>
#include <cerrno>
#include <csignal>
#include <cstdlib>
#include <cstring>
#include <fcntl.h>
#include <fstream>
#include <poll.h>
#include <spawn.h>
#include <sstream>
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

/// What Linux tells of a process or thread, from its state on; nothing: it is gone.
std::vector<std::string> statistics(const std::filesystem::path& file) {
    std::ifstream stream(file);
    std::string line;
    std::getline(stream, line);
    std::istringstream rest(line.substr(std::min(line.size(), line.rfind(')') + 1))); // its name may hold anything
    std::vector<std::string> fields;
    for (std::string field; rest >> field;)
        fields.push_back(std::move(field));
    return fields;
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

std::chrono::milliseconds ChildProcess::processorTime() const {
    const auto fields = statistics("/proc/" + std::to_string(m_pid) + "/stat");
    if (fields.size() < 13)
        return std::chrono::milliseconds{0};
    const long long ticks = std::atoll(fields[11].c_str()) + std::atoll(fields[12].c_str()); // user and system
    return std::chrono::milliseconds{ticks * 1000 / ::sysconf(_SC_CLK_TCK)};
}

bool ChildProcess::wantsToRun() const {
    std::error_code failed;
    std::filesystem::directory_iterator thread("/proc/" + std::to_string(m_pid) + "/task", failed);
    for (; !failed && thread != std::filesystem::directory_iterator(); thread.increment(failed))
        if (const auto fields = statistics(thread->path() / "stat"); !fields.empty() && fields[0] == "R")
            return true;
    return false;
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
