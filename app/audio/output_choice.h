// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <functional>
#include <mutex>
#include <string>
#include <utility>
#include <vector>

namespace segue::app {

/// Which output the listener wants, and which there are: between the window and the sink, which live on different threads.
///
/// Thread rule: any thread. The callbacks are called on the thread of whoever changed something, and must not call back.
class OutputChoice final {
public:
    struct Output {
        std::string id; ///< stays the same when the device goes and comes
        std::string name;
        bool isExclusive = false; ///< no one else can play there meanwhile
        bool operator==(const Output&) const = default;
    };

    void choose(std::string id) { ///< empty: the desktop's default
        const std::lock_guard lock(m_mutex);
        if (std::exchange(m_chosen, std::move(id)) != m_chosen && m_whenChosen)
            m_whenChosen();
    }
    [[nodiscard]] std::string chosen() const {
        const std::lock_guard lock(m_mutex);
        return m_chosen;
    }

    void tell(std::vector<Output> outputs) {
        const std::lock_guard lock(m_mutex);
        if (std::exchange(m_outputs, std::move(outputs)) != m_outputs && m_whenTold)
            m_whenTold();
    }
    [[nodiscard]] std::vector<Output> outputs() const {
        const std::lock_guard lock(m_mutex);
        return m_outputs;
    }

    /// Once this returned, the callback from before is called no more.
    void whenChosen(std::function<void()> callback) {
        const std::lock_guard lock(m_mutex);
        m_whenChosen = std::move(callback);
    }
    void whenTold(std::function<void()> callback) {
        const std::lock_guard lock(m_mutex);
        m_whenTold = std::move(callback);
    }

private:
    mutable std::mutex m_mutex; ///< of the rest
    std::string m_chosen;
    std::vector<Output> m_outputs;
    std::function<void()> m_whenChosen, m_whenTold;
};

} // namespace segue::app
