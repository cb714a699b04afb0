// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/inference/guests/zip_reader.h"

#include "engine/inference/guests/published_arrays.h"
#include "engine/words/error.h"

#include <archive.h>
#include <archive_entry.h>

#include <array>
#include <memory>
#include <new>
#include <system_error>
#include <utility>

namespace segue::inference {

namespace {

constexpr std::size_t kBlock = 64U << 10U;

struct FreeArchive {
    void operator()(archive* opened) const { archive_read_free(opened); }
};
using Archive = std::unique_ptr<archive, FreeArchive>;

std::string reasonOf(archive& opened) {
    const char* text = archive_error_string(&opened);
    return std::string("it is no whole zip archive") + (text != nullptr ? std::string(" (") + text + ")" : std::string());
}

Archive open(const std::filesystem::path& file) {
    std::error_code failed;
    const auto status = std::filesystem::status(file, failed);
    if (!std::filesystem::exists(status))
        throw Error(ErrorKind::io, Message(MessageId::fileCannotBeOpened,
                                           {file.string(), std::make_error_code(std::errc::no_such_file_or_directory).message()}));
    if (!std::filesystem::is_regular_file(status)) // opening a pipe would wait for ever
        throw Error(ErrorKind::io, Message(MessageId::fileIsNoFile, {file.string()}));
    Archive opened(archive_read_new());
    if (!opened)
        throw std::bad_alloc();
    archive_read_support_format_zip(opened.get());
    if (archive_read_open_filename(opened.get(), file.c_str(), kBlock) != ARCHIVE_OK)
        refusePublished(file, reasonOf(*opened));
    return opened;
}

std::string unpacked(const std::filesystem::path& file, archive& opened, std::uint64_t& left) {
    std::string bytes;
    std::array<char, kBlock> block{};
    while (true) {
        const auto got = archive_read_data(&opened, block.data(), block.size());
        if (got < 0)
            refusePublished(file, reasonOf(opened));
        if (got == 0)
            return bytes;
        if (static_cast<std::uint64_t>(got) > left)
            refusePublished(file, "it unpacks to more than Segue reads");
        left -= static_cast<std::uint64_t>(got);
        bytes.append(block.data(), static_cast<std::size_t>(got));
    }
}

} // namespace

std::map<std::string, std::string> readZip(const std::filesystem::path& file, const ZipLimits& limits,
                                           const std::function<bool(const std::string& name)>& wanted) {
    const Archive opened = open(file);
    std::map<std::string, std::string> found;
    std::uint64_t left = limits.bytes;
    archive_entry* entry = nullptr;
    for (std::size_t count = 0;; ++count) {
        const int code = archive_read_next_header(opened.get(), &entry);
        if (code == ARCHIVE_EOF)
            return found;
        if (code != ARCHIVE_OK)
            refusePublished(file, reasonOf(*opened));
        if (count >= limits.entries)
            refusePublished(file, "it holds more than " + std::to_string(limits.entries) + " files");
        const char* name = archive_entry_pathname(entry);
        if (name == nullptr || !wanted(name))
            continue;
        const std::string key = name;
        if (found.contains(key))
            refusePublished(file, "it holds \"" + key + "\" twice");
        found.emplace(key, unpacked(file, *opened, left));
    }
}

} // namespace segue::inference
