// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/recommend/policy/list_reasons.h"

#include "engine/recommend/policy/reasons.h"

#include <algorithm>
#include <cmath>
#include <numeric>
#include <optional>
#include <string>
#include <vector>

namespace segue::recommend {

namespace {

constexpr std::size_t kStyleColumns = 128, kAllColumns = 224;

using Parts = std::vector<NamedColumns>;

Evidence evidence(const SongFacts& song, std::span<const float> embedding, std::span<const float> seed, const Parts& parts) {
    if (!parts.empty())
        return {.song = &song, .style = cosine(embedding, seed)};
    if (embedding.size() != kAllColumns || seed.size() != kAllColumns)
        return {.song = &song};
    return {.song = &song,
            .style = cosine(embedding.first(kStyleColumns), seed.first(kStyleColumns)),
            .sound = cosine(embedding.subspan(kStyleColumns), seed.subspan(kStyleColumns))};
}

/// The name of the network that hears both most alike.
std::string mostAlikeTo(std::span<const float> embedding, std::span<const float> seed, const Parts& parts) {
    const auto likeness = [&](const NamedColumns& part) {
        return cosine(embedding.subspan(part.first, part.count), seed.subspan(part.first, part.count));
    };
    return std::ranges::max_element(parts, {}, likeness)->name;
}

std::vector<Evidence> drawnFor(const Seed& seed, const Shelf& shelf) {
    std::vector<Evidence> drawn;
    for (std::size_t i = 0; i < shelf.songs.sampleSize(); ++i) {
        const SongFacts& song = shelf.songs.sampleFacts(i);
        const bool isSeed = song.track == seed.track || (seed.recording != 0 && song.recording == seed.recording);
        if (!isSeed)
            drawn.push_back(
                evidence(song, unpack(shelf.songs.sampleRow(i), shelf.matrix.columns()), seed.embedding, shelf.matrix.parts()));
    }
    return drawn;
}

} // namespace

float cosine(std::span<const float> a, std::span<const float> b) {
    const double ab = std::inner_product(a.begin(), a.end(), b.begin(), 0.0);
    const double aa = std::inner_product(a.begin(), a.end(), a.begin(), 0.0);
    const double bb = std::inner_product(b.begin(), b.end(), b.begin(), 0.0);
    return aa > 0 && bb > 0 ? static_cast<float>(ab / std::sqrt(aa * bb)) : 0.F;
}

void addReasons(const Shelf& shelf, std::span<const Seed> seeds, SongsFound& list) {
    std::vector<std::optional<Reasons>> known(seeds.size());
    for (Listed& song : list.songs) {
        const auto slot = shelf.matrix.slotOf(song.track);
        if (!slot)
            continue;
        const auto embedding = shelf.matrix.embedding(song.track);
        const auto nearest = std::ranges::max_element(seeds, {}, [&](const Seed& seed) {
            const bool isItself = seed.track != 0 && seed.track == song.track;
            return isItself ? -2.F : cosine(seed.embedding, embedding);
        });
        song.nearest = static_cast<std::size_t>(nearest - seeds.begin());
        if (nearest->track != 0 && nearest->track == song.track)
            continue; // the only seed: there is nothing that it is like
        auto& reasons = known[song.nearest];
        if (!reasons)
            reasons.emplace(nearest->facts, drawnFor(*nearest, shelf));
        song.reasons = reasons->of(evidence(shelf.songs.facts(*slot), embedding, nearest->embedding, shelf.matrix.parts()));
        for (Reason& reason : song.reasons)
            if (reason.id == ReasonId::heardGenre)
                reason.text = nearest->heardGenre;
            else if (reason.id == ReasonId::style && !shelf.matrix.parts().empty())
                reason.text = mostAlikeTo(embedding, nearest->embedding, shelf.matrix.parts());
    }
}

} // namespace segue::recommend
