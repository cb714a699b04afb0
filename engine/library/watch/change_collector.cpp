// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/library/watch/change_collector.h"

#include <algorithm>

namespace segue::library {

namespace fs = std::filesystem;

ChangeCollector::Pending& ChangeCollector::pending(LibraryId library, Time now) {
    const auto [entry, isNew] = m_pending.try_emplace(library, Pending{.first = now, .last = now, .isAll = false, .folders = {}});
    entry->second.last = now;
    return entry->second;
}

void ChangeCollector::touch(LibraryId library, const fs::path& folder, bool deep, Time now) {
    auto& touched = pending(library, now);
    auto& isDeep = touched.folders[folder];
    isDeep = isDeep || deep;
    if (touched.folders.size() > kMostFolders)
        touched.isAll = true;
}

void ChangeCollector::touchAll(LibraryId library, Time now) { pending(library, now).isAll = true; }

void ChangeCollector::begin(LibraryId library, const fs::path& file, Time now) {
    if (m_written.empty())
        m_looked = now;
    m_written.insert_or_assign({library, file}, Written{.stamp = {}, .since = now});
}

void ChangeCollector::finish(LibraryId library, const fs::path& file, Time now) {
    m_written.erase({library, file});
    touch(library, file.parent_path(), false, now);
}

std::vector<ChangeCollector::File> ChangeCollector::filesToLookAt(Time now) {
    std::vector<File> files;
    if (m_written.empty() || now - m_looked < kLook)
        return files;
    m_looked = now;
    for (const auto& [file, written] : m_written)
        files.push_back(file);
    return files;
}

void ChangeCollector::look(const File& file, const store::FileStamp& stamp, Time now) {
    const auto written = m_written.find(file);
    if (written == m_written.end())
        return;
    if (written->second.stamp != stamp)
        written->second = {.stamp = stamp, .since = now};
    else if (now - written->second.since >= m_completeAfter)
        finish(file.first, fs::path(file.second), now);
}

std::set<fs::path> ChangeCollector::unfinished(LibraryId library) const {
    std::set<fs::path> files;
    for (const auto& [file, written] : m_written)
        if (file.first == library)
            files.insert(file.second);
    return files;
}

ChangeCollector::Time ChangeCollector::dueOf(const Pending& pending) {
    return std::min(pending.last + kQuiet, pending.first + kPatience);
}

std::optional<ChangeCollector::Time> ChangeCollector::due() const {
    std::optional<Time> due;
    for (const auto& [library, pending] : m_pending)
        due = std::min(due.value_or(Time::max()), dueOf(pending));
    if (!m_written.empty())
        due = std::min(due.value_or(Time::max()), m_looked + kLook);
    return due;
}

std::vector<FolderChanges> ChangeCollector::take(Time now) {
    std::vector<FolderChanges> changes;
    for (auto entry = m_pending.begin(); entry != m_pending.end();) {
        const auto& [library, pending] = *entry;
        if (dueOf(pending) > now) {
            ++entry;
            continue;
        }
        FolderChanges change{.library = library, .folders = {}};
        if (!pending.isAll)
            for (const auto& [folder, deep] : pending.folders)
                change.folders.push_back({folder, deep});
        changes.push_back(std::move(change));
        entry = m_pending.erase(entry);
    }
    return changes;
}

void ChangeCollector::forget(LibraryId library) {
    m_pending.erase(library);
    std::erase_if(m_written, [&](const auto& entry) { return entry.first.first == library; });
}

} // namespace segue::library
