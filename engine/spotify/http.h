// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <map>
#include <stop_token>
#include <string>
#include <utility>
#include <vector>

namespace segue {

struct HttpRequest {
    enum class Method { get, post, put };
    Method method = Method::get;
    std::string url; ///< http or https
    std::vector<std::pair<std::string, std::string>> headers;
    std::string body;
};

struct HttpAnswer {
    int status = 0;                             ///< HTTP's; 0: no answer came
    std::map<std::string, std::string> headers; ///< names in lower case
    std::string body;                           ///< its first megabyte
    std::string problem;                        ///< why no answer came, or not all of it, in the network's words; empty: it did
};

/// The way out to servers. The engine knows none itself: a program that may use the network hands this in.
///
/// Thread rule: any thread; it blocks until the answer is there, nothing came in time, or `stop` is requested.
/// Failure rule: throws only std::bad_alloc; what goes wrong is in the answer. Redirections are not followed: what is sent may be
/// secret, and is for that server alone.
class Http {
public:
    Http() = default;
    virtual ~Http() = default;
    Http(const Http&) = delete;
    Http& operator=(const Http&) = delete;

    [[nodiscard]] virtual HttpAnswer ask(const HttpRequest& request, const std::stop_token& stop) = 0;
};

} // namespace segue
