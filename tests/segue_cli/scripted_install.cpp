// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/segue_cli/scripted_install.h"

#include "engine/demo/compose.h"
#include "tests/support/files.h"
#include "tests/support/scripted_bundle.h"

#include <algorithm>
#include <csignal>
#include <cstdlib>
#include <fcntl.h>
#include <fstream>
#include <poll.h>
#include <sstream>
#include <stdexcept>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

namespace segue::test {

namespace fs = std::filesystem;

namespace {

/// Composed once for all: it takes seconds.
const fs::path& demoMusic() {
    static const TemporaryFolder folder;
    static const fs::path music = [] {
        static_cast<void>(demo::composeDemoMusic(folder / "demo", {}, [](std::size_t, std::size_t) {}));
        return folder / "demo";
    }();
    return music;
}

/// Whether it only reads tags.
bool isReader(const fs::path& process) {
    std::ifstream file(process / "cmdline");
    std::string words;
    std::getline(file, words);
    return words.find("--read") != std::string::npos;
}

/// The analyzer that a process started, by /proc; 0: none.
pid_t childOf(pid_t parent) {
    for (const auto& entry : fs::directory_iterator("/proc")) {
        const std::string name = entry.path().filename();
        if (!std::ranges::all_of(name, [](char c) { return c >= '0' && c <= '9'; }))
            continue;
        std::ifstream stat(entry.path() / "stat");
        std::string line;
        std::getline(stat, line);
        std::istringstream rest(line.substr(std::min(line.rfind(')') + 1, line.size())));
        std::string state;
        if (pid_t itsParent = 0; rest >> state >> itsParent && itsParent == parent && !isReader(entry.path()))
            return std::stoi(name);
    }
    return 0;
}

} // namespace

ScriptedInstall::ScriptedInstall(const fs::path& analyzer, std::size_t songs)
    : m_songs(songs)
    , m_notesRequests(analyzer == SCRIPTED_ANALYZER) {
    fs::create_directories(m_folder / "bin");
    fs::copy_file(SEGUE_CLI, program());
    fs::create_symlink(analyzer, m_folder / "bin/segue-analyzer");
    fs::create_directories(music());
    std::size_t copied = 0;
    for (const auto& entry : fs::recursive_directory_iterator(demoMusic()))
        if (entry.is_regular_file() && copied < songs)
            fs::copy_file(entry.path(), music() / (std::to_string(++copied) + entry.path().extension().string()));
    writeScriptedBundle(m_folder / "bundle");
    ::setenv("SEGUE_SCRIPTED_LOG", log().c_str(), 1);
    ::setenv("SEGUE_SCRIPTED_WORK", "8", 1); // so that most of a scan is analysis
}

std::vector<std::string> ScriptedInstall::scan(const fs::path& database, const fs::path& model) const {
    return {"scan", music(), "--db", database, "--no-outlines", "--model", model.empty() ? m_folder / "bundle" : model};
}

std::map<std::string, int> ScriptedInstall::takeRequests() {
    std::map<std::string, int> requests;
    std::ifstream file(log());
    for (std::string line; std::getline(file, line);)
        ++requests[line.substr(line.find(' ') + 1)];
    fs::remove(log());
    return requests;
}

KillableRun::KillableRun(const fs::path& program, const std::vector<std::string>& words, const fs::path& output) {
    std::vector<std::string> all{program.string()};
    all.insert(all.end(), words.begin(), words.end());
    std::vector<char*> argv;
    for (auto& word : all)
        argv.push_back(word.data());
    argv.push_back(nullptr);
    m_pid = ::fork();
    if (m_pid == 0) {
        ::setpgid(0, 0);
        const int file = ::open(output.c_str(), O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0600);
        ::dup2(file, STDOUT_FILENO);
        ::dup2(file, STDERR_FILENO);
        ::execv(program.c_str(), argv.data());
        ::_exit(127);
    }
    ::setpgid(m_pid, m_pid); // whoever of the two comes first
    m_descriptor = static_cast<int>(::syscall(SYS_pidfd_open, m_pid, 0));
    if (m_descriptor < 0)
        throw std::runtime_error("no descriptor of a process");
}

KillableRun::~KillableRun() {
    killAll();
    ::close(m_descriptor);
}

bool KillableRun::waitFor(std::chrono::microseconds limit) {
    pollfd entry{.fd = m_descriptor, .events = POLLIN, .revents = 0};
    const timespec time{.tv_sec = limit.count() / 1'000'000, .tv_nsec = limit.count() % 1'000'000 * 1000};
    if (m_pid > 0 && ::ppoll(&entry, 1, &time, nullptr) == 0)
        return false;
    reap();
    return true;
}

void KillableRun::killAll() {
    if (m_pid < 0)
        return;
    ::kill(-m_pid, SIGKILL);
    reap();
}

void KillableRun::signal(int number) const {
    if (m_pid > 0)
        ::kill(m_pid, number);
}

bool KillableRun::killAnalyzer() const {
    const pid_t analyzer = m_pid > 0 ? childOf(m_pid) : 0;
    return analyzer > 0 && ::kill(analyzer, SIGKILL) == 0;
}

void KillableRun::reap() {
    if (m_pid < 0)
        return;
    int status = 0;
    ::waitpid(m_pid, &status, 0);
    m_pid = -1;
    m_exitCode = WIFEXITED(status) ? WEXITSTATUS(status) : -1;
}

} // namespace segue::test
