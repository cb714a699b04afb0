// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/words/message.h"

#include <filesystem>
#include <map>
#include <mutex>
#include <optional>
#include <string>

namespace segue {

/// Folders whose image, which is no song's own, ended the process that read it, or was never read to its end. They are left alone
/// until one of the folder's images changes, or Segue is started again; their songs are not to blame.
///
/// Thread rule: any thread; both functions look at the folder's disk.
class HarmfulCovers final {
public:
    void note(const std::filesystem::path& folder, const Message& why);
    [[nodiscard]] std::optional<Message> whyNotRead(const std::filesystem::path& folder);

private:
    static constexpr std::size_t kMost = 10'000; ///< folders; then all are forgotten
    struct Harm {
        std::string stamp; ///< of the folder's images (audio::coverStampIn)
        Message why;
    };
    std::mutex m_mutex;
    std::map<std::filesystem::path, Harm> m_folders; ///< guarded
};

} // namespace segue
