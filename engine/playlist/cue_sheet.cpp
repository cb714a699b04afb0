// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/playlist/cue_sheet.h"

#include "engine/audio/tagging/field_text.h"
#include "engine/audio/tags.h"
#include "engine/words/plain_text.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>

namespace segue {

namespace {

constexpr std::string_view kCueBlanks = " \t\v\f";

constexpr std::size_t kMostTracks = 999;
constexpr std::size_t kMostFiles = 999;
constexpr std::int64_t kMostMinutes = 100'000; ///< 69 days

char upper(char c) { return c >= 'a' && c <= 'z' ? static_cast<char>(c - 'a' + 'A') : c; }

bool isSame(std::string_view left, std::string_view right) {
    return std::ranges::equal(left, right, [](char a, char b) { return upper(a) == upper(b); });
}

/// Takes the next word off a line.
std::string_view takeWord(std::string_view& line) {
    line = trimmed(line, kCueBlanks);
    const std::size_t end = std::min(line.find_first_of(" \t"), line.size());
    const auto word = line.substr(0, end);
    line = trimmed(line.substr(end), kCueBlanks);
    return word;
}

/// What stands between the first and the last quotation mark, else all of it.
std::string_view unquoted(std::string_view text) {
    text = trimmed(text, kCueBlanks);
    if (!text.starts_with('"'))
        return text;
    const std::size_t end = text.rfind('"');
    return end == 0 ? text.substr(1) : text.substr(1, end - 1);
}

std::string shown(std::string_view value) { return audio::tagging::shownText(audio::toValidUtf8(unquoted(value))); }

std::optional<std::int64_t> numberAt(std::string_view& text) {
    std::int64_t number = 0;
    const auto read = std::from_chars(text.data(), text.data() + text.size(), number);
    if (read.ec != std::errc() || number < 0)
        return std::nullopt;
    text.remove_prefix(static_cast<std::size_t>(read.ptr - text.data()));
    return number;
}

/// "MM:SS:FF" in frames.
std::optional<std::int64_t> frames(std::string_view text) {
    std::array<std::int64_t, 3> parts{};
    for (std::size_t i = 0; i < parts.size(); ++i) {
        if (i > 0 && (text.empty() || (text.front() != ':' && text.front() != '.')))
            return std::nullopt;
        if (i > 0)
            text.remove_prefix(1);
        const auto number = numberAt(text);
        if (!number)
            return std::nullopt;
        parts[i] = *number;
    }
    if (!text.empty() || parts[0] > kMostMinutes || parts[1] >= 60 || parts[2] >= Section::kFramesPerSecond)
        return std::nullopt;
    return (parts[0] * 60 + parts[1]) * Section::kFramesPerSecond + parts[2];
}

/// "-7.30 dB"; nothing if it is no number, or none that a gain has.
std::optional<float> decimal(std::string_view text) {
    text = unquoted(text);
    if (text.starts_with('+'))
        text.remove_prefix(1);
    float number = 0.F;
    const auto read = std::from_chars(text.data(), text.data() + text.size(), number);
    const bool isSensible = read.ec == std::errc() && std::isfinite(number) && std::abs(number) < 100.F;
    return isSensible ? std::optional(number) : std::nullopt;
}

/// The name in a FILE line: quoted, else all but the last word, which says what kind it is.
std::string_view nameOfFile(std::string_view line) {
    if (line.starts_with('"') && line.rfind('"') > 0)
        return unquoted(line);
    const std::size_t blank = line.find_last_of(" \t");
    return blank == std::string_view::npos ? line : trimmed(line.substr(0, blank), kCueBlanks);
}

class Parser final {
public:
    std::variant<CueSheet, CueFault> run(std::string_view text) {
        if (text.starts_with("\xEF\xBB\xBF"))
            text.remove_prefix(3);
        while (!text.empty() && !m_fault) {
            const std::size_t end = std::min(text.find_first_of("\r\n"), text.size());
            take(text.substr(0, end));
            text.remove_prefix(std::min(end + 1, text.size()));
        }
        if (!m_fault)
            finish();
        if (m_fault)
            return *m_fault;
        return std::move(m_sheet);
    }

private:
    void take(std::string_view line) {
        const auto word = takeWord(line);
        if (isSame(word, "FILE"))
            takeFile(line);
        else if (isSame(word, "TRACK"))
            takeTrack(line);
        else if (isSame(word, "INDEX"))
            takeIndex(line);
        else if (isSame(word, "TITLE"))
            textFor(&CueTrack::title, m_sheet.title) = shown(line);
        else if (isSame(word, "PERFORMER"))
            textFor(&CueTrack::performer, m_sheet.performer) = shown(line);
        else if (isSame(word, "SONGWRITER"))
            textFor(&CueTrack::songwriter, m_sheet.songwriter) = shown(line);
        else if (isSame(word, "ISRC") && inTrack())
            m_sheet.tracks.back().isrc = shown(line);
        else if (isSame(word, "REM"))
            takeRemark(line);
    }

    [[nodiscard]] bool inTrack() const { return !m_sheet.tracks.empty(); }
    std::string& textFor(std::string CueTrack::*own, std::string& album) { return inTrack() ? m_sheet.tracks.back().*own : album; }

    void takeFile(std::string_view line) {
        const auto name = nameOfFile(line); // some programs name it again before each song
        const auto known = std::ranges::find(m_sheet.files, name);
        m_file = static_cast<std::size_t>(known - m_sheet.files.begin());
        if (known == m_sheet.files.end() && m_file >= kMostFiles)
            m_fault = CueFault::tooLong;
        else if (known == m_sheet.files.end())
            m_sheet.files.emplace_back(name);
    }

    void takeTrack(std::string_view line) {
        closeTrack();
        if (m_fault)
            return;
        if (m_sheet.tracks.size() >= kMostTracks) {
            m_fault = CueFault::tooLong;
            return;
        }
        auto word = takeWord(line);
        CueTrack track{.number = static_cast<int>(std::min<std::int64_t>(numberAt(word).value_or(0), 9999))};
        track.isSong = line.empty() || isSame(line, "AUDIO");
        m_sheet.tracks.push_back(std::move(track));
        m_index = -1;
    }

    void takeIndex(std::string_view line) {
        if (!inTrack() || m_sheet.files.empty())
            return;
        auto word = takeWord(line);
        const auto number = numberAt(word);
        const auto time = frames(line);
        if (!number || !time) {
            m_fault = CueFault::badTime;
            return;
        }
        // 01 is where it begins; where there is none, the one before it or the next behind it.
        const bool isBetter = m_index < 0 || (m_index != 1 && *number == 1);
        if (!isBetter)
            return;
        m_index = static_cast<int>(std::min<std::int64_t>(*number, 100));
        m_sheet.tracks.back().start = *time;
        m_sheet.tracks.back().file = m_file;
    }

    void takeRemark(std::string_view line) {
        const auto word = takeWord(line);
        if (isSame(word, "GENRE")) {
            textFor(&CueTrack::genre, m_sheet.genre) = shown(line);
        } else if (isSame(word, "DATE")) {
            (inTrack() ? m_sheet.tracks.back().year : m_sheet.year) = audio::tagging::yearIn(shown(line));
        } else if (isSame(word, "DISCNUMBER") && !inTrack()) {
            m_sheet.discNumber = audio::tagging::numberIn(shown(line));
        } else if (isSame(word, "REPLAYGAIN_ALBUM_GAIN")) {
            m_sheet.gain.gainDb = decimal(line);
        } else if (isSame(word, "REPLAYGAIN_ALBUM_PEAK")) {
            m_sheet.gain.peak = decimal(line);
        } else if (inTrack() && isSame(word, "REPLAYGAIN_TRACK_GAIN")) {
            m_sheet.tracks.back().gain.gainDb = decimal(line);
        } else if (inTrack() && isSame(word, "REPLAYGAIN_TRACK_PEAK")) {
            m_sheet.tracks.back().gain.peak = decimal(line);
        }
    }

    /// Where a song begins the one before it ends.
    void closeTrack() {
        if (m_sheet.tracks.empty())
            return;
        if (m_index < 0) {
            m_fault = CueFault::noStart;
            return;
        }
        const auto& track = m_sheet.tracks.back();
        const auto before = std::find_if(std::next(m_sheet.tracks.rbegin()), m_sheet.tracks.rend(),
                                         [&](const CueTrack& other) { return other.file == track.file; });
        if (before == m_sheet.tracks.rend())
            return;
        if (track.start <= before->start)
            m_fault = CueFault::timesGoBack;
        else
            before->length = track.start - before->start;
    }

    void finish() {
        closeTrack();
        if (!m_fault && (m_sheet.tracks.empty() || m_sheet.files.empty()))
            m_fault = CueFault::noSheet;
    }

    CueSheet m_sheet;
    std::optional<CueFault> m_fault;
    std::size_t m_file = 0; ///< the last one named
    int m_index = -1;       ///< by which the track's start is known; -1: it is not yet
};

std::string_view nameIn(std::string_view path) {
    const std::size_t slash = path.find_last_of("/\\");
    return slash == std::string_view::npos ? path : path.substr(slash + 1);
}

std::string_view stemOf(std::string_view name) {
    const std::size_t dot = name.rfind('.');
    return dot == std::string_view::npos || dot == 0 ? name : name.substr(0, dot);
}

} // namespace

std::vector<const CueTrack*> CueSheet::partsOf(std::size_t file) const {
    std::vector<const CueTrack*> parts;
    for (const auto& track : tracks)
        if (track.file == file && track.isSong)
            parts.push_back(&track);
    if (std::ranges::count(tracks, file, &CueTrack::file) < 2)
        parts.clear();
    return parts;
}

std::variant<CueSheet, CueFault> parseCueSheet(std::string_view text) {
    if (text.size() > audio::kMaxSheetBytes)
        return CueFault::tooLong;
    return Parser().run(text);
}

std::optional<std::size_t> fileMeant(std::string_view written, const std::vector<std::string>& names) {
    const auto name = nameIn(written);
    if (name.empty())
        return std::nullopt;
    using Likeness = bool (*)(std::string_view name, std::string_view other);
    constexpr std::array<Likeness, 4> kLikenesses{
        [](std::string_view left, std::string_view right) { return left == right; },
        [](std::string_view left, std::string_view right) { return isSame(left, right); },
        [](std::string_view left, std::string_view right) { return stemOf(left) == stemOf(right); },
        [](std::string_view left, std::string_view right) { return isSame(stemOf(left), stemOf(right)); }};
    for (const auto alike : kLikenesses)
        for (std::size_t i = 0; i < names.size(); ++i)
            if (alike(name, names[i]))
                return i;
    return std::nullopt;
}

} // namespace segue
