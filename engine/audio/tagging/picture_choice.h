// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/audio/tags.h"

#include <optional>

namespace TagLib {
class ByteVector;
}

namespace segue::audio::tagging {

class TagFile;

/// Collects the pictures of a file's tags: the first front cover wins, else the first picture. Inside this box only.
class PictureChoice final {
public:
    /// @param isWanted whether the picture's bytes are; without, only isFound() is of use
    explicit PictureChoice(bool isWanted = true)
        : m_isWanted(isWanted) {}

    void offer(const TagLib::ByteVector& bytes, bool isFront);
    void offerAll(TagFile& file);

    [[nodiscard]] bool isFound() const { return m_isFound; }
    [[nodiscard]] std::optional<Cover> take() { return std::move(m_cover); }

private:
    std::optional<Cover> m_cover;
    bool m_isWanted;
    bool m_isFound = false;
    bool m_isFront = false;
};

} // namespace segue::audio::tagging
