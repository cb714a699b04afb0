// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/training/dataset.h"
#include "engine/words/message.h"

#include <filesystem>
#include <string>
#include <vector>

namespace segue::training {

/// A song to learn from that is not heard yet: how many patches it has comes later.
struct LabelledSong {
    std::filesystem::path file;
    DatasetRow row;
};

/// A song that cannot be learned from.
struct LeftOutSong {
    std::filesystem::path file;
    Message reason; ///< one sentence
};

struct SongList {
    std::vector<LabelledSong> songs;
    std::vector<LeftOutSong> leftOut;
};

} // namespace segue::training
