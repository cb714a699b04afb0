// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <filesystem>
#include <string_view>
#include <system_error>

namespace segue {

/// A new version of a file, written beside it and then renamed: a reader sees the old file or the new one, never half of one.
/// While it is written it has the file's name with `.part`, and a number if a foreign file has that name. The destructor
/// removes it unless keep() was called.
///
/// Thread rule: one thread. Failure rule: throws nothing; the caller reports errors.
class PartFile final {
public:
    explicit PartFile(std::filesystem::path whole);
    ~PartFile();
    PartFile(const PartFile&) = delete;
    PartFile& operator=(const PartFile&) = delete;

    [[nodiscard]] const std::filesystem::path& path() const { return m_part; } ///< where to write
    /// Puts what was written in the file's place. @return why that failed; empty: it did not
    [[nodiscard]] std::error_code keep();

private:
    std::filesystem::path m_whole, m_part;
};

/// Writes a whole file in this way. @return why that failed, and then the old file is unchanged; empty: it did not
[[nodiscard]] std::error_code writeWholeFile(const std::filesystem::path& file, std::string_view bytes);

} // namespace segue
