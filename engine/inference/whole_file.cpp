// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/inference/whole_file.h"

#include "engine/error.h"

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

[[noreturn]] void fail(const std::string& what, const std::filesystem::path& file, int code) {
    throw Error(code == ENOSPC ? ErrorKind::noSpace : ErrorKind::io,
                what + " " + file.string() + ": " + std::generic_category().message(code) + ".");
}

} // namespace

std::string readWholeFile(const std::filesystem::path& file) {
    const FilePointer stream(std::fopen(file.c_str(), "rb"));
    if (!stream)
        fail("Cannot open", file, errno);
    std::string bytes;
    std::string block(1U << 20U, '\0');
    while (const std::size_t got = std::fread(block.data(), 1, block.size(), stream.get()))
        bytes.append(block, 0, got);
    if (std::ferror(stream.get()) != 0)
        fail("Cannot read", file, errno);
    return bytes;
}

void writeWholeFile(const std::filesystem::path& file, std::string_view bytes) {
    std::filesystem::path partial = file;
    partial += ".partial";
    FilePointer stream(std::fopen(partial.c_str(), "wb"));
    if (!stream)
        fail("Cannot write", partial, errno);
    const bool written =
        std::fwrite(bytes.data(), 1, bytes.size(), stream.get()) == bytes.size() && std::fflush(stream.get()) == 0;
    const int code = errno;
    stream.reset();
    std::error_code renamed;
    if (written)
        std::filesystem::rename(partial, file, renamed);
    if (written && !renamed)
        return;
    std::error_code ignored;
    std::filesystem::remove(partial, ignored);
    fail("Cannot write", file, written ? renamed.value() : code);
}

} // namespace segue::inference
