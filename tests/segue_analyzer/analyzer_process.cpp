// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/segue_analyzer/analyzer_process.h"

#include <catch2/catch.hpp>

#include <array>
#include <fstream>
#include <poll.h>
#include <sstream>
#include <unistd.h>

namespace segue::test {

namespace {

constexpr int kPatienceMs = 600'000;

std::vector<std::string> words(int workers, const std::vector<std::string>& more) {
    std::vector<std::string> all{"--model", SEGUE_SOURCE_DIR "/resources/models/segue-net", "--workers", std::to_string(workers)};
    all.insert(all.end(), more.begin(), more.end());
    return all;
}

} // namespace

AnalyzerProcess::AnalyzerProcess(int workers, const std::vector<std::string>& more)
    : m_process(SEGUE_ANALYZER, words(workers, more)) {
    REQUIRE(std::holds_alternative<analysis::Hello>(next()));
}

void AnalyzerProcess::ask(std::uint64_t id, const std::filesystem::path& song, analysis::TaskKind kind) {
    const auto frame = analysis::encode(analysis::Request{id, song, kind});
    REQUIRE(::write(m_process.input(), frame.data(), frame.size()) == static_cast<ssize_t>(frame.size()));
}

const std::map<std::uint64_t, analysis::AnalysisOutcome>& AnalyzerProcess::waitFor(std::size_t answers) {
    while (m_answers.size() < answers) {
        auto message = next();
        auto* answer = std::get_if<analysis::Answer>(&message);
        REQUIRE(answer != nullptr);
        m_answers.emplace(answer->id, std::move(answer->outcome));
    }
    return m_answers;
}

analysis::PipeMessage AnalyzerProcess::next() {
    while (true) {
        if (auto message = m_reader.next())
            return std::move(*message);
        pollfd entry{m_process.output(), POLLIN, 0};
        REQUIRE(::poll(&entry, 1, kPatienceMs) == 1);
        std::array<std::uint8_t, 65'536> bytes{};
        const auto count = ::read(m_process.output(), bytes.data(), bytes.size());
        REQUIRE(count > 0); // else it has ended
        m_reader.append(std::span(bytes).first(static_cast<std::size_t>(count)));
    }
}

long AnalyzerProcess::status(const std::string& name) const {
    std::ifstream file("/proc/" + std::to_string(pid()) + "/status");
    for (std::string word; file >> word;)
        if (long value = 0; word == name + ":" && file >> value)
            return value;
    return 0;
}

std::vector<double> AnalyzerProcess::threadSeconds() const {
    std::map<int, double> threads;
    for (const auto& entry : std::filesystem::directory_iterator("/proc/" + std::to_string(pid()) + "/task")) {
        std::ifstream file(entry.path() / "stat");
        std::string text{std::istreambuf_iterator<char>(file), {}};
        std::istringstream fields(text.substr(text.rfind(')') + 1));
        std::string field;
        double ticks = 0.0;
        for (int i = 3; i <= 15 && fields >> field; ++i) // the 14th and 15th: user and system time
            ticks += i >= 14 ? std::stod(field) : 0.0;
        threads[std::stoi(entry.path().filename())] = ticks / static_cast<double>(::sysconf(_SC_CLK_TCK));
    }
    std::vector<double> seconds;
    for (const auto& [id, used] : threads)
        seconds.push_back(used);
    return seconds;
}

} // namespace segue::test
