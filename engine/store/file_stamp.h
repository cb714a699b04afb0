// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>

namespace segue::store {

/// What tells whether a file changed without opening it.
struct FileStamp {
    std::uint64_t size = 0;      ///< bytes
    std::int64_t modifiedNs = 0; ///< modification time, nanoseconds
    std::int64_t changedNs = 0;  ///< when its data or its attributes were last changed (ctime); 0: not known

    /// As far as size and modification time tell, by which moved files are found, too: attributes alone are another matter.
    bool operator==(const FileStamp& other) const { return size == other.size && modifiedNs == other.modifiedNs; }
};

} // namespace segue::store
