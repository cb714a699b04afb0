// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/store/transfer/export_header.h"

#include "engine/words/error.h"

#include <array>
#include <cerrno>
#include <cstddef>
#include <cstring>
#include <fstream>
#include <string_view>

namespace segue::store {

namespace {

constexpr std::size_t kBytes = 100;
constexpr std::string_view kExportHeaderMagic("SQLite format 3\0", 16);
constexpr std::size_t kPageSize = 16, kWriteFormat = 18, kReadFormat = 19, kPages = 28, kUserVersion = 60, kApplication = 68;

using Bytes = std::array<char, kBytes>;

std::uint32_t bigEndian(const Bytes& bytes, std::size_t at, std::size_t count = 4) {
    std::uint32_t value = 0;
    for (std::size_t i = 0; i < count; ++i)
        value = value << 8U | static_cast<unsigned char>(bytes[at + i]);
    return value;
}

} // namespace

std::optional<ExportHeader> readExportHeader(const std::filesystem::path& file) {
    std::error_code failed;
    if (!std::filesystem::is_regular_file(file, failed))
        throw Error{ErrorKind::io, Message(MessageId::fileNotThere, {file.string()})};
    std::ifstream in(file, std::ios::binary);
    if (!in)
        throw Error{ErrorKind::io, Message(MessageId::fileCannotBeRead, {file.string(), std::strerror(errno)})};
    Bytes bytes{};
    in.read(bytes.data(), static_cast<std::streamsize>(bytes.size()));
    if (in.gcount() != static_cast<std::streamsize>(bytes.size()) ||
        std::string_view(bytes.data(), kExportHeaderMagic.size()) != kExportHeaderMagic)
        return std::nullopt;
    const std::uint32_t pageSize = bigEndian(bytes, kPageSize, 2);
    const std::uintmax_t length = std::uintmax_t{bigEndian(bytes, kPages)} * (pageSize == 1 ? 65'536 : pageSize);
    return ExportHeader{.application = bigEndian(bytes, kApplication),
                        .schema = bigEndian(bytes, kUserVersion),
                        .usesLog = bytes[kWriteFormat] != 1 || bytes[kReadFormat] != 1,
                        .isWhole = std::filesystem::file_size(file, failed) == length && !failed};
}

} // namespace segue::store
