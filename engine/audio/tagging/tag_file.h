// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/audio/tag_stream.h"
#include "engine/audio/tagging/content.h"
#include "engine/audio/tagging/fields.h"

#include <taglib/tfile.h>

#include <filesystem>
#include <functional>
#include <memory>
#include <string>

namespace TagLib::ID3v2 {
class Tag;
}

namespace segue::audio::tagging {

/// A file as TagLib reads it, by what it holds and not by its name; inside this box only. Bounded by TagStream.
///
/// Thread rule: used by the thread that made it, from where it was made or below. Throws what TagLib throws (std::bad_alloc).
class TagFile final {
public:
    /// @param withSound whether length() is asked for
    TagFile(const std::filesystem::path& path, bool withSound);
    ~TagFile();

    [[nodiscard]] Content content() const { return m_content; }
    /// Null if TagLib has no reader for it, or cannot make anything of it.
    [[nodiscard]] TagLib::File* file() { return m_file.get(); }
    [[nodiscard]] int lengthMs() const;       ///< 0: not told
    [[nodiscard]] int bitRateKbps() const;    ///< likewise
    [[nodiscard]] std::string format() const; ///< what the sound is stored as (Tags::format); empty: not known

    /// All tags, the one that counts first first, merged field by field.
    [[nodiscard]] Fields fields();
    /// Shows every ID3v2 tag, also one behind another.
    void forEachId3(const std::function<void(const TagLib::ID3v2::Tag&)>& visit);

private:
    TagStream m_stream;
    Content m_content;
    std::unique_ptr<TagLib::File> m_file;
};

} // namespace segue::audio::tagging
