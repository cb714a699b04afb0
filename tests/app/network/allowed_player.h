// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "tests/app/network/player_fixture.h"

#include <algorithm>
#include <map>
#include <string>
#include <utility>
#include <vector>

namespace segue::test {

using Stands = SpotifyPlayerState;
using Order = SpotifyOrder::Kind;
using Steps = std::vector<std::string>;

inline const SpotifyPlay kOneSong{.context = {}, .uris = {"spotify:track:abc"}};

inline SpotifyOrder toPlay(SpotifyPlay play = kOneSong) { return {.kind = Order::play, .play = std::move(play)}; }
inline SpotifyOrder toChoose(const std::string& device) { return {.kind = Order::choose, .device = device}; }

/// An account whose listener lets Segue control Spotify's player.
struct Allowed : PlayerFixture {
    Allowed() {
        connect();
        allow();
    }
    /// Watched, with the kitchen in use.
    void watchKitchen(bool plays) {
        useKitchen(plays);
        jobs->watch(1);
        static_cast<void>(until(plays ? Stands::playing : Stands::paused));
        server.forgetLog();
    }
    void refuse(const std::string& path, int status, const std::string& reason, const std::string& message = "No",
                std::map<std::string, std::string> headers = {}) {
        const auto why = reason.empty() ? std::string() : R"(,"reason":")" + reason + '"';
        server.meet(
            {.path = path,
             .answer = {.status = status,
                        .body = R"({"error":{"status":)" + std::to_string(status) + R"(,"message":")" + message + '"' + why + "}}",
                        .headers = std::move(headers)}});
    }
    [[nodiscard]] Steps ordersOnly() {
        auto all = steps();
        std::erase_if(all, [](const std::string& step) { return step.starts_with("GET"); });
        return all;
    }
};

} // namespace segue::test
