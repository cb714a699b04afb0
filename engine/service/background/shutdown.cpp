// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/service/background/shutdown.h"

#include <condition_variable>
#include <exception>
#include <memory>
#include <mutex>
#include <thread>
#include <utility>

namespace segue {

namespace {

struct Ending {
    std::mutex mutex;
    std::condition_variable ended;
    std::size_t left = 0;
};

void end(const std::function<void()>& part, Ending& ending) {
    try {
        part();
    } catch (...) { // it can be ended no better
    }
    const std::lock_guard lock(ending.mutex);
    --ending.left;
    ending.ended.notify_all();
}

} // namespace

bool endInTime(std::vector<std::function<void()>> parts, std::chrono::milliseconds limit) noexcept {
    try {
        const auto ending = std::make_shared<Ending>(); // outlives this function where a part does
        ending->left = parts.size();
        for (auto& part : parts)
            std::thread([ending, part = std::move(part)] { end(part, *ending); }).detach();
        std::unique_lock lock(ending->mutex);
        return ending->ended.wait_for(lock, limit, [&] { return ending->left == 0; });
    } catch (const std::exception&) { // no threads or no memory: nothing that hangs could be left behind safely
        return false;
    }
}

} // namespace segue
