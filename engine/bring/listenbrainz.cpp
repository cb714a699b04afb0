// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/bring/listen_count.h"
#include "engine/bring/listens.h"
#include "engine/words/foreign_scales.h"

#include <nlohmann/json.hpp>

#include <string>

namespace segue::bring {

namespace {

using nlohmann::json;

constexpr std::size_t kLongestListen = 1U << 20U; ///< bytes; a listen has about 1,000

std::string textIn(const json& object, const char* key) {
    const auto found = object.find(key);
    return found != object.end() && found->is_string() ? found->get<std::string>() : std::string();
}

/// Cuts the objects of the outermost array, or those that stand one behind another, out of the bytes as they come: each is parsed
/// by itself, so that an export of gigabytes needs the memory of one listen.
class Objects final {
public:
    explicit Objects(const Reading& reading)
        : m_reading(reading) {}

    template <typename Visit>
    void take(std::span<const char> block, Visit&& visit) {
        for (const char c : block) {
            if (m_depth == 0 && c != '{') {
                requireBetween(c);
                continue;
            }
            m_object += c;
            if (m_object.size() > kLongestListen)
                throw damaged(m_reading, "> 1 MB");
            if (m_isText) {
                m_isText = m_isEscaped || c != '"';
                m_isEscaped = !m_isEscaped && c == '\\';
            } else if (c == '"') {
                m_isText = true;
            } else if (c == '{' || c == '[') {
                ++m_depth;
            } else if ((c == '}' || c == ']') && --m_depth == 0) {
                visit(parsed());
                m_object.clear();
            }
        }
    }
    void finish() const {
        if (m_depth != 0)
            throw damaged(m_reading, "}");
    }

private:
    void requireBetween(char c) const {
        constexpr std::string_view kBetween = " \t\r\n,[]\xEF\xBB\xBF";
        if (kBetween.find(c) == std::string_view::npos)
            throw damaged(m_reading, "no JSON");
    }
    json parsed() const {
        try {
            return json::parse(m_object);
        } catch (const json::exception& exception) {
            throw damaged(m_reading, exception.what());
        }
    }

    const Reading& m_reading;
    std::string m_object;
    int m_depth = 0;
    bool m_isText = false, m_isEscaped = false;
};

} // namespace

ForeignLibrary readListenBrainz(const Reading& reading) {
    ListenCount count;
    bool hasObject = false;
    Objects objects(reading);
    readBlocks(reading, [&](std::span<const char> block) {
        objects.take(block, [&](const json& listen) {
            hasObject = true;
            const auto what = listen.find("track_metadata");
            if (what == listen.end() || !what->is_object())
                return;
            const auto artist = textIn(*what, "artist_name"), title = textIn(*what, "track_name");
            const auto album = textIn(*what, "release_name");
            if (artist.empty() || title.empty())
                return;
            if (const auto score = listen.find("score"); score != listen.end()) {
                if (score->is_number_integer() && score->get<int>() > 0)
                    count.song(artist, title, album).rating = 5;
                return;
            }
            const auto at = listen.find("listened_at");
            count.add(artist, title, album,
                      at != listen.end() && at->is_number() ? dateOfSeconds(at->get<double>()) : std::chrono::sys_seconds{});
        });
        return true;
    });
    objects.finish();
    if (hasObject && count.empty())
        throw otherVersion(reading);
    return {.songs = count.take(), .playlists = {}};
}

} // namespace segue::bring
