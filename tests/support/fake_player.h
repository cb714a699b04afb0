// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "tests/support/loopback_server.h"

#include <nlohmann/json.hpp>

#include <cstddef>
#include <string>
#include <vector>

namespace segue::test {

struct FakeDevice {
    std::string id, name;
    std::string type = "Computer";
    bool isRestricted = false; ///< takes no orders
    bool isGone = false;       ///< it is listed, and is not there any more
    bool hasVolume = true;
    int volume = 50;
};

/// The player of one account as strict as Spotify's: one device id to an order, Premium, a device that is in use; what a transfer
/// did shows with the next look only, as it may with Spotify. One thread.
class FakePlayer final {
public:
    bool isPremium = true;
    std::vector<FakeDevice> devices;
    std::string active; ///< id; empty: none is in use
    bool isPlaying = false;
    std::string context;
    std::vector<std::string> uris{"spotify:track:fake0"};
    std::size_t at = 0; ///< of uris
    std::size_t positionMs = 0;
    nlohmann::json told; ///< in place of what GET /me/player would tell; null: nothing is

    /// @param path behind "/me/player". @param misdeeds grows by what no client may do
    [[nodiscard]] WireAnswer answer(const WireRequest& request, const std::string& path, std::vector<std::string>& misdeeds);
    [[nodiscard]] nlohmann::json now() const;

private:
    WireAnswer order(const WireRequest& request, const std::string& path, std::vector<std::string>& misdeeds);
    WireAnswer transfer(const nlohmann::json& body);
    WireAnswer play(const nlohmann::json& body, const std::string& device, std::vector<std::string>& misdeeds);
    WireAnswer pause();
    WireAnswer skip(int by);
    [[nodiscard]] FakeDevice* find(const std::string& id);

    std::string m_coming; ///< the device that a transfer named
};

} // namespace segue::test
