// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/inference/guests/zip_reader.h"

#include "engine/inference/guests/published_arrays.h"
#include "engine/words/error.h"
#include "engine/zip/zip_stream.h"

#include <system_error>
#include <utility>

namespace segue::inference {

namespace {

/// Opening a pipe would wait for ever.
void requireFile(const std::filesystem::path& file) {
    std::error_code failed;
    const auto status = std::filesystem::status(file, failed);
    if (!std::filesystem::exists(status))
        throw Error(ErrorKind::io, Message(MessageId::fileCannotBeOpened,
                                           {file.string(), std::make_error_code(std::errc::no_such_file_or_directory).message()}));
    if (!std::filesystem::is_regular_file(status))
        throw Error(ErrorKind::io, Message(MessageId::fileIsNoFile, {file.string()}));
}

std::string unpacked(const std::filesystem::path& file, zip::ZipStream& archive, std::uint64_t& left) {
    std::string bytes;
    while (true) {
        const auto more = archive.read();
        if (more.empty())
            return bytes;
        if (more.size() > left)
            refusePublished(file, "it unpacks to more than Segue reads");
        left -= more.size();
        bytes.append(more);
    }
}

} // namespace

std::map<std::string, std::string> readZip(const std::filesystem::path& file, const ZipLimits& limits,
                                           const std::function<bool(const std::string& name)>& wanted) {
    requireFile(file);
    zip::ZipStream archive(file, [&file](const std::string& words) {
        refusePublished(file, "it is no whole zip archive" + (words.empty() ? std::string() : " (" + words + ")"));
    });
    std::map<std::string, std::string> found;
    std::uint64_t left = limits.bytes;
    for (std::size_t count = 0;; ++count) {
        auto entry = archive.next();
        if (!entry)
            return found;
        if (count >= limits.entries)
            refusePublished(file, "it holds more than " + std::to_string(limits.entries) + " files");
        if (!entry->isFile || !wanted(entry->name))
            continue;
        if (found.contains(entry->name))
            refusePublished(file, "it holds \"" + entry->name + "\" twice");
        auto bytes = unpacked(file, archive, left);
        found.emplace(std::move(entry->name), std::move(bytes));
    }
}

} // namespace segue::inference
