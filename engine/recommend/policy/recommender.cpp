// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/recommend/policy/recommender.h"

#include "engine/recommend/policy/list_reasons.h"
#include "engine/recommend/policy/seed_songs.h"
#include "engine/recommend/policy/versions.h"

#include <algorithm>
#include <utility>

#include <xxhash.h>

namespace segue::recommend {

std::uint64_t recordingOf(const std::string& identity) {
    return identity.empty() ? 0 : XXH3_64bits(identity.data(), identity.size());
}

Recommender::Recommender(std::string model, std::vector<std::string> labels, std::size_t embeddingSize, std::size_t large)
    : m_model(std::move(model))
    , m_labels(std::move(labels))
    , m_matrix(embeddingSize)
    , m_graph(m_matrix, m_mutex, large) {}

int Recommender::genreIndex(const std::string& label) const {
    const auto found = std::ranges::find(m_labels, label);
    return found == m_labels.end() ? -1 : static_cast<int>(found - m_labels.begin());
}

bool Recommender::isComparable(const store::EmbeddedTrack& track) const {
    return track.model == m_model && track.embedding.size() == m_matrix.columns();
}

void Recommender::putRow(const store::EmbeddedTrack& track) {
    m_matrix.put({.track = track.track,
                  .library = track.library,
                  .recording = recordingOf(track.identity),
                  .genre = genreIndex(track.heardGenre)},
                 track.embedding);
    m_songs.put(factsOf(track));
}

SongFacts Recommender::factsOf(const store::EmbeddedTrack& track) {
    auto facts = recommend::factsOf(track.song, recordingOf(track.identity), m_songs.names());
    facts.track = track.track;
    facts.library = track.library;
    facts.take = takeOf(facts.recording);
    facts.heardGenre = track.heardGenre.empty() ? 0 : m_songs.names().put(folded(track.heardGenre));
    return facts;
}

/// Builds no graph while songs are loaded, since it would hold only some of them.
void Recommender::changed() {
    if (m_meanwhile)
        return;
    m_graph.follow();
    m_songs.keepUp();
}

void Recommender::put(const store::EmbeddedTrack& track) {
    const std::unique_lock lock(m_mutex);
    if (!isComparable(track))
        return;
    putRow(track);
    if (m_meanwhile)
        m_meanwhile->tracks.insert(track.track);
    changed();
}

void Recommender::remove(std::span<const TrackId> tracks) {
    const std::unique_lock lock(m_mutex);
    const auto before = m_matrix.size();
    m_matrix.remove(tracks);
    m_songs.noteRemoved(before - m_matrix.size());
    if (m_meanwhile)
        m_meanwhile->tracks.insert(tracks.begin(), tracks.end());
    changed();
}

void Recommender::removeLibrary(LibraryId library) {
    const std::unique_lock lock(m_mutex);
    const auto before = m_matrix.size();
    m_matrix.removeLibrary(library);
    m_songs.noteRemoved(before - m_matrix.size());
    if (m_meanwhile)
        m_meanwhile->goneLibraries.insert(library);
    changed();
}

void Recommender::load(const std::function<void(const Visit&)>& read) {
    const std::lock_guard oneAtATime(m_loading);
    const auto end = [this] {
        const std::unique_lock lock(m_mutex);
        m_meanwhile.reset();
        m_songs.resume();
        changed();
    };
    {
        const std::unique_lock lock(m_mutex);
        m_meanwhile.emplace();
        m_songs.pause();
    }
    try {
        read([this](const store::EmbeddedTrack& track) {
            const std::unique_lock lock(m_mutex);
            if (isComparable(track) && !m_meanwhile->tracks.contains(track.track) &&
                !m_meanwhile->goneLibraries.contains(track.library))
                putRow(track);
        });
    } catch (...) {
        end();
        throw;
    }
    end();
}

std::vector<Neighbour> Recommender::similarTo(const Seed& seed, const Choice& choice) const {
    const std::shared_lock lock(m_mutex);
    const Filter filter{.library = choice.library,
                        .genre = choice.sameGenre ? std::optional(genreIndex(seed.heardGenre)) : std::nullopt,
                        .exceptTrack = seed.track,
                        .exceptRecording = seed.recording};
    if (auto found = m_graph.nearest(seed.embedding, choice.count, filter))
        return std::move(*found);
    return m_matrix.nearest(seed.embedding, choice.count, filter);
}

SongsFound Recommender::list(Question question, bool sameGenre) const {
    const std::shared_lock lock(m_mutex);
    if (question.seeds.empty())
        return {};
    if (sameGenre)
        question.genre = genreIndex(question.seeds.front().heardGenre);
    if (question.rules.isPlain)
        return plainList(question);
    for (Opinion& one : question.taste.opinions)
        if (one.embedding.empty())
            one.embedding = m_matrix.embedding(one.track);
    return makeList({.matrix = m_matrix, .songs = m_songs, .graph = &m_graph}, question);
}

/// The nearest as they are, one more for each seed and song that is not to be listed.
SongsFound Recommender::plainList(const Question& question) const {
    const Seed& seed = question.seeds.front();
    const Filter filter{
        .library = question.library, .genre = question.genre, .exceptTrack = seed.track, .exceptRecording = seed.recording};
    const auto direction = directionOf(question.seeds, question.against);
    const auto wanted = question.count + question.seeds.size() - 1 + question.against.size() + question.except.size();
    auto found = m_graph.nearest(direction, wanted, filter);
    if (!found)
        found = m_matrix.nearest(direction, wanted, filter);
    SongsFound result;
    for (const Neighbour& one : *found) {
        const auto isOf = [&](const Seed& other) { return other.track == one.row.track; };
        if (std::ranges::any_of(question.seeds, isOf) || std::ranges::any_of(question.against, isOf) ||
            std::ranges::find(question.except, one.row.track) != question.except.end() || result.songs.size() == question.count)
            continue;
        result.songs.push_back({.track = one.row.track,
                                .similarity = one.similarity,
                                .match = static_cast<float>(m_songs.scale().shareBelow(one.similarity))});
    }
    if (question.wantsReasons)
        addReasons({.matrix = m_matrix, .songs = m_songs}, question.seeds, result);
    return result;
}

std::vector<SongPair> Recommender::pairsForFingerprints(TrackId about) const {
    constexpr std::size_t kMostOfName = 64;
    const std::shared_lock lock(m_mutex);
    std::vector<SongPair> pairs;
    const auto add = [&](const SongFacts& a, const SongFacts& b) {
        if (a.track != b.track && isForFingerprints(a, b))
            pairs.emplace_back(std::min(a.track, b.track), std::max(a.track, b.track));
    };
    if (about != 0) {
        const auto own = m_matrix.slotOf(about);
        for (const Slot slot : own ? m_matrix.slots() : std::vector<Slot>{})
            if (m_songs.title(slot) == m_songs.title(*own) && pairs.size() < kMostOfName)
                add(m_songs.facts(*own), m_songs.facts(slot));
        return pairs;
    }
    std::unordered_map<std::uint64_t, std::vector<Slot>> byName; ///< title and one of the artists
    for (const Slot slot : m_matrix.slots())
        for (const NameId artist : m_songs.facts(slot).artists)
            if (artist != 0 && m_songs.title(slot) != 0)
                byName[std::uint64_t{m_songs.title(slot)} << 32U | artist].push_back(slot);
    for (const auto& [name, slots] : byName)
        for (std::size_t i = 0; i < std::min(slots.size(), kMostOfName); ++i)
            for (std::size_t k = 0; k < i; ++k)
                add(m_songs.facts(slots[i]), m_songs.facts(slots[k]));
    std::ranges::sort(pairs);
    pairs.erase(std::ranges::unique(pairs).begin(), pairs.end());
    return pairs;
}

void Recommender::joinTakes(std::span<const SongPair> pairs) {
    const std::unique_lock lock(m_mutex);
    for (const auto& [one, other] : pairs) {
        const auto row = m_matrix.find(one), otherRow = m_matrix.find(other);
        if (row && otherRow && row->recording != 0 && otherRow->recording != 0)
            join(row->recording, otherRow->recording);
    }
    if (!pairs.empty())
        m_songs.setTakes(m_takes);
}

void Recommender::join(std::uint64_t recording, std::uint64_t other) {
    const auto take = takeOf(recording), otherTake = takeOf(other);
    const auto joined = take != 0 ? take : otherTake != 0 ? otherTake : ++m_lastTake;
    m_takes[recording] = m_takes[other] = joined;
    if (otherTake != 0 && otherTake != joined)
        for (auto& [name, one] : m_takes)
            if (one == otherTake)
                one = joined;
}

std::uint32_t Recommender::takeOf(std::uint64_t recording) const {
    const auto take = m_takes.find(recording);
    return take == m_takes.end() ? 0 : take->second;
}

void Recommender::setFacts(const store::EmbeddedTrack& track) {
    const std::unique_lock lock(m_mutex);
    m_songs.setFacts(factsOf(track));
}

void Recommender::describe(Seed& seed, const Track& song) {
    const std::unique_lock lock(m_mutex);
    seed.facts = recommend::factsOf(song, seed.recording, m_songs.names());
    seed.facts.take = takeOf(seed.recording);
}

void Recommender::withSongs(const std::function<void(const EmbeddingMatrix&, const SongTable&)>& look) const {
    const std::shared_lock lock(m_mutex);
    look(m_matrix, m_songs);
}

std::optional<Seed> Recommender::seed(TrackId track) const {
    const std::shared_lock lock(m_mutex);
    return seedOf(track);
}

std::vector<Seed> Recommender::seeds(std::span<const TrackId> songs, SeedsOf of) const {
    const std::shared_lock lock(m_mutex);
    std::vector<Seed> seeds;
    for (const TrackId track : seedSongs(m_matrix, m_songs, songs, of))
        seeds.push_back(*seedOf(track));
    return seeds;
}

std::optional<Seed> Recommender::seedOf(TrackId track) const {
    const auto row = m_matrix.find(track);
    if (!row)
        return std::nullopt;
    Seed seed{.track = track, .recording = row->recording, .embedding = m_matrix.embedding(track)};
    if (row->genre >= 0)
        seed.heardGenre = m_labels[static_cast<std::size_t>(row->genre)];
    seed.facts = m_songs.facts(*m_matrix.slotOf(track));
    return seed;
}

std::size_t Recommender::size() const {
    const std::shared_lock lock(m_mutex);
    return m_matrix.size();
}

std::size_t Recommender::bytes() const {
    const std::shared_lock lock(m_mutex);
    return m_matrix.bytes() + m_graph.bytes() + m_songs.bytes();
}

void Recommender::waitForGraph() {
    std::unique_lock lock(m_mutex);
    m_graph.wait(lock);
}

bool Recommender::usesGraph() const {
    const std::shared_lock lock(m_mutex);
    return m_graph.isReady();
}

} // namespace segue::recommend
