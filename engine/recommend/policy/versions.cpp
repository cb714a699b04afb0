// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/recommend/policy/versions.h"

#include "engine/words/plain_text.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <initializer_list>
#include <optional>
#include <tuple>

namespace segue::recommend {

namespace {

constexpr double kSameLength = 0.03;
constexpr double kShortestSlackMs = 1000.0;

using Words = std::vector<std::string>;

Words wordsOf(std::string_view text) {
    Words words;
    const auto plain = folded(text);
    for (std::size_t begin = 0; begin < plain.size();) {
        const auto end = std::min(plain.find(' ', begin), plain.size());
        if (end > begin)
            words.push_back(plain.substr(begin, end - begin));
        begin = end + 1;
    }
    return words;
}

/// Reads what a tail says, word by word.
class TailReader final {
public:
    explicit TailReader(Words words)
        : m_words(std::move(words)) {}

    /// The class if the whole tail says nothing but a version.
    std::optional<VersionClass> read() {
        if (m_words.empty())
            return std::nullopt;
        if (const auto remix = readRemix())
            return remix;
        bool saidSomething = false;
        while (m_at < m_words.size()) {
            if (take({"and", "the"}))
                continue;
            if (isYear(m_words[m_at])) { // of what comes before or after
                ++m_at;
                continue;
            }
            if (!readItem())
                return std::nullopt;
            saidSomething = true;
        }
        return saidSomething ? std::optional(m_class) : std::nullopt;
    }
    [[nodiscard]] bool isGuests() const { return m_isGuests; }

private:
    static bool isYear(const std::string& word) {
        return word.size() == 4 && (word.starts_with("19") || word.starts_with("20")) &&
               std::ranges::all_of(word, [](char digit) { return digit >= '0' && digit <= '9'; });
    }
    static bool isOrdinal(const std::string& word) {
        return word.size() > 2 && word.front() >= '0' && word.front() <= '9' &&
               (word.ends_with("th") || word.ends_with("st") || word.ends_with("nd") || word.ends_with("rd"));
    }
    bool take(std::initializer_list<std::string_view> any) {
        const bool found = m_at < m_words.size() && std::ranges::find(any, m_words[m_at]) != any.end();
        m_at += found ? 1 : 0;
        return found;
    }
    void takeNoun() { static_cast<void>(take({"version", "mix", "edition", "take", "recording", "cut", "master"})); }
    bool set(VersionClass found) {
        m_class = std::max(m_class, found);
        return true;
    }
    bool takeRest() {
        m_at = m_words.size();
        return true;
    }

    std::optional<VersionClass> readRemix() {
        const auto& last = m_words.back();
        const bool isRemix = last == "remix" || last == "rmx" || last == "remixed";
        return isRemix ? std::optional(VersionClass::remix) : std::nullopt;
    }

    bool readItem() {
        if (take({"digital", "digitally"}))
            return take({"remaster", "remastered", "master"});
        if (take({"remaster", "remastered", "remasterd", "mono", "stereo"})) {
            takeNoun();
            return true;
        }
        if (take({"live"}))
            return readLive();
        if (take({"demo"})) {
            takeNoun();
            return set(VersionClass::demo);
        }
        if (take({"acoustic", "unplugged"})) {
            takeNoun();
            return set(VersionClass::acoustic);
        }
        if (take({"instrumental"})) {
            takeNoun();
            return set(VersionClass::instrumental);
        }
        if (take({"remix"}))
            return set(VersionClass::remix);
        if (take({"feat", "ft", "featuring", "with"})) {
            m_isGuests = m_words.front() != "with";
            return m_at < m_words.size() && takeRest();
        }
        return readEdition() || readEdit();
    }

    bool readLive() {
        set(VersionClass::live);
        if (take({"at", "in", "from", "on"}))
            return m_at < m_words.size() && takeRest();
        takeNoun();
        return true;
    }

    bool readEdition() {
        if (take({"bonus"}))
            return take({"track", "version"});
        if (take({"explicit", "clean"})) {
            takeNoun();
            return true;
        }
        const auto begin = m_at;
        if (isOrdinal(m_words[m_at]))
            ++m_at;
        if (take({"deluxe", "anniversary", "expanded", "special", "collectors"})) {
            takeNoun();
            return true;
        }
        m_at = begin;
        return false;
    }

    bool readEdit() {
        if (take({"edit"}))
            return set(VersionClass::edit);
        if (take({"extended", "long", "full", "club"})) {
            static_cast<void>(take({"length"}));
            return take({"edit", "version", "mix", "cut"}) && set(VersionClass::extended);
        }
        if (take({"radio", "single", "short", "video"}))
            return take({"edit", "version", "mix", "cut"}) && set(VersionClass::edit);
        return take({"album", "original"}) && take({"edit", "version", "mix", "recording"});
    }

    Words m_words;
    std::size_t m_at = 0;
    VersionClass m_class = VersionClass::studio;
    bool m_isGuests = false;
};

struct Tail {
    std::string_view before, text;
};

/// What stands in brackets at the end, or behind the last dash between spaces.
std::optional<Tail> lastTail(std::string_view title) {
    if (title.ends_with(')') || title.ends_with(']')) {
        const char open = title.ends_with(')') ? '(' : '[';
        const char close = title.back();
        int depth = 0;
        for (auto at = title.size(); at-- > 0;) {
            depth += title[at] == close ? 1 : title[at] == open ? -1 : 0;
            if (depth == 0)
                return Tail{trimmed(title.substr(0, at), " "), title.substr(at + 1, title.size() - at - 2)};
        }
    }
    for (const std::string_view dash : {" - ", " – ", " — "}) {
        const auto at = title.rfind(dash);
        if (at != std::string_view::npos)
            return Tail{trimmed(title.substr(0, at), " "), trimmed(title.substr(at + dash.size()), " ")};
    }
    return std::nullopt;
}

/// "Song feat. Other" without brackets.
std::optional<Tail> openGuests(std::string_view title) {
    for (const std::string_view mark : {" feat. ", " ft. ", " Feat. ", " featuring ", " feat ", " Ft. "}) {
        const auto at = title.rfind(mark);
        if (at != std::string_view::npos && at > 0)
            return Tail{trimmed(title.substr(0, at), " "), title.substr(at + mark.size())};
    }
    return std::nullopt;
}

std::string guestsOf(std::string_view tail) {
    const auto space = tail.find(' ');
    return space == std::string_view::npos ? std::string() : std::string(trimmed(tail.substr(space), " "));
}

bool hasOwnLength(VersionClass version) { return version != VersionClass::studio; }

bool doLengthsAgree(const SongFacts& a, const SongFacts& b) {
    if (a.lengthMs == 0 || b.lengthMs == 0)
        return false;
    const double longer = std::max(a.lengthMs, b.lengthMs);
    const double apart = longer - std::min(a.lengthMs, b.lengthMs);
    return apart <= std::max(kSameLength * longer, kShortestSlackMs);
}

bool doNamesAgree(const SongFacts& a, const SongFacts& b) { return a.title != 0 && a.title == b.title && sharesArtist(a, b); }

} // namespace

TitleParts parseTitle(std::string_view title) {
    TitleParts parts;
    std::string_view rest = trimmed(title, " ");
    while (const auto tail = lastTail(rest)) {
        TailReader reader(wordsOf(tail->text));
        const auto version = reader.read();
        if (!version || tail->before.empty())
            break;
        parts.version = std::max(parts.version, *version);
        if (reader.isGuests())
            parts.guests.push_back(guestsOf(trimmed(tail->text, " ")));
        rest = tail->before;
    }
    if (const auto guests = openGuests(rest)) {
        parts.guests.emplace_back(guests->text);
        rest = guests->before;
    }
    parts.core = folded(rest);
    return parts;
}

bool isGenericTitle(std::string_view title) {
    static constexpr std::array kGeneric{
        std::string_view("intro"),        std::string_view("outro"),       std::string_view("interlude"),
        std::string_view("skit"),         std::string_view("prelude"),     std::string_view("untitled"),
        std::string_view("introduction"), std::string_view("silence"),     std::string_view("unknown"),
        std::string_view("intermission"), std::string_view("overture"),    std::string_view("finale"),
        std::string_view("hidden track"), std::string_view("bonus track"), std::string_view("postlude"),
        std::string_view("reprise"),      std::string_view("theme"),       std::string_view("jam"),
        std::string_view("improvisation")};
    if (std::ranges::find(kGeneric, title) != kGeneric.end())
        return true;
    for (const std::string_view begin : {"track ", "audiotrack ", "piste ", "titel ", "intro ", "interlude ", "skit ", "untitled "})
        if (title.starts_with(begin) && title.size() > begin.size() &&
            std::ranges::all_of(title.substr(begin.size()), [](char digit) { return digit >= '0' && digit <= '9'; }))
            return true;
    return false;
}

bool isSameSong(const SongFacts& a, const SongFacts& b, bool keepsLiveApart) {
    const bool isOneLive = (a.version == VersionClass::live) != (b.version == VersionClass::live);
    if (keepsLiveApart && isOneLive)
        return false;
    if (a.recording != 0 && a.recording == b.recording)
        return true;
    if (!doNamesAgree(a, b))
        return false;
    if (a.take != 0 && a.take == b.take)
        return true;
    if (a.isGenericTitle)
        return false;
    if (a.isShortTitle)
        return std::abs(static_cast<double>(a.lengthMs) - static_cast<double>(b.lengthMs)) <= kShortestSlackMs;
    return doLengthsAgree(a, b) || hasOwnLength(a.version) || hasOwnLength(b.version);
}

bool isForFingerprints(const SongFacts& a, const SongFacts& b) {
    return a.recording != 0 && b.recording != 0 && doNamesAgree(a, b) && !isSameSong(a, b);
}

bool isBetterVersion(const SongFacts& a, const SongFacts& b, VersionClass wanted) {
    const auto rank = [wanted](const SongFacts& song) {
        return std::tuple(song.version != wanted, song.version != VersionClass::studio, -static_cast<int>(song.rating),
                          -static_cast<std::int64_t>(song.plays), song.track);
    };
    return rank(a) < rank(b);
}

} // namespace segue::recommend
