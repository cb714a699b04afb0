// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <compare>
#include <filesystem>
#include <string>
#include <utility>

namespace segue {

/// A path stored as its bytes, for very many paths: a std::filesystem::path also keeps each of its parts and takes about five
/// times the memory. Converts implicitly from and to std::filesystem::path.
class CompactPath final {
public:
    CompactPath() = default;
    CompactPath(std::string bytes)
        : m_bytes(std::move(bytes)) {} // NOLINT: both ways, as it is the same
    CompactPath(const char* bytes)
        : m_bytes(bytes) {} // NOLINT
    CompactPath(const std::filesystem::path& path)
        : m_bytes(path.native()) {}                            // NOLINT
    operator std::filesystem::path() const { return m_bytes; } // NOLINT

    [[nodiscard]] const std::string& native() const { return m_bytes; }
    [[nodiscard]] std::filesystem::path filename() const { return std::filesystem::path(m_bytes).filename(); }

    /// Compares byte by byte.
    auto operator<=>(const CompactPath&) const = default;
    bool operator==(const CompactPath&) const = default;
    friend bool operator==(const CompactPath& left, const std::filesystem::path& right) { return left.m_bytes == right.native(); }
    friend bool operator==(const CompactPath& left, const char* right) { return left.m_bytes == right; }

private:
    std::string m_bytes;
};

} // namespace segue
