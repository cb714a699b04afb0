// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/bring/reading.h"

#include <array>
#include <cerrno>
#include <cstring>
#include <fstream>
#include <system_error>
#include <vector>

namespace segue::bring {

namespace fs = std::filesystem;

namespace {

constexpr std::size_t kBlock = 64U << 10U;
constexpr std::string_view kArchive = "PK\x03\x04"; ///< how a zip file begins

} // namespace

void readBlocks(const Reading& reading, const std::function<bool(std::span<const char> block)>& take) {
    std::error_code failed;
    if (const auto status = fs::status(reading.file, failed); !fs::exists(status))
        throw Error{ErrorKind::io, Message(MessageId::fileNotThere, {reading.file.string()})};
    else if (!fs::is_regular_file(status)) // a pipe would never end
        throw Error{ErrorKind::io, Message(MessageId::fileIsNoFile, {reading.file.string()})};
    std::ifstream stream(reading.file, std::ios::binary);
    if (!stream)
        throw Error{ErrorKind::io, Message(MessageId::fileCannotBeRead, {reading.file.string(), std::strerror(errno)})};
    const auto size = static_cast<std::size_t>(fs::file_size(reading.file, failed));
    std::vector<char> block(kBlock);
    std::size_t done = 0;
    bool wanted = true;
    while (wanted && (stream.read(block.data(), static_cast<std::streamsize>(block.size())), stream.gcount() > 0)) {
        if (reading.stop.stop_requested())
            throw Stopped{};
        const std::span<const char> read(block.data(), static_cast<std::size_t>(stream.gcount()));
        if (done == 0 && std::string_view(read.data(), read.size()).starts_with(kArchive))
            throw Error{ErrorKind::badFile, Message(MessageId::bringPacked, {reading.file.string()})};
        wanted = take(read);
        done += read.size();
        if (reading.progress)
            reading.progress(done, failed ? 0 : size);
    }
    if (stream.bad())
        throw Error{ErrorKind::io, Message(MessageId::fileCannotBeRead, {reading.file.string(), std::strerror(errno)})};
    if (done == 0)
        throw damaged(reading, "0 B");
}

Error damaged(const Reading& reading, std::string_view why) {
    return {ErrorKind::badFile, Message(MessageId::bringDamaged, {reading.file.string(), playerName(reading.source), why})};
}

Error otherVersion(const Reading& reading) {
    return {ErrorKind::badFile, Message(MessageId::bringOtherVersion, {reading.file.string(), playerName(reading.source)})};
}

} // namespace segue::bring
