// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/recommend/policy/similar_groups.h"

#include "engine/recommend/policy/screen.h"

#include <algorithm>
#include <cmath>
#include <functional>
#include <unordered_map>

namespace segue::recommend {

namespace {

using Values = std::vector<float>;

struct Group {
    Values sum; ///< [stride]
    std::vector<Slot> slots;
    NameId artist = 0; ///< of its first song
    float similarity = 0.F;
};

NameId nameOf(const SongFacts& song, SeedsOf of) { return of == SeedsOf::album ? song.album : song.artists.front(); }

float cosine(const Values& a, const Values& b) {
    float product = 0.F;
    float ofA = 0.F;
    float ofB = 0.F;
    for (std::size_t i = 0; i < a.size(); ++i) {
        product += a[i] * b[i];
        ofA += a[i] * a[i];
        ofB += b[i] * b[i];
    }
    return ofA > 0.F && ofB > 0.F ? std::clamp(product / std::sqrt(ofA * ofB), 0.F, 1.F) : 0.F;
}

Values valuesOf(const EmbeddingMatrix& matrix, Slot slot) {
    const std::int16_t* row = matrix.rows().values(slot);
    return {row, row + matrix.rows().stride()};
}

using Groups = std::unordered_map<NameId, Group>;

/// What the listener does not want listed counts in no group but the one that is asked about.
Groups groupsOf(const EmbeddingMatrix& matrix, const SongTable& songs, const GroupQuestion& question, const SongFacts& seed) {
    const Screen screen(question.rules, seed, question.taste.blocked(), songs.names(), question.now);
    const NameId own = nameOf(seed, question.of);
    Groups groups;
    for (const Slot slot : matrix.slots()) {
        const SongFacts& facts = songs.facts(slot);
        const NameId name = nameOf(facts, question.of);
        const bool isOfLibrary = question.library == 0 || facts.library == question.library;
        if (name == 0 || (name != own && (!isOfLibrary || screen.broken(facts) != 0)))
            continue;
        Group& group = groups[name];
        if (group.sum.empty()) {
            group.sum.assign(matrix.rows().stride(), 0.F);
            group.artist = facts.artists.front();
        }
        const std::int16_t* row = matrix.rows().values(slot);
        for (std::size_t i = 0; i < group.sum.size(); ++i)
            group.sum[i] += static_cast<float>(row[i]);
        group.slots.push_back(slot);
    }
    return groups;
}

Slot nearestOf(const EmbeddingMatrix& matrix, const Group& group, const Values& to) {
    return std::ranges::max(group.slots, std::less(), [&](Slot slot) { return cosine(valuesOf(matrix, slot), to); });
}

/// For ten places so many; at least one.
std::size_t mostFor(int ofTen, std::size_t count) {
    return ofTen == 0 ? count : std::max<std::size_t>(1, static_cast<std::size_t>(ofTen) * count / 10);
}

} // namespace

std::vector<GroupFound> similarGroups(const EmbeddingMatrix& matrix, const SongTable& songs, const GroupQuestion& question) {
    const auto slot = matrix.slotOf(question.song);
    if (!slot || nameOf(songs.facts(*slot), question.of) == 0)
        return {};
    const SongFacts seed = songs.facts(*slot);
    auto groups = groupsOf(matrix, songs, question, seed);
    const Group own = groups.at(nameOf(seed, question.of));
    std::vector<Group*> ranked;
    for (auto& [name, group] : groups) {
        if (name == nameOf(seed, question.of) || (group.slots.size() < 2 && own.slots.size() > 1))
            continue;
        group.similarity = cosine(group.sum, own.sum);
        ranked.push_back(&group);
    }
    // Which of two equal ones is first must not depend on a hash.
    std::ranges::sort(ranked, std::greater(),
                      [](const Group* group) { return std::pair(group->similarity, group->slots.front()); });
    std::unordered_map<NameId, std::size_t> listed;
    std::vector<GroupFound> found;
    for (const Group* group : ranked) {
        if (found.size() == question.count)
            break;
        const int ofTen = group->artist == seed.artists.front() ? question.rules.mostOfSeedArtist : question.rules.mostOfArtist;
        if (question.of == SeedsOf::album && group->artist != 0 && listed[group->artist]++ >= mostFor(ofTen, question.count))
            continue;
        found.push_back({.song = songs.facts(nearestOf(matrix, *group, own.sum)).track,
                         .songs = group->slots.size(),
                         .similarity = group->similarity});
    }
    return found;
}

} // namespace segue::recommend
