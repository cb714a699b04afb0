// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/audio/tagging/lyrics_reading.h"

#include "engine/audio/extras.h"
#include "engine/audio/tagging/tag_file.h"
#include "engine/audio/text_file.h"

#include <taglib/id3v2tag.h>
#include <taglib/synchronizedlyricsframe.h>
#include <taglib/unsynchronizedlyricsframe.h>

#include <algorithm>
#include <cstdio>

namespace segue::audio::tagging {

namespace {

using TagLib::ID3v2::SynchronizedLyricsFrame;
using TagLib::ID3v2::UnsynchronizedLyricsFrame;

constexpr std::size_t kMostEvents = 20'000;

std::string textBeside(const std::filesystem::path& song) {
    for (const char* ending : {".lrc", ".LRC", ".Lrc"}) {
        auto beside = song;
        for (const auto& file : {beside.replace_extension(ending), std::filesystem::path(song.native() + ending)})
            if (const auto bytes = readSmallFile(file, kMaxLyricsBytes))
                if (auto text = textOf(*bytes); !text.empty())
                    return text;
    }
    return {};
}

std::string stamp(unsigned ms) {
    char text[32];
    std::snprintf(text, sizeof text, "[%02u:%02u.%03u]", ms / 60'000, ms / 1000 % 60, ms % 1000);
    return text;
}

/// ID3's times and texts as LRC. Words and syllables come one by one where some of them begin a line.
std::string asLrc(const SynchronizedLyricsFrame& frame) {
    if (frame.timestampFormat() == SynchronizedLyricsFrame::AbsoluteMpegFrames)
        return {};
    const auto& events = frame.synchedText();
    const auto beginsLine = [](const TagLib::String& text) { return text.startsWith("\n") || text.startsWith("\r"); };
    const bool hasLines = std::any_of(events.begin(), events.end(), [&](const auto& event) { return beginsLine(event.text); });
    std::string text;
    std::size_t count = 0;
    for (const auto& event : events) {
        if (++count > kMostEvents || text.size() > kMaxLyricsBytes)
            break;
        std::string words = event.text.to8Bit(true);
        std::erase_if(words, [](char c) { return c == '\n' || c == '\r'; });
        if (text.empty() || !hasLines || beginsLine(event.text))
            text += (text.empty() ? "" : "\n") + stamp(event.time);
        text += words;
    }
    return text;
}

/// The best of what ID3 tags hold: with times before without.
std::string fromId3(TagFile& file) {
    std::string timed, plain;
    file.forEachId3([&](const TagLib::ID3v2::Tag& tag) {
        for (const auto* frame : tag.frameList("SYLT"))
            if (const auto* lyrics = dynamic_cast<const SynchronizedLyricsFrame*>(frame); lyrics != nullptr && timed.empty())
                timed = asLrc(*lyrics);
        for (const auto* frame : tag.frameList("USLT"))
            if (const auto* lyrics = dynamic_cast<const UnsynchronizedLyricsFrame*>(frame); lyrics != nullptr && plain.empty())
                plain = lyrics->text().to8Bit(true);
    });
    return timed.empty() ? plain : timed;
}

std::string embedded(const std::filesystem::path& path, const AskFfmpeg& ask) {
    try {
        TagFile file(path, false);
        if (auto text = fromId3(file); !text.empty())
            return text;
        auto fields = file.file() != nullptr ? file.fields() : ask(path, false).fields;
        fields.decode(true);
        return fields.whole(Field::lyrics, kMaxLyricsBytes);
    } catch (const std::exception&) {
        return {}; // tags too broken for the library hold no words
    }
}

} // namespace

std::string readLyrics(const std::filesystem::path& path, const AskFfmpeg& ask) {
    auto text = textBeside(path);
    if (text.empty())
        text = embedded(path, ask);
    return text.size() > kMaxLyricsBytes ? std::string() : text;
}

} // namespace segue::audio::tagging
