// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/features/png_writer.h"

#include "engine/words/error.h"
#include "engine/words/whole_file.h"

#include <png.h>

#include <cerrno>
#include <cstdio>
#include <string>
#include <system_error>

namespace segue::features {

namespace {

[[noreturn]] void failWriting(const std::filesystem::path& path, int code) {
    const bool full = code == ENOSPC || code == EDQUOT || code == EFBIG;
    throw Error(full ? ErrorKind::noSpace : ErrorKind::io,
                "The picture “" + path.string() + "” could not be written: " + std::generic_category().message(code) + ".");
}

} // namespace

void writePng(const std::filesystem::path& path, std::span<const std::uint8_t> rgb, std::size_t width, std::size_t height) {
    PartFile part(path);
    std::FILE* const file = std::fopen(part.path().c_str(), "wbx");
    if (file == nullptr)
        failWriting(path, errno);
    png_image image{};
    image.version = PNG_IMAGE_VERSION;
    image.format = PNG_FORMAT_RGB;
    image.width = static_cast<png_uint_32>(width);
    image.height = static_cast<png_uint_32>(height);
    errno = 0;
    const bool isWritten = png_image_write_to_stdio(&image, file, 0, rgb.data(), 0, nullptr) != 0;
    const int code = errno;
    if (std::fclose(file) != 0 && isWritten)
        failWriting(path, errno);
    if (!isWritten)
        failWriting(path, code != 0 ? code : EIO);
    if (const auto failure = part.keep())
        failWriting(path, failure.value());
}

} // namespace segue::features
