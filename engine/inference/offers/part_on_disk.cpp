// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/inference/offers/part_on_disk.h"

#include "engine/inference/model_bundle.h"
#include "engine/inference/whole_file.h"
#include "engine/words/error.h"

#include <algorithm>
#include <cerrno>
#include <system_error>
#include <utility>

#include <fcntl.h>
#include <unistd.h>

namespace segue::inference {

namespace fs = std::filesystem;

namespace {

constexpr std::size_t kLongestNote = 1024;

fs::path partOf(const fs::path& folder, const OfferedFile& file) { return folder / (file.name + ".part"); }
fs::path noteOf(const fs::path& folder, const OfferedFile& file) { return folder / (file.name + ".note"); }

[[noreturn]] void failToWrite(const fs::path& file, int reason) {
    const bool isFull = reason == ENOSPC || reason == EDQUOT;
    throw Error(isFull ? ErrorKind::noSpace : ErrorKind::io,
                Message(MessageId::fileCannotBeWritten, {file.string(), std::generic_category().message(reason)}));
}

std::uint64_t sizeOrNone(const fs::path& file) {
    std::error_code failed;
    const bool isFile = fs::is_regular_file(fs::symlink_status(file, failed));
    const auto bytes = isFile ? fs::file_size(file, failed) : 0;
    return failed ? 0 : bytes;
}

std::optional<PartNote> storedNote(const fs::path& file) {
    if (sizeOrNone(file) == 0)
        return std::nullopt;
    try {
        return readNote(readWholeFile(file, kLongestNote));
    } catch (const Error&) {
        return std::nullopt; // then it begins anew
    }
}

} // namespace

PartOnDisk::PartOnDisk(fs::path folder, const OfferedFile& file)
    : m_folder(std::move(folder))
    , m_file(file)
    , m_bytes(sizeOrNone(partOf(m_folder, m_file))) {}

PartOnDisk::~PartOnDisk() { close(); }

fs::path PartOnDisk::whole() const { return m_folder / m_file.name; }

bool PartOnDisk::isThere() const {
    if (sizeOrNone(whole()) == m_file.bytes && sha256(whole()) == m_file.sha256)
        return true;
    std::error_code ignored;
    fs::remove(whole(), ignored);
    return false;
}

FetchStart PartOnDisk::start() const { return startOf(m_file, m_bytes, storedNote(noteOf(m_folder, m_file))); }

/// The note is written before the part's first byte: a part without one, or with an older one, is never gone on with wrongly.
void PartOnDisk::beginAnew(const std::string& etag) {
    remove();
    open(O_TRUNC);
    if (isStrong(etag))
        writeWholeFile(noteOf(m_folder, m_file), formatNote({.sha256 = m_file.sha256, .etag = etag, .bytes = m_file.bytes}));
}

void PartOnDisk::goOn() { open(O_APPEND); }

void PartOnDisk::open(int flags) {
    close();
    const auto file = partOf(m_folder, m_file);
    m_descriptor = ::open(file.c_str(), O_WRONLY | O_CREAT | O_CLOEXEC | O_NOFOLLOW | flags, 0644);
    if (m_descriptor < 0)
        failToWrite(file, errno);
    m_bytes = sizeOrNone(file);
}

void PartOnDisk::close() {
    if (m_descriptor >= 0)
        ::close(m_descriptor);
    m_descriptor = -1;
}

bool PartOnDisk::take(std::span<const char> bytes) {
    if (bytes.size() > m_file.bytes - std::min(m_bytes, m_file.bytes))
        return false;
    while (!bytes.empty()) {
        const auto written = ::write(m_descriptor, bytes.data(), bytes.size());
        if (written < 0 && errno == EINTR)
            continue;
        if (written <= 0)
            failToWrite(partOf(m_folder, m_file), written < 0 ? errno : ENOSPC);
        m_bytes += static_cast<std::uint64_t>(written);
        bytes = bytes.subspan(static_cast<std::size_t>(written));
    }
    return true;
}

bool PartOnDisk::finish() {
    const auto part = partOf(m_folder, m_file);
    if (m_descriptor >= 0 && ::fsync(m_descriptor) != 0)
        failToWrite(part, errno);
    close();
    if (sizeOrNone(part) != m_file.bytes || sha256(part) != m_file.sha256) {
        remove();
        return false;
    }
    std::error_code failed, ignored;
    fs::rename(part, whole(), failed);
    if (failed)
        failToWrite(whole(), failed.value());
    fs::remove(noteOf(m_folder, m_file), ignored);
    m_bytes = 0;
    return true;
}

void PartOnDisk::remove() {
    close();
    std::error_code ignored;
    fs::remove(partOf(m_folder, m_file), ignored);
    fs::remove(noteOf(m_folder, m_file), ignored);
    m_bytes = 0;
}

std::uint64_t bytesThere(const fs::path& folder, const OfferedNetwork& network) {
    std::uint64_t all = 0;
    for (const auto& file : network.files)
        all += std::min(file.bytes, std::max(sizeOrNone(folder / file.name), sizeOrNone(partOf(folder, file))));
    return all;
}

} // namespace segue::inference
