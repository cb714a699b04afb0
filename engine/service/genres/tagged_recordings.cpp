// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/service/genres/tagged_recordings.h"

#include <algorithm>
#include <unordered_map>
#include <unordered_set>

namespace segue {

namespace {

constexpr std::uint64_t kRulesVersion = 2; ///< a new number for new rules: all songs are compared again

/// FNV-1a, which stays the same from one start to the next.
std::uint64_t hashed(std::string_view text, std::uint64_t hash) {
    for (const char c : text)
        hash = (hash ^ static_cast<unsigned char>(c)) * 1099511628211ULL;
    return (hash ^ 0xFFU) * 1099511628211ULL;
}

/// Artists by name, ASCII letters whatever their case. Songs without one are by nobody else's.
class ArtistNumbers final {
public:
    std::uint32_t of(std::string_view artist) {
        if (artist.empty())
            return m_next++;
        std::string key(artist);
        for (char& c : key)
            if (c >= 'A' && c <= 'Z')
                c = static_cast<char>(c - 'A' + 'a');
        const auto [place, isNew] = m_numbers.try_emplace(std::move(key), m_next);
        m_next += isNew ? 1 : 0;
        return place->second;
    }

private:
    std::unordered_map<std::string, std::uint32_t> m_numbers;
    std::uint32_t m_next = 0;
};

/// Who votes now, and whose votes made each stored result.
class Voters final {
public:
    void add(std::uint32_t vote, std::span<const std::uint32_t> counted) {
        m_votes.insert(vote);
        m_counted.insert(m_counted.end(), counted.begin(), counted.end());
        m_ends.push_back(m_counted.size());
    }
    [[nodiscard]] std::size_t songs() const { return m_ends.size(); }
    [[nodiscard]] bool isAnyGone(std::size_t song) const {
        const auto begin = song == 0 ? 0 : m_ends[song - 1];
        const auto counted = std::span(m_counted).subspan(begin, m_ends[song] - begin);
        return std::ranges::any_of(counted, [&](std::uint32_t vote) { return !m_votes.contains(vote); });
    }

private:
    std::unordered_set<std::uint32_t> m_votes;
    std::vector<std::uint32_t> m_counted;
    std::vector<std::size_t> m_ends; ///< [songs]: where each one's end in m_counted
};

} // namespace

std::int64_t basisOf(std::string_view artist, std::string_view genre) {
    return static_cast<std::int64_t>(hashed(genre, hashed(artist, 14695981039346656037ULL + kRulesVersion)));
}

std::uint32_t voteOf(std::string_view identity, std::string_view artist, std::string_view genre) {
    const auto whole = hashed(genre, hashed(artist, hashed(identity, 14695981039346656037ULL)));
    return static_cast<std::uint32_t>(whole ^ whole >> 32U);
}

bool isAnyNew(const store::GenreStore& store, const std::stop_token& stop) {
    bool isAny = false;
    Voters voters;
    store.forEachVoter(
        false,
        [&](const store::GenreVoter& voter) {
            isAny = isAny || voter.basis != basisOf(voter.artist, voter.genre);
            voters.add(voteOf(voter.identity, voter.artist, voter.genre), voter.voters);
        },
        stop);
    for (std::size_t song = 0; song < voters.songs() && !isAny; ++song)
        isAny = voters.isAnyGone(song);
    return isAny;
}

void learnTags(recommend::GenreWords& words, const store::GenreStore& store) {
    for (const auto& [tag, songs] : store.tags())
        words.learn(tag, songs);
}

void TaggedRecordings::read(const store::GenreStore& store, const std::stop_token& stop) {
    learnTags(words, store);
    ArtistNumbers artists;
    Voters voters;
    store.forEachVoter(
        true,
        [&](const store::GenreVoter& voter) {
            if (voter.embedding.size() != songs.vectors.columns())
                return;
            songs.vectors.add(voter.embedding, artists.of(voter.artist));
            songs.genres.push_back(words.genresOf(voter.genre));
            identities.emplace_back(voter.identity);
            tracks.push_back(voter.track);
            bases.push_back(basisOf(voter.artist, voter.genre));
            isNew.push_back(voter.basis != bases.back());
            votes.push_back(voteOf(voter.identity, voter.artist, voter.genre));
            voters.add(votes.back(), voter.voters);
        },
        stop);
    for (std::size_t song = 0; song < isNew.size(); ++song)
        isStale.push_back(!isNew[song] && voters.isAnyGone(song));
}

} // namespace segue
