// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/playlist/playlist_text.h"

#include "engine/audio/tags.h"
#include "engine/audio/text_file.h"
#include "engine/words/plain_text.h"

#include <algorithm>
#include <charconv>
#include <map>

namespace segue {

namespace {

constexpr std::string_view kBlanks = " \t\v\f\r";
constexpr std::size_t kLongestWhere = 32'768; // bytes; no path and hardly an address is longer
constexpr std::size_t kLongestWords = 4'096;

char lower(char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; }

bool beginsLike(std::string_view text, std::string_view small) {
    return text.size() >= small.size() &&
           std::equal(small.begin(), small.end(), text.begin(), [](char a, char b) { return a == lower(b); });
}

/// Takes the next line off the text, whatever it ends with.
std::string_view nextLine(std::string_view& text) {
    const auto end = std::min(text.find_first_of("\r\n"), text.size());
    const auto line = text.substr(0, end);
    const bool isPair = end + 1 < text.size() && text[end] == '\r' && text[end + 1] == '\n';
    text.remove_prefix(std::min(end + (isPair ? 2 : 1), text.size()));
    return line;
}

std::optional<std::int64_t> wholeNumber(std::string_view text) {
    std::int64_t number = 0;
    const auto [end, fault] = std::from_chars(text.data(), text.data() + text.size(), number);
    return fault == std::errc() && end != text.data() ? std::optional(number) : std::nullopt;
}

/// Seconds that a file tells; what no song lasts is not known.
std::chrono::milliseconds secondsOf(std::string_view text) {
    constexpr std::int64_t kLongest = 1'000'000;
    const auto seconds = wholeNumber(text).value_or(0);
    return std::chrono::seconds(seconds > 0 && seconds < kLongest ? seconds : 0);
}

/// Where the words of an EXTINF begin: behind the first comma that is not in quotes.
std::size_t commaOf(std::string_view text) {
    bool isQuoted = false;
    for (std::size_t i = 0; i < text.size(); ++i) {
        isQuoted = text[i] == '"' ? !isQuoted : isQuoted;
        if (text[i] == ',' && !isQuoted)
            return i;
    }
    return text.find(','); // an open quote is part of a title
}

std::optional<PlaylistFormat> formatByName(std::string_view name) {
    constexpr std::size_t kLongest = 5;
    const auto dot = name.rfind('.');
    if (dot == std::string_view::npos || name.size() - dot > kLongest)
        return std::nullopt;
    name.remove_prefix(dot);
    constexpr std::pair<std::string_view, PlaylistFormat> kEndings[] = {{".m3u8", PlaylistFormat::m3u8},
                                                                        {".m3u", PlaylistFormat::m3u},
                                                                        {".xspf", PlaylistFormat::xspf},
                                                                        {".pls", PlaylistFormat::pls}};
    for (const auto& [ending, format] : kEndings)
        if (name.size() == ending.size() && beginsLike(name, ending))
            return format;
    return std::nullopt;
}

/// Collects what the lines with a # say of the next one without.
class M3uLines final {
public:
    /// @return false: it is no list of songs
    bool take(std::string_view line) {
        const auto words = trimmed(line, kBlanks);
        if (words.empty())
            return true;
        if (words.front() != '#') {
            add(words, false);
            return true;
        }
        if (beginsLike(words, "#ext-x-"))
            return false;
        if (beginsLike(words, "#extinf:"))
            takeFacts(words.substr(8));
        else if (beginsLike(words, "#extvlcopt:start-time="))
            m_next.start = wholeNumber(words.substr(22));
        else if (beginsLike(words, "#playlist:"))
            m_text.name = lineText(words.substr(10));
        else if (beginsLike(words, "#extart:"))
            m_artist = lineText(words.substr(8));
        else if (!beginsLike(words, "#ext") && words.size() > 1 && words[1] != ' ' && words.rfind('.') != std::string_view::npos)
            add(words, true);
        return true;
    }
    [[nodiscard]] bool isFull() const { return m_text.lines.size() >= kMostPlaylistLines; }
    [[nodiscard]] PlaylistText& text() { return m_text; }

private:
    void takeFacts(std::string_view facts) {
        m_next.length = secondsOf(trimmed(facts, kBlanks));
        if (const auto comma = commaOf(facts); comma != std::string_view::npos)
            putWords(m_next, facts.substr(comma + 1));
    }

    void add(std::string_view where, bool mayBeRemark) {
        if (mayBeRemark) { // whose facts come for the line behind it
            auto& line = m_text.lines.emplace_back();
            line.where = where.substr(0, kLongestWhere);
            line.mayBeRemark = true;
            return;
        }
        m_next.where = where.substr(0, kLongestWhere);
        if (m_next.artist.empty() && !m_artist.empty())
            m_next.artist = m_artist;
        m_text.lines.push_back(std::move(m_next));
        m_next = {};
    }

    PlaylistText m_text;
    FileLine m_next;
    std::string m_artist; ///< of the songs that follow
};

} // namespace

bool isPlaylistName(std::string_view name) { return formatByName(name).has_value(); }

std::optional<PlaylistFormat> playlistFormatOf(const std::filesystem::path& file) { return formatByName(file.native()); }

bool isNetAddress(std::string_view where) {
    const auto colon = where.find("://");
    if (colon == std::string_view::npos || colon < 2 || colon > 16) // "C://" is a disk
        return false;
    const auto isOfScheme = [](char c) {
        return (lower(c) >= 'a' && lower(c) <= 'z') || (c >= '0' && c <= '9') || c == '+' || c == '-' || c == '.';
    };
    return std::ranges::all_of(where.substr(0, colon), isOfScheme) && !beginsLike(where, "file:");
}

std::string lineText(std::string_view bytes) {
    auto text = audio::textOf(trimmed(bytes.substr(0, kLongestWords), kBlanks), false);
    std::ranges::replace_if(
        text, [](char c) { return static_cast<unsigned char>(c) < 0x20 || c == 0x7F; }, ' ');
    return std::string(trimmed(audio::toValidUtf8(text), kBlanks)); // a letter may have been cut
}

void putWords(FileLine& line, std::string_view words) {
    const auto text = lineText(words);
    const auto dash = text.find(" - ");
    line.artist = dash == std::string::npos ? std::string() : std::string(trimmed(std::string_view(text).substr(0, dash), kBlanks));
    line.title = dash == std::string::npos ? text : std::string(trimmed(std::string_view(text).substr(dash + 3), kBlanks));
}

std::variant<PlaylistText, PlaylistFault> parseM3u(std::string_view bytes) {
    if (bytes.substr(0, 65'536).find('\0') != std::string_view::npos)
        return PlaylistFault::none;
    M3uLines lines;
    while (!bytes.empty() && !lines.isFull())
        if (!lines.take(nextLine(bytes)))
            return PlaylistFault::stream;
    lines.text().isCut = !bytes.empty();
    return std::move(lines.text());
}

std::variant<PlaylistText, PlaylistFault> parsePls(std::string_view bytes) {
    std::map<std::int64_t, FileLine> lines; ///< by the number that they have
    PlaylistText text;
    while (!bytes.empty()) {
        const auto line = trimmed(nextLine(bytes), kBlanks);
        const auto sign = line.find('=');
        if (sign == std::string_view::npos)
            continue;
        const auto value = trimmed(line.substr(sign + 1), kBlanks);
        const auto name = trimmed(line.substr(0, sign), kBlanks);
        const auto digits = name.find_first_of("0123456789");
        if (beginsLike(name, "playlistname") || beginsLike(name, "x-gnome-title"))
            text.name = lineText(value);
        const auto number = digits == std::string_view::npos ? std::nullopt : wholeNumber(name.substr(digits));
        if (!number)
            continue;
        if (lines.size() >= kMostPlaylistLines && !lines.contains(*number)) {
            text.isCut = true;
            continue;
        }
        if (beginsLike(name, "file") && digits == 4)
            lines[*number].where = value.substr(0, kLongestWhere);
        else if (beginsLike(name, "title") && digits == 5)
            putWords(lines[*number], value);
        else if (beginsLike(name, "length") && digits == 6)
            lines[*number].length = secondsOf(value);
    }
    for (auto& [number, line] : lines)
        if (!line.where.empty() || !line.title.empty())
            text.lines.push_back(std::move(line));
    return text;
}

std::variant<PlaylistText, PlaylistFault> parsePlaylist(std::string_view bytes) {
    if (bytes.size() > kMostPlaylistBytes)
        return PlaylistFault::tooLong;
    std::string wide;
    const bool isWide = bytes.starts_with("\xFF\xFE") || bytes.starts_with("\xFE\xFF") ||
                        (bytes.size() > 1 && (bytes[0] == '\0') != (bytes[1] == '\0'));
    if (isWide) {
        wide = audio::textOf(bytes, false);
        bytes = wide;
    }
    if (bytes.starts_with("\xEF\xBB\xBF"))
        bytes.remove_prefix(3);
    const auto first = bytes.find_first_not_of(" \t\r\n");
    const auto start = first == std::string_view::npos ? std::string_view() : bytes.substr(first);
    if (start.starts_with('<'))
        return parseXspf(start);
    return beginsLike(start, "[playlist]") ? parsePls(start) : parseM3u(bytes);
}

} // namespace segue
