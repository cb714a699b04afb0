// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/service/similar/list_answer.h"

#include "engine/recommend/policy/recommender.h"
#include "engine/store/library_store.h"
#include "engine/store/track_store.h"

#include <algorithm>
#include <map>
#include <utility>

namespace segue {

namespace {

Message fewInGenre(std::size_t found, const std::string& genre) {
    if (found == 0)
        return {MessageId::similarNoneInGenre, {genre}};
    return found == 1 ? Message(MessageId::similarOneInGenre, {genre})
                      : Message(MessageId::similarFewInGenre, {std::to_string(found), genre});
}

/// The filter to drop, and what that would bring.
Message filtered(const recommend::SongsFound& found) {
    if (found.byNarrowest == 0)
        return MessageId::similarFilteredAll;
    const auto more = std::to_string(found.byNarrowest);
    if (found.songs.empty())
        return Message(MessageId::similarFilteredNone, {more}).with(ruleName(*found.narrowest));
    if (found.songs.size() == 1)
        return Message(MessageId::similarFilteredOne, {more}).with(ruleName(*found.narrowest));
    return Message(MessageId::similarFiltered, {std::to_string(found.songs.size()), more}).with(ruleName(*found.narrowest));
}

} // namespace

std::vector<Recommendation> describeList(const recommend::SongsFound& found, store::Database& reader, const std::string& model) {
    std::vector<TrackId> ids;
    for (const auto& one : found.songs) {
        ids.push_back(one.track);
        ids.insert(ids.end(), one.versions.begin(), one.versions.end());
    }
    auto tracks = store::TrackStore(reader, model).find(ids);
    std::vector<Recommendation> songs;
    auto next = tracks.begin();
    for (const auto& one : found.songs) {
        auto track = std::move(*next++);
        std::vector<Track> versions;
        for (std::size_t i = 0; i < one.versions.size(); ++i, ++next)
            if (*next)
                versions.push_back(std::move(**next));
        if (track) // else it was removed just now
            songs.push_back({.track = std::move(*track),
                             .similarity = one.similarity,
                             .match = one.match,
                             .shift = one.shift,
                             .reasons = one.reasons,
                             .versions = std::move(versions)});
    }
    return songs;
}

Message remarkOn(const recommend::SongsFound& found, std::size_t wanted, const std::string& heardGenre) {
    if (found.songs.size() >= wanted)
        return found.relaxed == recommend::Relaxed::artists ? Message(MessageId::similarCapsGaveWay) : Message();
    if (found.narrowest)
        return filtered(found);
    if (!heardGenre.empty())
        return fewInGenre(found.songs.size(), heardGenre);
    if (!found.songs.empty())
        return {};
    return found.leftOut[Rule::version] > 0 ? MessageId::similarVersionsOnly : MessageId::similarNone;
}

Message orNoFolder(Message problem, store::Database& reader) {
    auto libraries = store::LibraryStore(reader).all();
    std::erase_if(libraries, [](const Library& library) { return library.trackCount == 0; });
    if (libraries.empty() || !std::ranges::all_of(libraries, &Library::offline))
        return problem;
    return {MessageId::libraryOffline, {libraries.front().name, libraries.front().root.string()}};
}

} // namespace segue
