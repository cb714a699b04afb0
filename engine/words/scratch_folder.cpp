// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/words/scratch_folder.h"

#include "engine/words/error.h"

#include <cerrno>
#include <cstdlib>
#include <string>
#include <system_error>

namespace segue {

ScratchFolder::ScratchFolder(std::string_view name) {
    std::error_code failed;
    auto pattern = (std::filesystem::temp_directory_path(failed) / (std::string(name) + "-XXXXXX")).string();
    if (failed || ::mkdtemp(pattern.data()) == nullptr)
        throw Error{ErrorKind::io, Message(MessageId::folderCannotBeMade,
                                           {pattern, failed ? failed.message() : std::generic_category().message(errno)})};
    m_path = pattern;
}

ScratchFolder::~ScratchFolder() {
    std::error_code ignored;
    std::filesystem::remove_all(m_path, ignored);
}

} // namespace segue
