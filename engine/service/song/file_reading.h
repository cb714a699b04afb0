// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/audio/file_reader.h"
#include "engine/store/database/writer.h"

#include <cstdint>
#include <filesystem>
#include <functional>

namespace segue {

/// By what files are read, and where it is noted which of them do harm.
struct FileReading {
    audio::FileReader& files;
    store::Writer* writer = nullptr;  ///< null: it is not noted
    std::function<void()> noted;      ///< a file was; any thread
    std::filesystem::path coverShelf; ///< folder of small covers; empty: none are kept
    std::uint64_t coverBytes = 0;     ///< at most, there
};

} // namespace segue
