// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/service/model/taste_reading.h"

#include "engine/recommend/policy/recommender.h"
#include "engine/recommend/policy/song_facts.h"
#include "engine/store/feedback_store.h"

#include <utility>

namespace segue {

namespace {

constexpr float kSkipWeight = 0.3F; ///< of a skip, against a word

void take(store::FeedbackStore::Said said, recommend::Taste& taste, recommend::Blocks& blocks) {
    const auto oneArtist = [&] { return recommend::folded(said.artist); };
    switch (said.kind) {
    case FeedbackKind::moreLike:
        taste.opinions.push_back({.track = said.track, .weight = 1.F, .embedding = std::move(said.embedding)});
        break;
    case FeedbackKind::lessLike:
        taste.opinions.push_back({.track = said.track, .weight = -1.F, .embedding = std::move(said.embedding)});
        break;
    case FeedbackKind::skipped:
        taste.opinions.push_back({.track = said.track, .weight = -kSkipWeight, .embedding = std::move(said.embedding)});
        break;
    case FeedbackKind::notThisSong:
        if (said.identity.empty())
            blocks.tracks.insert(said.track);
        else
            blocks.songs.insert(recommend::recordingOf(said.identity));
        break;
    case FeedbackKind::lessOfArtist:
        blocks.lessOf.insert(oneArtist());
        break;
    case FeedbackKind::notThisArtist:
        blocks.artists.insert(oneArtist());
        break;
    case FeedbackKind::notThisAlbum:
        blocks.albums.insert(recommend::albumName(said.album, said.albumArtist.empty() ? said.artist : said.albumArtist));
        break;
    }
}

} // namespace

recommend::Taste readTaste(store::Database& reader, const EmbeddingSpace& space, std::chrono::sys_seconds now) {
    recommend::Taste taste;
    recommend::Blocks blocks;
    JoinedReading joined(reader, *space.joining);
    for (auto& said : store::FeedbackStore(reader).said(space.lead().id, now)) {
        if (!said.embedding.empty())
            said.embedding = joined.whole(said.identity, std::move(said.embedding));
        take(std::move(said), taste, blocks);
    }
    taste.blocks = std::make_shared<const recommend::Blocks>(std::move(blocks));
    return taste;
}

} // namespace segue
