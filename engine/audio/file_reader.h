// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/audio/cover_thumbnails.h"
#include "engine/audio/extras.h"
#include "engine/audio/stream_format.h"
#include "engine/audio/tags.h"
#include "engine/words/cover_image.h"
#include "engine/words/message.h"

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <functional>
#include <optional>
#include <span>
#include <stop_token>
#include <variant>

namespace segue::audio {

/// Why nothing was read.
struct NotRead {
    enum class Why : std::uint8_t {
        stopped, ///< somebody asked to; nothing is to be said of the file
        refused, ///< it cannot be opened, or (its sound) holds none that can be decoded
        crashed, ///< whoever read it died of it, and again when it was tried alone
        tooLong, ///< likewise, never came to an end with it
    };
    Why why = Why::stopped;
    Message reason; ///< for the listener; empty: stopped
    /// Such a file is to be remembered, and not read again as long as it is the same.
    [[nodiscard]] bool isHarmful() const { return why == Why::crashed || why == Why::tooLong; }
};

template <typename What>
using Reading = std::variant<What, NotRead>;

/// Reads what files say of themselves: tags, covers, what their sound is. Files are hostile: where they are read in this
/// process (DirectReader) one can end it; where they are read in another one (analysis::ProcessReader) it costs that file.
///
/// Thread rule: all functions from any thread; they block until the answer is there or `stop` is requested.
/// Failure rule: they throw Error if nothing can be read at all (the reading program is not there), and std::bad_alloc.
class FileReader {
public:
    FileReader() = default;
    virtual ~FileReader() = default;
    FileReader(const FileReader&) = delete;
    FileReader& operator=(const FileReader&) = delete;

    /// Reads the tags of many. `told` is called for each of them, on the calling thread, with its place among them, in about
    /// their order; it may throw, which ends the reading. What was not read when it was asked to stop is not told.
    using Told = std::function<void(std::size_t place, Reading<Tags> tags)>;
    virtual void readTags(std::span<const std::filesystem::path> songs, const TagOptions& options, const std::stop_token& stop,
                          const Told& told) = 0;
    /// The image that audio::readCover() finds, made anew (ffmpeg/cover_making.h); where the song's own cannot be decoded, the
    /// one beside it.
    [[nodiscard]] virtual Reading<std::optional<CoverImage>> readCover(const std::filesystem::path& song,
                                                                       const std::stop_token& stop = {}) = 0;
    /// The cover made small; nothing where there is none. Where the first of two sources cannot be decoded, the other one counts.
    [[nodiscard]] virtual Reading<std::optional<CoverThumbnails>> readThumbnails(const ThumbnailRequest& request,
                                                                                 const std::stop_token& stop = {}) = 0;
    /// What only opening the sound tells.
    [[nodiscard]] virtual Reading<StreamFormat> readFormat(const std::filesystem::path& song, const std::stop_token& stop = {}) = 0;
    /// Lyrics, also from beside the file, chapters, and which recording it is.
    [[nodiscard]] virtual Reading<Extras> readExtras(const std::filesystem::path& song, const std::stop_token& stop = {}) = 0;

    [[nodiscard]] Reading<Tags> readTags(const std::filesystem::path& song, const TagOptions& options = {},
                                         const std::stop_token& stop = {}) {
        Reading<Tags> answer = NotRead{};
        readTags({&song, 1}, options, stop, [&answer](std::size_t, Reading<Tags> tags) { answer = std::move(tags); });
        return answer;
    }
};

} // namespace segue::audio
