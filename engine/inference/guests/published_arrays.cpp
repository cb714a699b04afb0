// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/inference/guests/published_arrays.h"

#include "engine/words/error.h"

namespace segue::inference {

void refusePublished(const std::filesystem::path& file, const std::string& why, bool isUnsupported) {
    throw Error(isUnsupported ? ErrorKind::unsupported : ErrorKind::badFile,
                Message(MessageId::networkFolderUnusable, {file.string(), why}));
}

std::size_t valuesOf(const std::filesystem::path& file, const std::string& name, const std::vector<std::int64_t>& shape) {
    std::uint64_t count = 1;
    for (const std::int64_t length : shape) {
        if (length < 0 || (length > 0 && count > kLargestPublished / static_cast<std::uint64_t>(length)))
            refusePublished(file, "the array \"" + name + "\" has an impossible shape");
        count *= static_cast<std::uint64_t>(length);
    }
    return count;
}

} // namespace segue::inference
