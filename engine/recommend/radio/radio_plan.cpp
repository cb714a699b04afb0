// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/recommend/radio/radio_plan.h"

#include "engine/recommend/policy/versions.h"

#include <algorithm>
#include <cmath>
#include <numeric>
#include <optional>
#include <span>
#include <unordered_map>
#include <unordered_set>
#include <utility>

namespace segue::recommend {

namespace {

constexpr std::size_t kNear = 4'000; ///< of the nearest songs all rules are kept to before any gives way
constexpr std::size_t kGrowth = 8;   ///< by which so many times as many are looked at for want of others
constexpr float kSilent = -69.F;     ///< LUFS: not measured

std::uint64_t scrambled(std::uint64_t value) { // splitmix64
    value += 0x9E3779B97F4A7C15ULL;
    value = (value ^ (value >> 30U)) * 0xBF58476D1CE4E5B9ULL;
    value = (value ^ (value >> 27U)) * 0x94D049BB133111EBULL;
    return value ^ (value >> 31U);
}

/// [0, 1)
double chance(std::uint64_t dice, std::uint64_t turn) {
    return static_cast<double>(scrambled(dice ^ scrambled(turn)) >> 11U) / static_cast<double>(1ULL << 53U);
}

struct Scored {
    double score = 0.0;
    double plain = 0.0; ///< without the listener's taste
    Slot slot = 0;
};

class Planner {
public:
    Planner(const EmbeddingMatrix& matrix, const SongTable& songs, const RadioQuestion& question)
        : m_matrix(matrix)
        , m_songs(songs)
        , m_question(question) {
        for (const TrackId track : question.session)
            note(track);
        for (const TrackId track : question.before) {
            note(track);
            if (const auto slot = matrix.slotOf(track))
                m_tail.push_back(&songs.facts(*slot));
        }
        prepare();
    }

    RadioPlan plan() {
        RadioPlan plan;
        while (plan.songs.size() < m_question.count) {
            const auto pick = next();
            if (!pick) {
                plan.isExhausted = true;
                break;
            }
            plan.songs.push_back(*pick);
        }
        return plan;
    }

private:
    void note(TrackId track) {
        const auto slot = m_matrix.slotOf(track);
        if (!slot)
            return;
        const SongFacts& facts = m_songs.facts(*slot);
        m_heard.insert(track);
        if (facts.recording != 0)
            m_recordings.insert(facts.recording);
        m_byTitle.emplace(facts.title, *slot);
    }

    /// What songs are compared and looked through by.
    void prepare() {
        const auto direction = directionOf(m_question.seeds, {});
        if (direction.empty())
            return;
        const auto& wanted = m_question.rules;
        ListRules rules;
        // Who begins with a skit or a mix wants such.
        const auto length = std::chrono::milliseconds(m_question.seeds.front().facts.lengthMs);
        rules.shortest = length < wanted.shortest ? std::chrono::seconds(0) : wanted.shortest;
        rules.longest = length > wanted.longest ? std::chrono::seconds(0) : wanted.longest;
        m_screen.emplace(rules, m_question.seeds.front().facts, m_question.taste.blocked(), m_songs.names(), m_question.now);
        auto opinions = m_question.taste.opinions;
        for (Opinion& opinion : opinions)
            if (opinion.embedding.empty())
                opinion.embedding = m_matrix.embedding(opinion.track);
        std::erase_if(opinions, [](const Opinion& opinion) { return opinion.embedding.empty(); });
        m_leaning.emplace(opinions, m_matrix.columns());
        m_hub = m_songs.hubOf(direction);
        m_near = m_matrix.rows().products(m_matrix.packed(direction).get(), {});
        rankMore();
    }

    /// Puts the next nearest songs that no filter leaves out behind those that are ranked, the most wanted first. What the listener
    /// said moves only the first of them: it would not bring a far one near.
    void rankMore() {
        const auto rest = std::span(m_near).subspan(m_looked);
        const auto count = std::min(m_looked == 0 ? kNear : m_looked * kGrowth, rest.size());
        if (count < rest.size())
            std::ranges::nth_element(rest, rest.begin() + static_cast<std::ptrdiff_t>(count), [](const auto& a, const auto& b) {
                return a.product != b.product ? a.product > b.product : a.slot < b.slot;
            });
        const auto ranked = static_cast<std::ptrdiff_t>(m_ranked.size());
        for (const auto& near : rest.first(count))
            if (const auto& facts = m_songs.facts(near.slot); facts.track != 0 && m_screen->broken(facts) == 0)
                m_ranked.push_back(scored(near, m_looked == 0));
        std::sort(m_ranked.begin() + ranked, m_ranked.end(), [&](const Scored& a, const Scored& b) {
            return a.score != b.score ? a.score > b.score : m_songs.facts(a.slot).track < m_songs.facts(b.slot).track;
        });
        m_looked += count;
    }

    [[nodiscard]] Scored scored(const PackedRows::Product& near, bool mayMove) const {
        const auto score = [&](float alike) {
            return proximity(alike, m_hub, m_songs.hub(near.slot), m_question.rules.hubStrength);
        };
        const float similarity = similarityOf(near.product);
        const float shift = m_leaning->isEmpty() || !mayMove ? 0.F : m_leaning->shift(m_matrix.rows().values(near.slot));
        const double plain = score(similarity);
        return {.score = shift == 0.F ? plain : score(similarity + shift), .plain = plain, .slot = near.slot};
    }

    [[nodiscard]] bool wasHeard(const SongFacts& song) const {
        if (m_heard.contains(song.track) || (song.recording != 0 && m_recordings.contains(song.recording)))
            return true;
        const auto [first, last] = m_byTitle.equal_range(song.title);
        return std::any_of(first, last, [&](const auto& other) { return isSameSong(song, m_songs.facts(other.second)); });
    }

    [[nodiscard]] bool keepsSpacing(const SongFacts& song, RadioRelaxed way) const {
        const auto& rules = m_question.rules;
        const auto window = std::min(way >= RadioRelaxed::window ? rules.shortSpacing : rules.spacing, m_tail.size());
        return std::none_of(m_tail.end() - static_cast<std::ptrdiff_t>(window), m_tail.end(), [&](const SongFacts* other) {
            const bool sharesAlbum = song.album != 0 && song.album == other->album;
            return (way < RadioRelaxed::artists && sharesArtist(song, *other)) || (way < RadioRelaxed::albums && sharesAlbum);
        });
    }

    [[nodiscard]] bool keepsSteps(const SongFacts& song) const {
        if (m_tail.empty())
            return true;
        const SongFacts& last = *m_tail.back();
        const auto& rules = m_question.rules;
        const bool knowsTempo = song.tempoBpm > 0.F && last.tempoBpm > 0.F;
        const bool knowsLoudness = song.loudnessLufs > kSilent && last.loudnessLufs > kSilent;
        return (!knowsTempo || isTempoWithin(last.tempoBpm, song.tempoBpm, rules.tempoStep)) &&
               (!knowsLoudness || std::abs(song.loudnessLufs - last.loudnessLufs) <= rules.loudnessStepDb);
    }

    [[nodiscard]] bool isEligible(const SongFacts& song, RadioRelaxed way) const {
        return (way >= RadioRelaxed::steps || keepsSteps(song)) && keepsSpacing(song, way) && !wasHeard(song);
    }

    /// Up to `wanted` of the best that may come next, as places in m_ranked.
    [[nodiscard]] std::vector<std::size_t> eligible(std::size_t wanted, RadioRelaxed way) {
        std::vector<std::size_t> found;
        for (std::size_t i = 0;; rankMore()) {
            for (; i < m_ranked.size() && found.size() < wanted; ++i)
                if (isEligible(m_songs.facts(m_ranked[i].slot), way))
                    found.push_back(i);
            if (!found.empty() || way < RadioRelaxed::window || m_looked == m_near.size())
                return found;
        }
    }

    /// From how many of the nearest the next one is drawn: in a small library fewer, since its far songs are soon reached.
    [[nodiscard]] std::size_t pool() const {
        constexpr std::size_t kFewest = 2;
        constexpr std::size_t kShare = 20; ///< one in so many
        return std::min(drawnFrom(m_question.reach), std::max(kFewest, m_near.size() / kShare));
    }

    std::optional<RadioPick> next() {
        for (const auto way :
             {RadioRelaxed::none, RadioRelaxed::steps, RadioRelaxed::window, RadioRelaxed::albums, RadioRelaxed::artists}) {
            const auto found = eligible(pool(), way);
            if (found.empty())
                continue;
            const double drawn = chance(m_question.dice, m_heard.size());
            const auto index = static_cast<std::size_t>(drawn * drawn * static_cast<double>(found.size()));
            return taken(found[index], way);
        }
        return std::nullopt;
    }

    RadioPick taken(std::size_t place, RadioRelaxed way) {
        const Slot slot = m_ranked[place].slot;
        const SongFacts& facts = m_songs.facts(slot);
        RadioPick pick{.track = facts.track, .relaxed = way};
        pick.isSteered =
            std::any_of(m_ranked.begin() + static_cast<std::ptrdiff_t>(place) + 1, m_ranked.end(), [&](const Scored& other) {
                return other.plain > m_ranked[place].plain && other.score < other.plain &&
                       isEligible(m_songs.facts(other.slot), way);
            });
        findNearest(pick, slot);
        note(facts.track);
        m_tail.push_back(&facts);
        return pick;
    }

    /// A seed that comes itself is like another one, where there is another.
    void findNearest(RadioPick& pick, Slot slot) const {
        const auto own = unpack(m_matrix.rows().values(slot), m_matrix.columns());
        float best = -2.F;
        for (std::size_t i = 0; i < m_question.seeds.size(); ++i) {
            const Seed& seed = m_question.seeds[i];
            float similarity = -1.F;
            if (seed.track != pick.track || seed.track == 0)
                similarity = std::inner_product(own.begin(), own.end(), seed.embedding.begin(), 0.F);
            if (similarity > best) {
                best = similarity;
                pick.nearest = i;
            }
        }
        pick.similarity = std::clamp(best, 0.F, 1.F);
    }

    const EmbeddingMatrix& m_matrix;
    const SongTable& m_songs;
    const RadioQuestion& m_question;
    std::unordered_set<TrackId> m_heard;
    std::unordered_set<std::uint64_t> m_recordings;
    std::unordered_multimap<NameId, Slot> m_byTitle;
    std::vector<const SongFacts*> m_tail; ///< what plays before the next one, the latest last
    std::optional<Screen> m_screen;       ///< none: there is no seed
    std::optional<Leaning> m_leaning;
    HubStatistics m_hub;                     ///< of what the seeds have in common
    std::vector<PackedRows::Product> m_near; ///< all songs
    std::vector<Scored> m_ranked;
    std::size_t m_looked = 0; ///< so many of the nearest are ranked, or left out
};

} // namespace

std::size_t drawnFrom(RadioReach reach) {
    switch (reach) {
    case RadioReach::lockedIn:
        return 2;
    case RadioReach::close:
        return 6;
    case RadioReach::balanced:
        return 15;
    case RadioReach::varied:
        return 40;
    case RadioReach::adventurous:
        break;
    }
    return 120;
}

RadioPlan planRadio(const EmbeddingMatrix& matrix, const SongTable& songs, const RadioQuestion& question) {
    return Planner(matrix, songs, question).plan();
}

} // namespace segue::recommend
