// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/service/song/harmful_covers.h"

#include "engine/audio/cover_beside.h"

namespace segue {

void HarmfulCovers::note(const std::filesystem::path& folder, const Message& why) {
    Harm harm{.stamp = audio::coverStampIn(folder), .why = why};
    const std::lock_guard lock(m_mutex);
    if (m_folders.size() >= kMost)
        m_folders.clear();
    m_folders[folder] = std::move(harm);
}

std::optional<Message> HarmfulCovers::whyNotRead(const std::filesystem::path& folder) {
    Harm harm;
    {
        const std::lock_guard lock(m_mutex);
        const auto known = m_folders.find(folder);
        if (known == m_folders.end())
            return std::nullopt;
        harm = known->second;
    }
    return harm.stamp == audio::coverStampIn(folder) ? std::optional(harm.why) : std::nullopt;
}

} // namespace segue
