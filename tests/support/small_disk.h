// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <filesystem>
#include <memory>

namespace segue::test {

/// A disk of its own, in memory, that a test may fill, protect or pull.
class SmallDisk final {
public:
    /// Mounts one at a folder, which is made. Nothing without the right to mount (root's): the caller then skips its test
    /// with a WARN.
    [[nodiscard]] static std::unique_ptr<SmallDisk> mount(const std::filesystem::path& folder, std::size_t bytes);
    ~SmallDisk();
    SmallDisk(const SmallDisk&) = delete;
    SmallDisk& operator=(const SmallDisk&) = delete;

    [[nodiscard]] const std::filesystem::path& path() const { return m_folder; }

    void fill();    ///< to the last byte
    void clear();   ///< undoes fill()
    void protect(); ///< read-only from now on; nothing may be open for writing
    void pull();    ///< it is no longer at its place; who has files open keeps them

private:
    explicit SmallDisk(std::filesystem::path folder)
        : m_folder(std::move(folder)) {}
    std::filesystem::path m_folder;
    bool m_isMounted = true;
};

/// Gives root's rights up while it lives, so that permissions count. Without root's rights it does nothing.
class AsNobody final {
public:
    AsNobody();
    ~AsNobody();
    AsNobody(const AsNobody&) = delete;
    AsNobody& operator=(const AsNobody&) = delete;

private:
    bool m_wasRoot;
};

} // namespace segue::test
