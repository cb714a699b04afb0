// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/playlist/playlist_text.h"

#include <algorithm>
#include <charconv>
#include <expat.h>
#include <memory>

namespace segue {

namespace {

constexpr std::size_t kLongestText = 65'536; // bytes between two tags
constexpr std::size_t kXspfTextDeepest = 64;

struct FreeParser {
    void operator()(XML_Parser parser) const noexcept { XML_ParserFree(parser); }
};
using XspfTextParser = std::unique_ptr<std::remove_pointer_t<XML_Parser>, FreeParser>;

/// Reads what Segue knows of XSPF. Elements are told by their names without the namespace, since many lists have none. What XML can
/// do beyond elements is refused: a list with a DOCTYPE is none.
class XspfTextReading final {
public:
    explicit XspfTextReading(XML_Parser parser)
        : m_parser(parser) {
        XML_SetUserData(parser, this);
        XML_SetElementHandler(
            parser, [](void* self, const XML_Char* name, const XML_Char**) { of(self).begin(name); },
            [](void* self, const XML_Char* name) { of(self).end(name); });
        XML_SetCharacterDataHandler(parser, [](void* self, const XML_Char* text, int length) {
            of(self).add(std::string_view(text, static_cast<std::size_t>(length)));
        });
        XML_SetStartDoctypeDeclHandler(parser, [](void* self, const XML_Char*, const XML_Char*, const XML_Char*, int) {
            of(self).m_isRefused = true;
            XML_StopParser(of(self).m_parser, XML_FALSE);
        });
    }

    std::variant<PlaylistText, PlaylistFault> result(bool isWhole) {
        if (!m_isPlaylist || m_isRefused)
            return PlaylistFault::none;
        m_list.isCut = m_list.isCut || !isWhole;
        return std::move(m_list);
    }

private:
    static XspfTextReading& of(void* self) { return *static_cast<XspfTextReading*>(self); }

    static std::string_view local(const XML_Char* name) {
        const std::string_view full(name);
        const auto colon = full.rfind(':');
        return colon == std::string_view::npos ? full : full.substr(colon + 1);
    }

    void begin(const XML_Char* name) {
        m_depth += 1;
        m_text.clear();
        if (m_depth == 1)
            m_isPlaylist = local(name) == "playlist";
        if (m_depth > kXspfTextDeepest || (m_depth == 1 && !m_isPlaylist)) {
            XML_StopParser(m_parser, XML_FALSE);
            return;
        }
        if (m_depth == 3 && local(name) == "track") {
            m_isTrack = true;
            m_line = {};
        }
    }

    void end(const XML_Char* name) {
        const auto element = local(name);
        if (m_depth == 2 && element == "title")
            m_list.name = lineText(m_text);
        if (m_isTrack && m_depth == 4)
            take(element);
        if (m_isTrack && m_depth == 3)
            finish();
        m_depth -= 1;
        m_text.clear();
    }

    void take(std::string_view element) {
        if (element == "location" && m_line.where.empty()) { // more of them are other places of the same song
            const auto first = m_text.find_first_not_of(" \t\r\n");
            const auto last = m_text.find_last_not_of(" \t\r\n");
            m_line.where = first == std::string::npos ? std::string() : m_text.substr(first, last - first + 1);
        } else if (element == "title") {
            m_line.title = lineText(m_text);
        } else if (element == "creator") {
            m_line.artist = lineText(m_text);
        } else if (element == "duration") {
            std::int64_t given = 0;
            std::from_chars(m_text.data(), m_text.data() + m_text.size(), given);
            constexpr std::int64_t kLongest = 1'000'000'000;
            m_line.length = std::chrono::milliseconds(std::clamp<std::int64_t>(given, 0, kLongest) % kLongest);
        }
    }

    void finish() {
        m_isTrack = false;
        if (m_line.where.empty() && m_line.title.empty())
            return;
        m_list.lines.push_back(std::move(m_line));
        if (m_list.lines.size() < kMostPlaylistLines)
            return;
        m_list.isCut = true;
        XML_StopParser(m_parser, XML_FALSE);
    }

    void add(std::string_view text) { m_text += text.substr(0, kLongestText - std::min(kLongestText, m_text.size())); }

    XML_Parser m_parser;
    PlaylistText m_list;
    FileLine m_line;
    std::string m_text; ///< since the last tag
    std::size_t m_depth = 0;
    bool m_isPlaylist = false, m_isTrack = false, m_isRefused = false;
};

} // namespace

std::variant<PlaylistText, PlaylistFault> parseXspf(std::string_view bytes) {
    const XspfTextParser parser(XML_ParserCreate(nullptr));
    if (!parser)
        throw std::bad_alloc();
    XspfTextReading reading(parser.get());
    constexpr std::size_t kAtATime = 1U << 20U;
    auto status = XML_STATUS_OK;
    do {
        const auto part = bytes.substr(0, kAtATime);
        bytes.remove_prefix(part.size());
        status = XML_Parse(parser.get(), part.data(), static_cast<int>(part.size()), bytes.empty() ? XML_TRUE : XML_FALSE);
    } while (status == XML_STATUS_OK && !bytes.empty());
    return reading.result(status == XML_STATUS_OK);
}

} // namespace segue
