// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/audio/file_write.h"

#include "engine/audio/tags.h"
#include "engine/words/error.h"

#include <cerrno>
#include <cstdio>
#include <system_error>

namespace segue::audio {

void writeWholeFile(const std::filesystem::path& path, std::span<const std::byte> bytes) {
    std::filesystem::path part = path;
    part += ".part";
    errno = 0;
    int code = 0;
    if (std::FILE* const file = std::fopen(part.c_str(), "wb"); file == nullptr) {
        code = errno;
    } else {
        if (std::fwrite(bytes.data(), 1, bytes.size(), file) != bytes.size())
            code = errno;
        if (std::fclose(file) != 0 && code == 0)
            code = errno;
        if (code == 0 && std::rename(part.c_str(), path.c_str()) != 0)
            code = errno;
        if (code != 0)
            std::remove(part.c_str());
    }
    if (code == 0)
        return;
    const bool full = code == ENOSPC || code == EDQUOT || code == EFBIG;
    throw Error(full ? ErrorKind::noSpace : ErrorKind::io,
                full ? Message(MessageId::noSpaceFor, {displayName(path)})
                     : Message(MessageId::fileCannotBeWritten, {displayName(path), std::generic_category().message(code)}));
}

} // namespace segue::audio
