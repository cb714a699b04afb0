// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/audio/direct_reader.h"

#include <functional>
#include <utility>

namespace segue::test {

/// Reads files one after another, and does something before each of them.
class ActingReader final : public audio::FileReader {
public:
    explicit ActingReader(std::function<void(std::size_t place)> act)
        : m_act(std::move(act)) {}

    using FileReader::readTags;
    void readTags(std::span<const std::filesystem::path> songs, const audio::TagOptions& options, const std::stop_token& stop,
                  const Told& told) override {
        for (std::size_t place = 0; place < songs.size() && !stop.stop_requested(); ++place) {
            m_act(place);
            m_files.readTags(songs.subspan(place, 1), options, stop,
                             [&](std::size_t, audio::Reading<audio::Tags> tags) { told(place, std::move(tags)); });
        }
    }
    [[nodiscard]] audio::Reading<std::optional<CoverImage>> readCover(const std::filesystem::path& song,
                                                                      const std::stop_token& stop) override {
        return m_files.readCover(song, stop);
    }
    [[nodiscard]] audio::Reading<std::optional<audio::CoverThumbnails>> readThumbnails(const audio::ThumbnailRequest& request,
                                                                                       const std::stop_token& stop) override {
        return m_files.readThumbnails(request, stop);
    }
    [[nodiscard]] audio::Reading<audio::StreamFormat> readFormat(const std::filesystem::path& song,
                                                                 const std::stop_token& stop) override {
        return m_files.readFormat(song, stop);
    }
    [[nodiscard]] audio::Reading<audio::Extras> readExtras(const std::filesystem::path& song,
                                                           const std::stop_token& stop) override {
        return m_files.readExtras(song, stop);
    }

private:
    std::function<void(std::size_t)> m_act;
    audio::DirectReader m_files;
};

} // namespace segue::test
