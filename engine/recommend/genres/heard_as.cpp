// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/recommend/genres/heard_as.h"

#include <algorithm>
#include <cmath>

namespace segue::recommend {

namespace {

constexpr std::size_t kPairs = 2'000; ///< by which unrelated songs are known

/// Votes by genre; few are named, so that a line of them is faster than a table.
struct Votes {
    std::vector<std::pair<GenreId, float>> genres;
    float sum = 0.F;

    void add(GenreId genre, float weight) {
        const auto known = std::ranges::find(genres, genre, &std::pair<GenreId, float>::first);
        if (known == genres.end())
            genres.emplace_back(genre, weight);
        else
            known->second += weight;
    }
};

} // namespace

bool isSure(const HeardAs& heard, const HearingRules& rules) {
    return heard.genre != kNoGenre && heard.artists >= rules.fewest && heard.confidence >= rules.sureFrom;
}

/// Steps that share no factor with the number of songs, or hardly, meet all parts of the library.
float unrelatedSimilarity(const TaggedSongs& songs) {
    const std::size_t count = songs.vectors.size();
    double sum = 0.0;
    std::size_t pairs = 0;
    for (std::size_t i = 0; i < kPairs && count > 1; ++i) {
        const auto left = static_cast<std::uint32_t>(i * 7919 % count);
        const auto right = static_cast<std::uint32_t>((i * 104'729 + count / 2 + 1) % count);
        if (songs.vectors.artist(left) == songs.vectors.artist(right))
            continue;
        sum += static_cast<double>(songs.vectors.similarity(left, right));
        ++pairs;
    }
    return pairs == 0 ? 0.F : static_cast<float>(sum / static_cast<double>(pairs));
}

HeardAs countVotes(const TaggedSongs& songs, std::uint32_t song, std::span<const NearSong> nearest, float unrelated,
                   const HearingRules& rules) {
    Votes votes;
    std::vector<std::uint32_t> artists;
    const float whole = std::max(1e-6F, 1.F - unrelated);
    for (const NearSong& voter : nearest) {
        const float nearness = (voter.similarity - unrelated) / whole;
        const auto genres = songs.genres[voter.song];
        if (nearness <= 0.F || genres.empty())
            continue;
        const float weight = std::pow(nearness, rules.sharpness);
        for (const GenreId genre : genres)
            votes.add(genre, weight / static_cast<float>(genres.size()));
        votes.sum += weight;
        artists.push_back(songs.vectors.artist(voter.song));
    }
    if (votes.genres.empty())
        return {};
    const auto own = songs.genres[song];
    float ownVotes = 0.F;
    for (const auto& [genre, weight] : votes.genres)
        if (std::ranges::find(own, genre) != own.end())
            ownVotes += weight;
    std::ranges::sort(artists);
    const auto most = std::ranges::max_element(votes.genres, [](const auto& left, const auto& right) {
        return left.second != right.second ? left.second < right.second : left.first > right.first;
    });
    const float all = votes.sum + rules.doubt;
    return {.genre = most->first,
            .confidence = most->second / all,
            .ownShare = ownVotes / all,
            .artists = static_cast<std::uint32_t>(std::ranges::unique(artists).begin() - artists.begin())};
}

std::vector<std::uint32_t> votersOf(const TaggedSongs& songs, std::size_t most) {
    std::vector<std::uint32_t> voters;
    for (std::uint32_t song = 0; song < songs.genres.size(); ++song)
        if (!songs.genres[song].empty())
            voters.push_back(song);
    if (voters.size() <= most)
        return voters;
    for (std::size_t i = 0; i < most; ++i)
        voters[i] = voters[i * voters.size() / most];
    voters.resize(most);
    return voters;
}

bool hearAs(const TaggedSongs& songs, std::span<const std::uint32_t> which, const std::stop_token& stop,
            const std::function<void(std::uint32_t song, const HeardAs& heard, std::span<const NearSong> voters)>& answer,
            const std::function<void(std::size_t done)>& progress, const HearingRules& rules) {
    const auto voters = votersOf(songs);
    const float unrelated = unrelatedSimilarity(songs);
    const ManyQuestions questions{
        .songs = which, .among = voters, .count = rules.voters, .otherArtistsOnly = true, .perArtist = rules.perArtist};
    return findNearest(
        songs.vectors, questions, stop,
        [&](std::uint32_t song, std::span<const NearSong> nearest) {
            answer(song, countVotes(songs, song, nearest, unrelated, rules), nearest);
        },
        progress);
}

} // namespace segue::recommend
