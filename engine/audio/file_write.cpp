// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/audio/file_write.h"

#include "engine/audio/tags.h"
#include "engine/words/error.h"
#include "engine/words/whole_file.h"

#include <cerrno>

namespace segue::audio {

void writeWholeFile(const std::filesystem::path& path, std::span<const std::byte> bytes) {
    const auto failed = segue::writeWholeFile(path, {reinterpret_cast<const char*>(bytes.data()), bytes.size()});
    if (!failed)
        return;
    const int code = failed.value();
    const bool full = code == ENOSPC || code == EDQUOT || code == EFBIG;
    throw Error(full ? ErrorKind::noSpace : ErrorKind::io,
                full ? Message(MessageId::noSpaceFor, {displayName(path)})
                     : Message(MessageId::fileCannotBeWritten, {displayName(path), failed.message()}));
}

} // namespace segue::audio
