// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/recommend/policy/list_maker.h"

#include "engine/recommend/policy/list_reasons.h"
#include "engine/recommend/policy/screen.h"
#include "engine/recommend/policy/versions.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <limits>
#include <numeric>
#include <unordered_map>
#include <unordered_set>

namespace segue::recommend {

namespace {

constexpr std::size_t kFirstBand = 500;
constexpr std::size_t kBandGrowth = 4;
constexpr std::size_t kRarely = 16;  ///< of a band less than one in so many passed: then all the rest is the next
constexpr std::size_t kAhead = 8;    ///< songs, while one is looked at
constexpr float kRatingStep = 0.01F; ///< of similarity, for each star above or below three

constexpr std::size_t kTitleMarks = 4096;
constexpr std::size_t kMoved = 2500; ///< so many of the nearest may change places for the listener's taste
constexpr float kLast = -std::numeric_limits<float>::infinity();

using Product = PackedRows::Product;

/// A row and its likeness to what is asked for.
struct Near {
    Slot slot = 0;
    float similarity = 0.F;
};

/// One list in the making.
class ListMaker final {
public:
    ListMaker(const Shelf& shelf, const Question& question)
        : m_shelf(shelf)
        , m_question(question)
        , m_direction(directionOf(question.seeds, question.against))
        , m_hub(question.rules.hubStrength > 0 ? shelf.songs.hubOf(m_direction) : HubStatistics{})
        , m_screen(question.rules, question.seeds.front().facts, question.taste.blocked(), shelf.songs.names(), question.now)
        , m_leaning(question.rules.usesFeedback ? question.taste.opinions : std::vector<Opinion>{}, shelf.matrix.columns(),
                    question.taste.shape)
        , m_seedFacts(factsOfSeeds())
        , m_before(factsOfBefore())
        , m_chooser(question.rules, m_seedFacts, question.count, m_before) {
        for (const Seed& seed : question.seeds)
            m_not.insert(seed.track);
        for (const Seed& seed : question.against)
            m_not.insert(seed.track);
        m_not.insert(question.except.begin(), question.except.end());
    }

    SongsFound make() {
        const bool isExhausted = !tryGraph() && takeAll();
        m_chooser.finish();
        return found(isExhausted);
    }

private:
    /// A large library's graph has the first band. False if there is none, or it was not enough.
    bool tryGraph() {
        if (m_shelf.graph == nullptr)
            return false;
        const auto nearest = m_shelf.graph->nearest(m_direction, kFirstBand, filter());
        if (!nearest)
            return false;
        std::vector<Near> band;
        for (const Neighbour& one : *nearest)
            if (const auto slot = m_shelf.matrix.slotOf(one.row.track))
                band.push_back({*slot, one.similarity});
        takeBand(band);
        for (const Near& one : band)
            m_not.insert(m_shelf.songs.facts(one.slot).track);
        return m_chooser.isFull();
    }

    /// Takes bands until the list is full. True if no song is left.
    bool takeAll() {
        auto products = m_shelf.matrix.rows().products(m_shelf.matrix.packed(m_direction).get(), filter());
        const auto isNearer = [](const Product& a, const Product& b) {
            return a.product != b.product ? a.product > b.product : a.slot < b.slot;
        };
        std::size_t size = kFirstBand;
        auto rest = std::span(products);
        while (!rest.empty() && !m_chooser.isFull() && m_passed < kEnoughForCaps) {
            size = std::min(size, rest.size());
            if (size < rest.size())
                std::ranges::nth_element(rest, rest.begin() + static_cast<std::ptrdiff_t>(size) - 1, isNearer);
            std::vector<Near> band;
            for (const Product& one : rest.first(size))
                band.push_back({one.slot, similarityOf(one.product)});
            const auto passedBefore = m_passed;
            takeBand(band);
            rest = rest.subspan(size);
            const bool isRarelyPassed = (m_passed - passedBefore) * kRarely < size;
            size = isRarelyPassed && m_seen >= kMoved ? rest.size() : size * kBandGrowth;
        }
        return rest.empty();
    }

    std::vector<SongFacts> factsOfSeeds() const {
        std::vector<SongFacts> facts;
        for (const Seed& seed : m_question.seeds)
            facts.push_back(seed.facts);
        return facts;
    }

    std::vector<const SongFacts*> factsOfBefore() const {
        std::vector<const SongFacts*> facts;
        for (const TrackId track : m_question.before)
            if (const auto slot = m_shelf.matrix.slotOf(track))
                facts.push_back(&m_shelf.songs.facts(*slot));
        return facts;
    }

    Filter filter() const {
        const Seed& seed = m_question.seeds.front();
        return {
            .library = m_question.library, .genre = m_question.genre, .exceptTrack = seed.track, .exceptRecording = seed.recording};
    }

    /// Puts songs through the filters, orders them and lets the chooser choose.
    void takeBand(std::span<const Near> near) {
        std::vector<Ranked> band;
        for (std::size_t i = 0; i < near.size(); ++i) {
            const Near& one = near[i];
            if (i + kAhead < near.size())
                m_shelf.songs.prefetch(near[i + kAhead].slot);
            const SongFacts& song = m_shelf.songs.facts(one.slot);
            if (m_not.contains(song.track))
                continue;
            const auto broken = m_screen.broken(song);
            if (broken == 0)
                band.push_back(ranked(song, one));
            else
                m_broken.emplace_back(m_seen < kMoved ? ranked(song, one).score : kLast, broken);
            ++m_seen;
        }
        std::ranges::sort(band, [](const Ranked& a, const Ranked& b) {
            return a.score != b.score ? a.score > b.score : a.song->track < b.song->track;
        });
        m_passed += band.size();
        m_chooser.add(band);
        m_chooser.fill();
    }

    Ranked ranked(const SongFacts& song, const Near& one) {
        const float moved = std::clamp(one.similarity + shiftOf(song, one.slot), 0.F, 1.F);
        const auto score = evenScore(moved, m_hub, m_shelf.songs.hub(one.slot), m_question.rules.hubStrength);
        return {.song = &song, .similarity = one.similarity, .score = static_cast<float>(score)};
    }

    float shiftOf(const SongFacts& song, Slot slot) {
        float shift = 0.F;
        if (!m_leaning.isEmpty() && m_seen < kMoved) {
            shift = m_leaning.shift(m_shelf.matrix.rows().values(slot));
            if (shift != 0.F)
                m_shifts[song.track] = shift;
        }
        if (m_question.rules.usesRatings && song.rating > 0)
            shift += kRatingStep * static_cast<float>(song.rating - 3);
        return shift;
    }

    SongsFound found(bool isExhausted) {
        SongsFound result;
        result.relaxed = m_chooser.relaxed();
        result.leftOut = m_chooser.leftOut();
        const auto picks = m_chooser.takePicks();
        countBroken(picks, result);
        if (picks.size() < m_question.count && isExhausted)
            findNarrowest(result);
        for (const Pick& pick : picks)
            result.songs.push_back(listed(pick));
        if (m_question.rules.hidesVersions)
            addVersions(picks, result);
        if (m_question.wantsReasons)
            addReasons(m_shelf, m_question.seeds, result);
        return result;
    }

    void countBroken(const std::vector<Pick>& picks, SongsFound& result) const {
        float last = kLast;
        if (picks.size() >= m_question.count)
            last = std::ranges::min(picks, {}, [](const Pick& pick) { return pick.ranked.score; }).ranked.score;
        for (const auto& [score, broken] : m_broken)
            if (last == kLast || score > last)
                ++result.leftOut[*firstOf(broken)];
    }

    void findNarrowest(SongsFound& result) const {
        LeftOut alone;
        for (const auto& [score, broken] : m_broken)
            if ((broken & (broken - 1)) == 0)
                ++alone[*firstOf(broken)];
        const auto most = std::ranges::max_element(alone.byRule);
        if (!m_broken.empty()) {
            result.byNarrowest = *most;
            result.narrowest = *most > 0 ? static_cast<Rule>(most - alone.byRule.begin()) : firstOf(m_broken.front().second);
        }
    }

    Listed listed(const Pick& pick) const {
        const SongFacts* shown = pick.ranked.song;
        float similarity = pick.ranked.similarity;
        Listed song{.track = shown->track,
                    .similarity = similarity,
                    .match = static_cast<float>(m_shelf.songs.scale().shareBelow(similarity))};
        if (const auto shift = m_shifts.find(shown->track); shift != m_shifts.end())
            song.shift = shift->second;
        return song;
    }

    /// All other versions in the library of what is listed, whether or not they were near; one that suits the seed better is
    /// listed instead, if it passes the filters.
    void addVersions(const std::vector<Pick>& picks, SongsFound& result) const {
        std::unordered_multimap<NameId, std::size_t> byTitle;
        std::unordered_set<TrackId> isListed;
        std::array<bool, kTitleMarks> isMarked{}; // most titles are told apart without a look into the table
        for (std::size_t i = 0; i < picks.size(); ++i) {
            byTitle.emplace(picks[i].ranked.song->title, i);
            isMarked[picks[i].ranked.song->title % kTitleMarks] = true;
            isListed.insert(picks[i].ranked.song->track);
            for (const SongFacts* version : picks[i].versions)
                if (version->title != picks[i].ranked.song->title) // a copy with other tags, which is not met below
                    result.songs[i].versions.push_back(version->track);
        }
        for (const Slot slot : m_shelf.matrix.slots()) {
            const NameId title = m_shelf.songs.title(slot);
            if (!isMarked[title % kTitleMarks])
                continue;
            const auto [begin, end] = byTitle.equal_range(title);
            const SongFacts& song = m_shelf.songs.facts(slot);
            if (isListed.contains(song.track) || m_not.contains(song.track))
                continue;
            for (auto at = begin; at != end; ++at)
                if (isSameSong(song, *picks[at->second].ranked.song, m_question.rules.keepsLiveApart)) {
                    result.songs[at->second].versions.push_back(song.track);
                    break;
                }
        }
        for (Listed& song : result.songs)
            preferBetter(song);
    }

    void preferBetter(Listed& song) const {
        const auto wanted = m_seedFacts.front().version;
        for (TrackId& other : song.versions) {
            const SongFacts& now = m_shelf.songs.facts(*m_shelf.matrix.slotOf(song.track));
            const SongFacts& one = m_shelf.songs.facts(*m_shelf.matrix.slotOf(other));
            const bool isInScope = m_question.library == 0 || one.library == m_question.library;
            if (!isInScope || !isBetterVersion(one, now, wanted) || m_screen.broken(one) != 0)
                continue;
            std::swap(song.track, other);
            song.similarity = std::clamp(cosine(m_direction, m_shelf.matrix.embedding(song.track)), 0.F, 1.F);
            song.match = static_cast<float>(m_shelf.songs.scale().shareBelow(song.similarity));
        }
    }

    const Shelf& m_shelf;
    const Question& m_question;
    std::vector<float> m_direction;
    HubStatistics m_hub;
    Screen m_screen;
    Leaning m_leaning;
    std::vector<SongFacts> m_seedFacts;
    std::vector<const SongFacts*> m_before;
    Chooser m_chooser;
    std::unordered_set<TrackId> m_not;
    std::size_t m_seen = 0, m_passed = 0;
    std::vector<std::pair<float, Broken>> m_broken; ///< scores of songs that a filter leaves out
    std::unordered_map<TrackId, float> m_shifts;
};

} // namespace

std::vector<float> directionOf(std::span<const Seed> seeds, std::span<const Seed> against) {
    if (seeds.empty())
        return {};
    if (seeds.size() == 1 && against.empty())
        return seeds.front().embedding;
    std::vector<float> sum(seeds.front().embedding.size(), 0.F);
    const auto add = [&sum](std::span<const Seed> list, float weight) {
        for (const Seed& seed : list)
            for (std::size_t i = 0; i < sum.size() && seed.embedding.size() == sum.size(); ++i)
                sum[i] += weight / static_cast<float>(list.size()) * seed.embedding[i];
    };
    add(seeds, 1.F);
    add(against, -0.5F);
    const double length = std::sqrt(std::inner_product(sum.begin(), sum.end(), sum.begin(), 0.0));
    if (length > 0)
        for (float& value : sum)
            value = static_cast<float>(value / length);
    return sum;
}

SongsFound makeList(const Shelf& shelf, const Question& question) {
    if (question.seeds.empty() || question.count == 0)
        return {};
    return ListMaker(shelf, question).make();
}

} // namespace segue::recommend
