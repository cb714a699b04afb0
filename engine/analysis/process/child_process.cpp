// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/analysis/process/child_process.h"

#include "engine/words/error.h"

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
#include <system_error>
#include <thread>
#include <unistd.h>
#include <utility>

extern char** environ;

namespace segue::analysis {

namespace {

[[noreturn]] void fail(const std::filesystem::path& program, int code) {
    throw Error{ErrorKind::process, Message(MessageId::analyzerNotStarted, {program.string(), std::strerror(code)})};
}

/// A pipe that closes the ends that were not taken from it.
class Pipe final {
public:
    explicit Pipe(const std::filesystem::path& program) {
        if (::pipe2(m_ends.data(), O_CLOEXEC) != 0)
            fail(program, errno);
    }
    ~Pipe() {
        for (const int end : m_ends)
            if (end >= 0)
                ::close(end);
    }
    Pipe(const Pipe&) = delete;
    Pipe& operator=(const Pipe&) = delete;

    [[nodiscard]] int read() const { return m_ends[0]; }
    [[nodiscard]] int write() const { return m_ends[1]; }
    [[nodiscard]] int takeRead() { return std::exchange(m_ends[0], -1); }
    [[nodiscard]] int takeWrite() { return std::exchange(m_ends[1], -1); }

private:
    std::array<int, 2> m_ends{-1, -1};
};

constexpr std::chrono::milliseconds kKillGrace{1000};

enum class Wait : std::uint8_t { ended, running, unknown };

/// @return unknown where the system cannot tell
Wait waitFor(pid_t process, std::chrono::milliseconds grace) {
    const int descriptor = static_cast<int>(::syscall(SYS_pidfd_open, process, 0));
    if (descriptor < 0)
        return Wait::unknown;
    pollfd entry{.fd = descriptor, .events = POLLIN, .revents = 0};
    int ready = 0;
    while ((ready = ::poll(&entry, 1, static_cast<int>(grace.count()))) < 0 && errno == EINTR) {
    }
    ::close(descriptor);
    return ready == 1 ? Wait::ended : Wait::running;
}

int reap(pid_t process) {
    int status = 0;
    while (::waitpid(process, &status, 0) < 0 && errno == EINTR) {
    }
    return status;
}

/// The process was killed and dies when its disk answers. A thread that does nothing else waits for that and ends with the
/// program at the latest; if no thread can be had, the dead process keeps its id until then.
void reapLater(pid_t process) {
    try {
        std::thread([process] { reap(process); }).detach();
    } catch (const std::system_error&) {
    }
}

bool isSentByOthers(int signal) {
    return signal == SIGKILL || signal == SIGTERM || signal == SIGINT || signal == SIGHUP || signal == SIGQUIT;
}

/// Linux's statistics of a process or thread, from its state on; empty: it is gone.
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
    Pipe in(program);
    Pipe out(program);
    std::vector<std::string> words{program.string()};
    words.insert(words.end(), arguments.begin(), arguments.end());
    std::vector<char*> argv;
    argv.reserve(words.size() + 1);
    for (auto& word : words)
        argv.push_back(word.data());
    argv.push_back(nullptr);
    posix_spawn_file_actions_t actions;
    posix_spawn_file_actions_init(&actions);
    posix_spawn_file_actions_adddup2(&actions, in.read(), STDIN_FILENO);
    posix_spawn_file_actions_adddup2(&actions, out.write(), STDOUT_FILENO);
    const int failure = ::posix_spawn(&m_pid, program.c_str(), &actions, nullptr, argv.data(), environ);
    posix_spawn_file_actions_destroy(&actions);
    if (failure != 0)
        fail(program, failure);
    m_input = in.takeWrite();
    m_output = out.takeRead();
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

std::uint64_t ChildProcess::bytesRead() const {
    std::ifstream stream("/proc/" + std::to_string(m_pid) + "/io");
    std::string name;
    std::uint64_t bytes = 0;
    while (stream >> name >> bytes)
        if (name == "rchar:")
            return bytes;
    return 0;
}

ChildProcess::Ending ChildProcess::end(std::chrono::milliseconds grace) {
    if (m_pid < 0)
        return {"ended"};
    const pid_t process = std::exchange(m_pid, -1);
    if (waitFor(process, grace) != Wait::ended) {
        ::kill(process, SIGKILL);
        if (waitFor(process, kKillGrace) == Wait::running) {
            reapLater(process);
            return {.how = "killed", .isFromOutside = true};
        }
    }
    const int status = reap(process);
    if (!WIFSIGNALED(status))
        return {"exit code " + std::to_string(WEXITSTATUS(status))};
    const int signal = WTERMSIG(status);
    return {"signal " + std::to_string(signal) + " (" + ::strsignal(signal) + ")", isSentByOthers(signal)};
}

ChildProcess::~ChildProcess() {
    static_cast<void>(end(std::chrono::milliseconds{0}));
    ::close(m_input);
    ::close(m_output);
}

} // namespace segue::analysis
