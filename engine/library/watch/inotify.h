// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <filesystem>
#include <functional>
#include <string_view>

namespace segue::library {

/// The system's report about one folder (inotify(7)).
struct FolderEvent {
    int watch = -1;
    std::uint32_t mask = 0; ///< IN_...
    std::string_view name;  ///< the entry in the folder; empty: the folder itself
};

/// One inotify instance. A folder is known by its watch: adding it twice gives the same watch. Throws nothing: what the
/// system refuses is a result.
///
/// Thread rule: add() and remove() from any thread, read() from one.
class Inotify final {
public:
    Inotify();
    ~Inotify();
    Inotify(const Inotify&) = delete;
    Inotify& operator=(const Inotify&) = delete;

    enum class Refusal { none, noRoom, notThere };
    struct Added {
        int watch = -1;
        Refusal refusal = Refusal::none;
    };
    /// @param mask added to the mask that the folder has already
    [[nodiscard]] Added add(const std::filesystem::path& folder, std::uint32_t mask);
    void remove(int watch);
    /// Passes on every report that has come until now; returns at once.
    void read(const std::function<void(const FolderEvent&)>& take);

    [[nodiscard]] int descriptor() const { return m_descriptor; } ///< to poll for POLLIN; -1: the system has no room

private:
    int m_descriptor;
};

} // namespace segue::library
