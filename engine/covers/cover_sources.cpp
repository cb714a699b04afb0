// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/covers/cover_sources.h"

#include <array>
#include <cstddef>
#include <cstring>
#include <fstream>
#include <span>
#include <system_error>
#include <type_traits>
#include <utility>

#include <fcntl.h>
#include <unistd.h>

namespace segue::covers {

namespace fs = std::filesystem;

namespace {

/// As it lies in the file; as this machine writes numbers: it is its cache.
struct Entry {
    ContentId key;
    CoverSources::Found found;
    std::uint64_t sum = 0; ///< of all before; none is right by chance
};
static_assert(std::is_trivially_copyable_v<Entry> && sizeof(Entry) == 48);

constexpr std::uint64_t kSeed = 0x5345'4755'4353'5201; ///< another one makes all entries void

std::uint64_t sumOf(const Entry& entry) { return checksum(std::as_bytes(std::span(&entry, 1)).first(offsetof(Entry, sum)), kSeed); }

Entry entryOf(const ContentId& key, const CoverSources::Found& found) {
    Entry entry{.key = key, .found = found};
    entry.sum = sumOf(entry);
    return entry;
}

/// Entries follow each other; half an entry, from a disk that was full, is skipped byte by byte.
template <typename Take>
void forEachEntry(std::span<const char> bytes, Take&& take) {
    while (bytes.size() >= sizeof(Entry)) {
        Entry entry;
        std::memcpy(&entry, bytes.data(), sizeof entry);
        const bool isWhole = entry.sum == sumOf(entry);
        if (isWhole)
            take(entry);
        bytes = bytes.subspan(isWhole ? sizeof entry : 1);
    }
}

} // namespace

CoverSources::CoverSources(fs::path file)
    : m_file(std::move(file)) {}

void CoverSources::load() {
    if (std::exchange(m_isLoaded, true) || m_file.empty())
        return;
    std::error_code failed;
    if (!fs::is_regular_file(m_file, failed))
        return;
    constexpr std::uintmax_t kLongest = std::uintmax_t{kMost} * 4 * sizeof(Entry);
    const auto size = fs::file_size(m_file, failed);
    if (!failed && size <= kLongest) {
        std::vector<char> bytes(size);
        std::ifstream file(m_file, std::ios::binary);
        file.read(bytes.data(), static_cast<std::streamsize>(bytes.size()));
        forEachEntry(std::span(bytes).first(static_cast<std::size_t>(file.gcount())), [this](const Entry& entry) {
            m_found[entry.key] = entry.found;
            ++m_written;
        });
    }
    if (failed || size != m_written * sizeof(Entry)) // something in it is none of ours
        rewrite();
}

std::optional<CoverSources::Found> CoverSources::find(const ContentId& key) {
    load();
    const auto known = m_found.find(key);
    return known == m_found.end() ? std::nullopt : std::optional(known->second);
}

void CoverSources::set(const ContentId& key, const Found& found) {
    load();
    if (const auto known = m_found.find(key); known != m_found.end() && known->second == found)
        return;
    if (m_found.size() >= kMost)
        clear();
    m_found[key] = found;
    if (m_file.empty())
        return;
    constexpr std::size_t kOld = 1000;
    if (m_written > 2 * m_found.size() + kOld)
        return rewrite();
    std::error_code failed;
    fs::create_directories(m_file.parent_path(), failed);
    const Entry entry = entryOf(key, found);
    const int file = ::open(m_file.c_str(), O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC | O_NONBLOCK, 0600);
    if (file < 0)
        return;
    m_written += ::write(file, &entry, sizeof entry) == static_cast<ssize_t>(sizeof entry) ? 1 : 0;
    ::close(file);
}

void CoverSources::rewrite() {
    const auto part = m_file.native() + "." + std::to_string(::getpid()) + ".part";
    std::error_code failed;
    {
        std::ofstream file(part, std::ios::binary | std::ios::trunc);
        for (const auto& [key, found] : m_found) {
            const Entry entry = entryOf(key, found);
            file.write(reinterpret_cast<const char*>(&entry), sizeof entry);
        }
        file.close();
        if (!file) {
            fs::remove(part, failed);
            return;
        }
    }
    fs::rename(part, m_file, failed);
    if (failed)
        fs::remove(part, failed);
    else
        m_written = m_found.size();
}

void CoverSources::clear() {
    m_isLoaded = true;
    m_found.clear();
    m_written = 0;
    std::error_code failed;
    if (!m_file.empty())
        fs::remove(m_file, failed);
}

std::size_t CoverSources::size() {
    load();
    return m_found.size();
}

} // namespace segue::covers
