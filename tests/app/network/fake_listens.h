// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <chrono>
#include <condition_variable>
#include <deque>
#include <functional>
#include <map>
#include <mutex>
#include <string>
#include <thread>
#include <vector>

namespace segue::test {

/// A server of listens on loopback that takes nothing but what its service's documents allow: anything else is a fault, which
/// faults() tells. It knows one token, "good", and each listen once.
class FakeListens final {
public:
    /// What it answers to a listen instead, once.
    struct Answer {
        int status = 200;
        std::string headers = {}; ///< each with \r\n behind it
        std::string body = "{}";
        bool isTaken = false; ///< it keeps what was sent all the same
        bool hangsUp = false; ///< and says nothing
    };

    explicit FakeListens(std::uint16_t port = 0); ///< 0: any
    ~FakeListens();
    FakeListens(const FakeListens&) = delete;
    FakeListens& operator=(const FakeListens&) = delete;

    [[nodiscard]] std::string address() const { return "http://127.0.0.1:" + std::to_string(m_port); }
    [[nodiscard]] std::uint16_t port() const { return m_port; }
    void answerOnce(Answer answer);
    void answerLoveOnce(Answer answer);         ///< likewise, to what is said of a recording
    void refuseTitle(const std::string& title); ///< 400 for whatever holds a song of this title

    /// Whether it came true within ten seconds.
    [[nodiscard]] bool comesTrue(const std::function<bool(const FakeListens&)>& wanted);

    // To be asked within comesTrue(), or when all is quiet.
    std::map<std::string, std::int64_t> listens;    ///< when, by submission id
    std::vector<std::string> titles;                ///< in the order in which they were taken
    std::vector<std::string> playing;               ///< titles that play
    std::vector<std::pair<std::string, int>> loves; ///< recordings and scores, in the order in which they were taken
    std::vector<std::chrono::steady_clock::time_point> requests;
    std::size_t throttled = 0; ///< which of them was answered with 429 last
    std::vector<std::string> faults;
    std::size_t repeated = 0; ///< listens that it had already

private:
    void serve();
    void answer(int client);
    [[nodiscard]] Answer answerTo(const std::string& head, const std::string& body);
    [[nodiscard]] Answer take(const std::string& body, bool isKept);
    [[nodiscard]] Answer takeLove(const std::string& body);

    std::mutex m_mutex;
    std::condition_variable m_changed;
    std::deque<Answer> m_answers, m_loveAnswers;
    std::string m_refused;
    std::uint16_t m_port = 0;
    int m_socket = -1;
    std::thread m_thread;
};

} // namespace segue::test
