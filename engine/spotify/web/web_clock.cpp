// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/spotify/web/web_clock.h"

#include <condition_variable>
#include <mutex>

namespace segue::spotify {

namespace {

class SystemClock final : public WebClock {
public:
    std::chrono::sys_seconds wall() const override {
        return std::chrono::floor<std::chrono::seconds>(std::chrono::system_clock::now());
    }
    std::chrono::steady_clock::time_point steady() const override { return std::chrono::steady_clock::now(); }
    void wait(std::chrono::milliseconds time, const std::stop_token& stop) override {
        std::mutex mutex;
        std::condition_variable_any over;
        std::unique_lock lock(mutex);
        over.wait_for(lock, stop, time, [] { return false; });
    }
};

} // namespace

std::unique_ptr<WebClock> makeWebClock() { return std::make_unique<SystemClock>(); }

} // namespace segue::spotify
