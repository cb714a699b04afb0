// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/audio/output_choice.h"

#include <set>
#include <string>
#include <string_view>
#include <vector>

namespace segue::app {

/// One output that the sound server has. Its port is where it comes out now (headphones or loudspeakers of one sound card);
/// outputs without ports have an empty one.
struct KnownOutput {
    std::string id; ///< stays the same when the device goes and comes
    std::string name;
    std::string port;
    std::string portName;
    std::set<std::string> portsGone; ///< where nothing is plugged in
    bool isRemovable = false;        ///< isRemovableOutput() of what the server knows
};

/// Whether an output is one that people unplug, take off or switch off, by the words that PulseAudio's documents have for its
/// device (device.bus, device.form_factor, device.profile.name; empty: not known). Pure.
[[nodiscard]] bool isRemovableOutput(std::string_view bus, std::string_view formFactor, std::string_view profile);

/// Where music plays: an output and its port.
struct Place {
    std::string output; ///< empty: nowhere
    std::string port;
    std::string name; ///< as the listener knows it
};

/// The outputs that there are, and what can be said of a place by them. Pure.
struct KnownOutputs {
    std::string standard; ///< id of the desktop's default
    std::vector<KnownOutput> outputs;

    [[nodiscard]] const KnownOutput* find(const std::string& id) const; ///< null: it is not there
    [[nodiscard]] bool has(const std::string& id) const { return find(id) != nullptr; }
    [[nodiscard]] bool isRemovable(const std::string& id) const; ///< false where it is not there
    [[nodiscard]] Place placeOf(const std::string& id) const;
    /// Whether the place was lost: its output is not there, or what was plugged into its port is not, and another port took over.
    [[nodiscard]] bool isLost(const Place& place) const;
    /// Whether music for that output would come out at that place.
    [[nodiscard]] bool isBack(const Place& place) const;
    /// What to ask the server for: empty leaves it to the server, which follows the default and what the listener set there.
    [[nodiscard]] std::string askFor(const std::string& chosen) const { return has(chosen) ? chosen : std::string(); }
    [[nodiscard]] std::vector<OutputChoice::Output> listed() const;
};

} // namespace segue::app
