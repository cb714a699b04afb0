// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/spotify/export_reader.h"

#include "engine/words/error.h"

#include <algorithm>
#include <charconv>
#include <utility>

namespace segue::spotify {

namespace {

/// The number in "Playlist12.json": files lie in an archive in no order.
int numberIn(std::string_view name) {
    const auto digit = name.find_first_of("0123456789");
    int number = 0;
    if (digit != std::string_view::npos)
        std::from_chars(name.data() + digit, name.data() + name.size(), number);
    return number;
}

class Reading final {
public:
    Reading(const std::filesystem::path& file, const ExportProgress& progress)
        : m_file(file)
        , m_progress(progress) {}

    void read(const std::string& name, const NextBytes& next, const std::stop_token& stop) {
        const auto had = m_contents.playlists.size();
        try {
            note(readExportJson(name, next, m_contents, m_progress), name);
        } catch (const Error&) {
            if (!stop.stop_requested()) // then the file just ended
                throw;
        }
        m_order.push_back({numberIn(name), name, had, m_contents.playlists.size()});
    }

    ExportContents take() {
        if (!m_isSomething)
            throw Error{ErrorKind::badFile, m_isHistory ? Message(MessageId::spotifyExportHistory)
                                                        : Message(MessageId::spotifyExportOtherJson, {m_file.string()})};
        std::ranges::sort(m_order, {}, [](const Place& place) { return std::pair(place.number, place.name); });
        std::vector<ExportPlaylist> ordered;
        ordered.reserve(m_contents.playlists.size());
        for (const auto& place : m_order)
            for (auto at = place.begin; at < place.end; ++at)
                ordered.push_back(std::move(m_contents.playlists[at]));
        m_contents.playlists = std::move(ordered);
        return std::move(m_contents);
    }

private:
    struct Place {
        int number = 0;
        std::string name;
        std::size_t begin = 0, end = 0; ///< of the playlists
    };

    void note(JsonKind kind, const std::string& name) {
        m_isHistory = m_isHistory || kind == JsonKind::history;
        if (kind == JsonKind::library || kind == JsonKind::playlists)
            m_isSomething = true;
        else if (name != m_file.filename())
            ++m_contents.skipped.unreadable;
    }

    const std::filesystem::path& m_file;
    const ExportProgress& m_progress;
    ExportContents m_contents;
    std::vector<Place> m_order;
    bool m_isSomething = false, m_isHistory = false;
};

} // namespace

std::optional<ExportContents> readExport(const std::filesystem::path& file, std::stop_token stop, const ExportProgress& progress,
                                         const ExportLimits& limits) {
    Reading reading(file, progress);
    visitExport(
        file, [&](const std::string& name, const NextBytes& next) { reading.read(name, next, stop); }, stop, limits);
    if (stop.stop_requested())
        return std::nullopt;
    return reading.take();
}

} // namespace segue::spotify
