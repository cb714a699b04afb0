// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "tests/support/loopback_server.h"

#include <condition_variable>
#include <functional>
#include <map>
#include <mutex>
#include <string>
#include <vector>

namespace segue::test {

/// A server on loopback that has files, as those do that networks are fetched from: ETags, ranges, If-Range. A test makes it worse.
class FakeOrigin final {
public:
    struct File {
        std::string bytes;
        std::string etag = "\"first\"";
        bool hasRanges = true; ///< false: it always gives all
    };
    /// Changes what is said to the `number`-th request (from 0).
    using Twist = std::function<void(std::size_t number, const WireRequest& request, WireAnswer& answer)>;

    FakeOrigin();

    [[nodiscard]] std::string address() const { return "http://127.0.0.1:" + std::to_string(m_server.port()); }
    void put(const std::string& path, File file);
    void twist(Twist twist);
    [[nodiscard]] std::vector<WireRequest> asked();
    /// Whether so many requests came within a minute.
    [[nodiscard]] bool isAsked(std::size_t times);

private:
    [[nodiscard]] WireAnswer answer(const WireRequest& request);

    std::mutex m_mutex;
    std::condition_variable m_changed;
    std::map<std::string, File> m_files;
    Twist m_twist;
    std::vector<WireRequest> m_asked;
    LoopbackServer m_server; ///< last: it asks answer()
};

} // namespace segue::test
