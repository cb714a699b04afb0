// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <functional>
#include <memory>
#include <optional>
#include <set>
#include <string>

namespace segue::app {

/// Watches which outputs a PulseAudio server (or PipeWire's) has, and which of them is the default: Qt 6.4 says neither when one
/// goes nor when another becomes the default. Plays nothing.
///
/// Thread rule: any one thread; `changed` is called on a thread of its own, at once, and must not call back. Failure rule: nothing
/// throws; without a server there is nothing to tell.
class PulseWatch final {
public:
    struct Outputs {
        std::string standard; ///< the default's name; a QAudioDevice has it as its id
        std::set<std::string> names;
    };

    explicit PulseWatch(std::function<void()> changed);
    ~PulseWatch();
    PulseWatch(const PulseWatch&) = delete;
    PulseWatch& operator=(const PulseWatch&) = delete;

    /// Tries again where there was no server, or it went.
    void connect();
    /// Nothing: no server answers, or it has not told yet.
    [[nodiscard]] std::optional<Outputs> outputs() const;

private:
    class Impl;
    std::unique_ptr<Impl> m_impl;
};

} // namespace segue::app
