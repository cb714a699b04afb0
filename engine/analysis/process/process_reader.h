// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/analysis/process/reading_line.h"
#include "engine/audio/file_reader.h"

#include <functional>
#include <memory>
#include <mutex>
#include <vector>

namespace segue::analysis {

/// Reads files in processes of their own (segue-analyzer --read), which are started when something is to be read, in some
/// milliseconds, and end when nothing was for a minute. A file that ends one of them, or that one never comes to an end with,
/// is tried once more alone and then given up; all others are read. Several readings at once have processes of their own, so
/// that a disk which does not answer holds up nothing but its own.
///
/// Thread and failure rules as for FileReader. A reading that is stopped ends within 100 ms, but where a disk owes an answer
/// within a second.
class ProcessReader final : public audio::FileReader {
public:
    explicit ProcessReader(ReadingOptions options);
    ~ProcessReader() override;

    using FileReader::readTags;
    void readTags(std::span<const std::filesystem::path> songs, const audio::TagOptions& options, const std::stop_token& stop,
                  const Told& told) override;
    [[nodiscard]] audio::Reading<std::optional<CoverImage>> readCover(const std::filesystem::path& song,
                                                                      const std::stop_token& stop = {}) override;
    [[nodiscard]] audio::Reading<std::optional<audio::CoverThumbnails>> readThumbnails(const audio::ThumbnailRequest& request,
                                                                                       const std::stop_token& stop = {}) override;
    [[nodiscard]] audio::Reading<audio::StreamFormat> readFormat(const std::filesystem::path& song,
                                                                 const std::stop_token& stop = {}) override;
    [[nodiscard]] audio::Reading<audio::Extras> readExtras(const std::filesystem::path& song,
                                                           const std::stop_token& stop = {}) override;

private:
    using Lines = std::vector<std::unique_ptr<ReadingLine>>;
    [[nodiscard]] Lines takeLines(std::size_t requests);
    void giveBack(Lines lines);
    template <typename RequestAt>
    void read(std::size_t count, const RequestAt& requestAt, const std::stop_token& stop, const ReadingLine::Told& told);
    template <typename What>
    [[nodiscard]] audio::Reading<What> readOne(ReadRequest request, const std::stop_token& stop);

    ReadingOptions m_options;
    DiskQuestions m_disks;
    std::mutex m_mutex;
    Lines m_idle; ///< guarded
};

} // namespace segue::analysis
