// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/audio/ffmpeg/media_chapters.h"

#include "engine/audio/ffmpeg/demuxers.h"
#include "engine/audio/ffmpeg/media_input.h"
#include "engine/audio/tagging/field_text.h"
#include "engine/audio/tags.h"

extern "C" {
#include <libavutil/dict.h>
#include <libavutil/log.h>
#include <libavutil/mathematics.h>
}

#include <algorithm>
#include <memory>
#include <new>
#include <string>

namespace segue::audio::ffmpeg {

namespace {

using Clock = std::chrono::steady_clock;

constexpr std::chrono::seconds kLongestOpening{20}; ///< for a slow disk

int isOverdue(void* deadline) { return Clock::now() > *static_cast<const Clock::time_point*>(deadline) ? 1 : 0; }

Chapter chapterOf(const AVChapter& found) {
    const AVDictionaryEntry* const title = av_dict_get(found.metadata, "title", nullptr, 0);
    return {.start = std::chrono::milliseconds(std::max<std::int64_t>(0, av_rescale_q(found.start, found.time_base, {1, 1000}))),
            .title = title != nullptr ? tagging::shownText(toValidUtf8(title->value)) : std::string()};
}

} // namespace

std::vector<Chapter> readChapters(const std::filesystem::path& path) {
    av_log_set_level(AV_LOG_QUIET);
    Clock::time_point deadline = Clock::now() + kLongestOpening;
    AVFormatContext* context = avformat_alloc_context();
    if (context == nullptr)
        throw std::bad_alloc();
    context->interrupt_callback = {&isOverdue, &deadline};
    context->format_whitelist = av_strdup(kDemuxers);
    context->protocol_whitelist = av_strdup("file");
    const std::string url = "file:" + path.string(); // a colon in the name is no protocol's
    if (avformat_open_input(&context, url.c_str(), nullptr, nullptr) < 0)
        return {}; // the context is freed already
    const std::unique_ptr<AVFormatContext, FreeFormat> open(context);
    std::vector<Chapter> chapters;
    for (unsigned i = 0; i < context->nb_chapters && chapters.size() < kMostChapters; ++i)
        chapters.push_back(chapterOf(*context->chapters[i]));
    std::ranges::stable_sort(chapters, {}, &Chapter::start);
    const auto beginTogether = [](const Chapter& one, const Chapter& next) { return one.start == next.start; };
    chapters.erase(std::unique(chapters.begin(), chapters.end(), beginTogether), chapters.end());
    if (chapters.size() < 2)
        chapters.clear();
    return chapters;
}

} // namespace segue::audio::ffmpeg
