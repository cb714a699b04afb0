// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <filesystem>
#include <string_view>
#include <system_error>

namespace segue {

/// A file that is written beside the one it will be: a reader sees the old one or the new one, never half of one. Its
/// name is the other's and `.part`, with a number where somebody else's file has that name. What was not kept is gone
/// with this object.
///
/// Thread rule: one thread. Throws nothing: who writes knows what to say.
class PartFile final {
public:
    explicit PartFile(std::filesystem::path whole);
    ~PartFile();
    PartFile(const PartFile&) = delete;
    PartFile& operator=(const PartFile&) = delete;

    [[nodiscard]] const std::filesystem::path& path() const { return m_part; } ///< to write to
    /// What is written takes its place. @return why it could not
    [[nodiscard]] std::error_code keep();

private:
    std::filesystem::path m_whole, m_part;
};

/// Writes all of a file in this way. @return why it could not; then the old one is as it was
[[nodiscard]] std::error_code writeWholeFile(const std::filesystem::path& file, std::string_view bytes);

} // namespace segue
