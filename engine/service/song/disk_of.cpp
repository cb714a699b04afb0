// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/service/song/disk_of.h"

#include "engine/store/library_store.h"
#include "engine/words/section.h"

namespace segue {

std::string diskOf(store::Database& reader, const std::filesystem::path& song) {
    const auto library = store::LibraryStore(reader).holding(song);
    return (library ? library->root : fileOf(song).parent_path()).native();
}

} // namespace segue
