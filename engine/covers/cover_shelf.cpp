// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/covers/cover_shelf.h"

#include <algorithm>
#include <cstring>
#include <system_error>
#include <type_traits>
#include <utility>

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

namespace segue::covers {

namespace fs = std::filesystem;

namespace {

constexpr std::uint64_t kMark = 0x3156'4F43'5547'4553; ///< "SEGUCOV1"
constexpr std::uint64_t kBlock = 4096;                 ///< what a file takes at least, in most file systems
constexpr const char* kUnfinished = ".part";
constexpr std::chrono::hours kUseCounts{1}; ///< a cover that is looked at all day is noted as used once an hour

/// What a file begins with; the covers' files follow one behind another. As this machine writes numbers: it is its cache.
struct Head {
    std::uint64_t mark = kMark;
    std::array<std::uint64_t, kCoverSides.size()> sizes{};
    std::array<std::uint64_t, kCoverSides.size()> sums{};
    std::uint64_t sum = 0; ///< of all before and of the cover that it is
};
static_assert(std::is_trivially_copyable_v<Head>);

std::span<const std::byte> bytesOf(const CoverShelf::File& file) { return std::as_bytes(std::span(file)); }

std::uint64_t sumOf(const Head& head, const ContentId& cover) {
    return checksum(std::as_bytes(std::span(&head, 1)).first(offsetof(Head, sum)), cover.high ^ cover.low);
}

std::uint64_t onDisk(std::uint64_t bytes) { return (bytes + kBlock - 1) / kBlock * kBlock; }

class OpenFile final {
public:
    explicit OpenFile(int file)
        : m_file(file) {}
    ~OpenFile() {
        if (m_file >= 0)
            ::close(m_file);
    }
    OpenFile(const OpenFile&) = delete;
    OpenFile& operator=(const OpenFile&) = delete;

    [[nodiscard]] bool isOpen() const { return m_file >= 0; }
    [[nodiscard]] int number() const { return m_file; }
    [[nodiscard]] bool read(void* to, std::size_t bytes, std::uint64_t from) const {
        for (std::size_t done = 0; done < bytes;) {
            const auto count = ::pread(m_file, static_cast<std::byte*>(to) + done, bytes - done, static_cast<off_t>(from + done));
            if (count <= 0)
                return false;
            done += static_cast<std::size_t>(count);
        }
        return true;
    }

private:
    int m_file;
};

std::optional<CoverShelf::File> readPart(const OpenFile& file, const ContentId& cover, std::size_t size) {
    Head head;
    if (!file.read(&head, sizeof head, 0) || head.mark != kMark || head.sum != sumOf(head, cover) ||
        std::ranges::any_of(head.sizes, [](std::uint64_t bytes) { return bytes > CoverShelf::kMostOfFile; }))
        return std::nullopt;
    std::uint64_t from = sizeof head;
    for (std::size_t i = 0; i < size; ++i)
        from += head.sizes.at(i);
    CoverShelf::File part(head.sizes.at(size));
    if (part.empty() || !file.read(part.data(), part.size(), from) || checksum(bytesOf(part)) != head.sums.at(size))
        return std::nullopt;
    return part;
}

} // namespace

CoverShelf::CoverShelf(fs::path folder, std::uint64_t mostBytes)
    : m_folder(std::move(folder))
    , m_mostBytes(mostBytes) {}

/// In one of 256 folders, so that none of them is long.
fs::path CoverShelf::pathOf(const ContentId& cover) const {
    const auto name = cover.hex();
    return m_folder / name.substr(0, 2) / name.substr(2);
}

std::optional<CoverShelf::File> CoverShelf::find(const ContentId& cover, std::size_t size) {
    const auto path = pathOf(cover);
    const OpenFile file(::open(path.c_str(), O_RDONLY | O_CLOEXEC | O_NOFOLLOW | O_NONBLOCK));
    if (!file.isOpen())
        return std::nullopt;
    struct stat facts {};
    auto part = ::fstat(file.number(), &facts) == 0 && S_ISREG(facts.st_mode) ? readPart(file, cover, size) : std::nullopt;
    const std::lock_guard lock(m_mutex);
    if (!part) {
        drop(cover);
        return std::nullopt;
    }
    std::error_code failed;
    noteUse(cover, path, fs::last_write_time(path, failed));
    return part;
}

/// The file's own time says when it was used last, so that the next start knows it, too.
void CoverShelf::noteUse(const ContentId& cover, const fs::path& path, fs::file_time_type last) {
    const auto now = Clock::now();
    if (now - last >= kUseCounts || last > now) {
        std::error_code failed;
        fs::last_write_time(path, now, failed);
    }
    if (const auto kept = m_kept.find(cover); kept != m_kept.end())
        kept->second.used = now;
}

bool CoverShelf::put(const ContentId& cover, const Files& files) {
    Head head;
    for (std::size_t i = 0; i < files.size(); ++i) {
        if (files[i].empty() || files[i].size() > kMostOfFile)
            return false;
        head.sizes[i] = files[i].size();
        head.sums[i] = checksum(bytesOf(files[i]));
    }
    head.sum = sumOf(head, cover);
    const auto start = std::as_bytes(std::span(&head, 1));
    std::vector<std::byte> bytes(start.begin(), start.end());
    for (const auto& file : files)
        bytes.insert(bytes.end(), bytesOf(file).begin(), bytesOf(file).end());
    const std::lock_guard lock(m_mutex);
    survey();
    if (onDisk(bytes.size()) > m_mostBytes || !write(pathOf(cover), bytes))
        return false;
    auto& kept = m_kept[cover];
    m_bytes += onDisk(bytes.size()) - kept.bytes;
    kept = {.bytes = onDisk(bytes.size()), .used = Clock::now()};
    makeRoom();
    return true;
}

/// Under another name first: whoever opens it by its own has the whole.
bool CoverShelf::write(const fs::path& path, std::span<const std::byte> bytes) {
    std::error_code failed;
    fs::create_directories(path.parent_path(), failed);
    const auto part = path.native() + "." + std::to_string(::getpid()) + "-" + std::to_string(m_written++) + kUnfinished;
    bool isWritten = false;
    {
        const OpenFile file(::open(part.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0600));
        if (!file.isOpen())
            return false;
        std::size_t done = 0;
        while (done < bytes.size()) {
            const auto count = ::write(file.number(), bytes.data() + done, bytes.size() - done);
            if (count <= 0)
                break;
            done += static_cast<std::size_t>(count);
        }
        isWritten = done == bytes.size();
    }
    if (isWritten && fs::is_directory(path, failed))
        fs::remove_all(path, failed); // nothing of ours
    if (!isWritten || ::rename(part.c_str(), path.c_str()) != 0) {
        ::unlink(part.c_str());
        return false;
    }
    return true;
}

/// Counts what lies there, once. Names that are no cover's are somebody else's, but for what was left half written.
void CoverShelf::survey() {
    if (std::exchange(m_isSurveyed, true))
        return;
    std::error_code failed;
    for (fs::directory_iterator folder(m_folder, failed), end; !failed && folder != end; folder.increment(failed)) {
        const auto group = folder->path().filename().native();
        std::error_code unread;
        if (group.size() != 2 || !folder->is_directory(unread))
            continue;
        for (fs::directory_iterator file(folder->path(), unread), last; !unread && file != last; file.increment(unread)) {
            const auto name = file->path().filename().native();
            std::error_code gone;
            const auto size = file->file_size(gone);
            const auto used = file->last_write_time(gone);
            if (gone)
                continue;
            if (const auto cover = ContentId::fromHex(group + name)) {
                m_kept[*cover] = {.bytes = onDisk(size), .used = used};
                m_bytes += onDisk(size);
            } else if (name.ends_with(kUnfinished) && Clock::now() - used > kUseCounts) {
                fs::remove(file->path(), gone);
            }
        }
    }
    makeRoom();
}

void CoverShelf::makeRoom() {
    if (m_bytes <= m_mostBytes)
        return;
    std::vector<std::pair<fs::file_time_type, ContentId>> oldest;
    oldest.reserve(m_kept.size());
    for (const auto& [cover, kept] : m_kept)
        oldest.emplace_back(kept.used, cover);
    std::ranges::sort(oldest);
    const auto enough = m_mostBytes / 10 * 9; // so that not each of the next needs this
    for (const auto& [used, cover] : oldest) {
        if (m_bytes <= enough)
            return;
        drop(cover);
    }
}

void CoverShelf::drop(const ContentId& cover) {
    std::error_code failed;
    fs::remove_all(pathOf(cover), failed);
    if (const auto kept = m_kept.find(cover); kept != m_kept.end()) {
        m_bytes -= kept->second.bytes;
        m_kept.erase(kept);
    }
}

void CoverShelf::setMostBytes(std::uint64_t bytes) {
    const std::lock_guard lock(m_mutex);
    m_mostBytes = bytes;
    survey();
    makeRoom();
}

void CoverShelf::clear() {
    const std::lock_guard lock(m_mutex);
    survey();
    while (!m_kept.empty())
        drop(ContentId(m_kept.begin()->first));
}

std::uint64_t CoverShelf::bytes() {
    const std::lock_guard lock(m_mutex);
    survey();
    return m_bytes;
}

} // namespace segue::covers
