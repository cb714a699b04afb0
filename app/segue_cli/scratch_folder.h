// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/words/error.h"

#include <cstdlib>
#include <filesystem>

namespace segue::cli {

/// A folder for a database, gone again afterwards. Throws Error{io}.
class ScratchFolder final {
public:
    ScratchFolder() {
        auto name = (std::filesystem::temp_directory_path() / "segue-bench-XXXXXX").native();
        if (::mkdtemp(name.data()) == nullptr)
            throw Error{ErrorKind::io, "There is no place for a database to measure with in " +
                                           std::filesystem::temp_directory_path().string() + "."};
        m_path = name;
    }
    ~ScratchFolder() {
        std::error_code ignored;
        std::filesystem::remove_all(m_path, ignored);
    }
    ScratchFolder(const ScratchFolder&) = delete;
    ScratchFolder& operator=(const ScratchFolder&) = delete;

    [[nodiscard]] const std::filesystem::path& path() const { return m_path; }

private:
    std::filesystem::path m_path;
};

} // namespace segue::cli
