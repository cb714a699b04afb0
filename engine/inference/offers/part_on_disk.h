// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/inference/offers/download_plan.h"

#include <cstdint>
#include <filesystem>
#include <span>
#include <string>

namespace segue::inference {

/// A file on its way: NAME.part and its note, NAME.note, in a folder. Every byte that was taken is the system's at once, so that a
/// Segue that is killed loses none. NAME appears only when all is there and its hash is right.
///
/// Thread rule: one thread. Failure rule: throws Error{noSpace, io} for what the system refuses.
class PartOnDisk final {
public:
    PartOnDisk(std::filesystem::path folder, const OfferedFile& file);
    ~PartOnDisk();
    PartOnDisk(const PartOnDisk&) = delete;
    PartOnDisk& operator=(const PartOnDisk&) = delete;

    [[nodiscard]] std::filesystem::path whole() const; ///< where it appears
    /// It is there, whole and right, perhaps since another time; one that is wrong is removed.
    [[nodiscard]] bool isThere() const;
    [[nodiscard]] std::uint64_t bytes() const { return m_bytes; } ///< of the part
    [[nodiscard]] FetchStart start() const;

    void beginAnew(const std::string& etag); ///< empties the part
    void goOn();                             ///< behind what is there
    /// @return false: there are more bytes than the file has, and none of these was written
    [[nodiscard]] bool take(std::span<const char> bytes);
    /// Puts the whole file in its place. @return false: it is not the one that was wanted, and is removed
    [[nodiscard]] bool finish();
    void remove(); ///< part and note

private:
    void open(int flags);
    void close();

    std::filesystem::path m_folder;
    OfferedFile m_file;
    std::uint64_t m_bytes = 0;
    int m_descriptor = -1;
};

/// How much of a network is there, parts included, without asking whether it is right.
[[nodiscard]] std::uint64_t bytesThere(const std::filesystem::path& folder, const OfferedNetwork& network);

} // namespace segue::inference
