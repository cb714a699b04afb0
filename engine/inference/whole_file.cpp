// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/inference/whole_file.h"

#include "engine/words/error.h"
#include "engine/words/whole_file.h"

#include <array>
#include <cerrno>
#include <cstdio>
#include <memory>
#include <system_error>

namespace segue::inference {
namespace {

struct CloseFile {
    void operator()(std::FILE* file) const { std::fclose(file); }
};
using FilePointer = std::unique_ptr<std::FILE, CloseFile>;

[[noreturn]] void fail(MessageId what, const std::filesystem::path& file, int code) {
    const bool isFull = code == ENOSPC || code == EDQUOT || code == EFBIG;
    throw Error(isFull ? ErrorKind::noSpace : ErrorKind::io, Message(what, {file.string(), std::generic_category().message(code)}));
}

} // namespace

std::string readWholeFile(const std::filesystem::path& file, std::size_t limit) {
    std::error_code error;
    const auto status = std::filesystem::status(file, error);
    if (!error && std::filesystem::exists(status) && !std::filesystem::is_regular_file(status))
        throw Error(ErrorKind::io, Message(MessageId::fileIsNoFile, {file.string()})); // opening a pipe would wait for ever
    const FilePointer stream(std::fopen(file.c_str(), "rb"));
    if (!stream)
        fail(MessageId::fileCannotBeOpened, file, errno);
    std::string bytes;
    std::array<char, 65'536> block{};
    while (const std::size_t got = std::fread(block.data(), 1, block.size(), stream.get())) {
        if (bytes.size() + got > limit)
            throw Error(ErrorKind::badFile, Message(MessageId::fileTooLarge, {file.string()}));
        bytes.append(block.data(), got);
    }
    if (std::ferror(stream.get()) != 0)
        fail(MessageId::fileCannotBeRead, file, errno);
    return bytes;
}

void writeWholeFile(const std::filesystem::path& file, std::string_view bytes) {
    if (const auto failed = segue::writeWholeFile(file, bytes))
        fail(MessageId::fileCannotBeWritten, file, failed.value());
}

} // namespace segue::inference
