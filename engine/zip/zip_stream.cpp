// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/zip/zip_stream.h"

#include <archive.h>
#include <archive_entry.h>

#include <array>
#include <cstddef>
#include <new>
#include <stdexcept>
#include <utility>

namespace segue::zip {

namespace {

constexpr std::size_t kBlock = std::size_t{1} << 16U;

struct CloseArchive {
    void operator()(archive* opened) const { ::archive_read_free(opened); }
};

std::string nameOf(archive_entry* entry) {
    const char* name = ::archive_entry_pathname_utf8(entry);
    if (name == nullptr)
        name = ::archive_entry_pathname(entry);
    return name != nullptr ? name : "";
}

} // namespace

class ZipStream::Reader final {
public:
    std::unique_ptr<archive, CloseArchive> opened{::archive_read_new()};
    std::array<char, kBlock> block{};
};

ZipStream::ZipStream(const std::filesystem::path& file, Refuse refuse)
    : m_refuse(std::move(refuse))
    , m_reader(std::make_unique<Reader>()) {
    archive* const opened = m_reader->opened.get();
    if (opened == nullptr)
        throw std::bad_alloc();
    // No other kind of archive, no filter around it.
    if (::archive_read_support_format_zip_seekable(opened) != ARCHIVE_OK ||
        ::archive_read_open_filename(opened, file.c_str(), kBlock) != ARCHIVE_OK)
        fail();
}

ZipStream::~ZipStream() = default;

void ZipStream::fail() const {
    const char* const words = ::archive_error_string(m_reader->opened.get());
    m_refuse(words != nullptr ? words : "");
    throw std::logic_error("a zip archive that cannot be read was not refused");
}

std::optional<Entry> ZipStream::next() {
    archive_entry* entry = nullptr;
    const int read = ::archive_read_next_header(m_reader->opened.get(), &entry);
    if (read == ARCHIVE_EOF)
        return std::nullopt;
    if (read < ARCHIVE_WARN) // a warning is about a name or a date
        fail();
    return Entry{.name = nameOf(entry),
                 .isFile = ::archive_entry_filetype(entry) == AE_IFREG,
                 .isEncrypted = ::archive_entry_is_encrypted(entry) != 0};
}

std::string_view ZipStream::read() {
    const auto count = ::archive_read_data(m_reader->opened.get(), m_reader->block.data(), m_reader->block.size());
    if (count < 0) // also a sum that does not agree, behind the last byte
        fail();
    return {m_reader->block.data(), static_cast<std::size_t>(count)};
}

std::uint64_t ZipStream::packedBytes() const {
    return static_cast<std::uint64_t>(::archive_filter_bytes(m_reader->opened.get(), -1));
}

} // namespace segue::zip
