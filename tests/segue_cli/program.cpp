// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/segue_cli/program.h"

#include <array>
#include <csignal>
#include <fcntl.h>
#include <poll.h>
#include <stdexcept>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

namespace segue::test {

Program::Program(const std::vector<std::string>& words) {
    std::array<int, 2> out{}, err{};
    if (::pipe2(out.data(), O_CLOEXEC) != 0 || ::pipe2(err.data(), O_CLOEXEC) != 0)
        throw std::runtime_error("no pipe");
    m_pid = ::fork();
    if (m_pid == 0) {
        ::dup2(out[1], STDOUT_FILENO);
        ::dup2(err[1], STDERR_FILENO);
        std::vector<std::string> all{SEGUE_CLI};
        all.insert(all.end(), words.begin(), words.end());
        std::vector<char*> argv;
        for (auto& word : all)
            argv.push_back(word.data());
        argv.push_back(nullptr);
        ::execv(SEGUE_CLI, argv.data());
        ::_exit(127);
    }
    ::close(out[1]);
    ::close(err[1]);
    m_output = out[0];
    m_errors = err[0];
}

Program::~Program() {
    if (m_pid > 0) {
        kill(SIGKILL);
        ::waitpid(m_pid, nullptr, 0);
    }
    ::close(m_output);
    ::close(m_errors);
}

bool Program::readMore() {
    std::array<pollfd, 2> entries{pollfd{m_output, POLLIN, 0}, pollfd{m_errors, POLLIN, 0}};
    ::poll(entries.data(), entries.size(), -1);
    std::array<char, 65'536> bytes{};
    bool isOpen = false;
    for (std::size_t i = 0; i < entries.size(); ++i) {
        if (entries[i].revents == 0) {
            isOpen = isOpen || entries[i].fd >= 0;
            continue;
        }
        const auto count = ::read(entries[i].fd, bytes.data(), bytes.size());
        int& descriptor = i == 0 ? m_output : m_errors;
        if (count > 0) {
            (i == 0 ? m_result.output : m_result.errors).append(bytes.data(), static_cast<std::size_t>(count));
            isOpen = true;
        } else {
            ::close(descriptor);
            descriptor = -1;
        }
    }
    return isOpen;
}

bool Program::waitForErrors(const std::string& words) {
    while (m_result.errors.find(words) == std::string::npos)
        if (!readMore())
            return false;
    return true;
}

bool Program::waitForAnalysed(int song) {
    const std::string words = "analysing ";
    const auto said = [&] {
        for (auto at = m_result.errors.find(words); at != std::string::npos; at = m_result.errors.find(words, at + 1)) {
            const auto number = at + words.size();
            const auto end = m_result.errors.find_first_not_of("0123456789", number);
            if (end != std::string::npos && end > number && m_result.errors.compare(end, 3, " / ") == 0 &&
                std::stoi(m_result.errors.substr(number, end - number)) >= song)
                return true;
        }
        return false;
    };
    while (!said())
        if (!readMore())
            return false;
    return true;
}

void Program::kill(int signal) { ::kill(m_pid, signal); }

ProgramResult Program::finish() {
    while (readMore()) {
    }
    int status = 0;
    rusage usage{};
    ::wait4(m_pid, &status, 0, &usage);
    m_pid = -1;
    m_result.exitCode = WIFEXITED(status) ? WEXITSTATUS(status) : -1;
    rusage children{};
    ::getrusage(RUSAGE_CHILDREN, &children);
    m_result.peakKilobytes = std::max(usage.ru_maxrss, children.ru_maxrss);
    return std::move(m_result);
}

ProgramResult segueCli(const std::vector<std::string>& words) { return Program(words).finish(); }

} // namespace segue::test
