// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/service/similar/moment_jobs.h"

#include "engine/recommend/policy/list_reasons.h"
#include "engine/service/model/heard_excerpts.h"
#include "engine/store/track_store.h"
#include "engine/words/error.h"
#include "engine/words/section.h"

#include <algorithm>
#include <variant>

namespace segue {

namespace {

constexpr std::size_t kRemembered = 120; ///< stretches, three to a song

} // namespace

MomentJobs::MomentJobs(const store::Database& database, EmbeddingSpaces& spaces, SeedListener& listener, EventEmitter& emitter)
    : m_reader(database.sibling())
    , m_spaces(spaces)
    , m_listener(listener)
    , m_emitter(emitter) {}

void MomentJobs::find(RequestId request, MomentsQuery query) {
    m_latest = std::max(m_latest.load(), request);
    m_line.run([this, request, query = std::move(query)] {
        if (request < m_latest)
            return;
        try {
            begin(request, query);
        } catch (const std::exception& error) {
            m_emitter.emit(MomentsFound{.request = request, .problem = messageOf(error)});
        }
    });
}

void MomentJobs::begin(RequestId request, const MomentsQuery& query) {
    auto search = std::make_shared<Search>();
    search->request = request;
    search->query = query;
    search->space = m_spaces.inUse();
    search->seed = seedOf(query, search->space);
    auto song = store::TrackStore(m_reader, search->space->lead().id).find(query.song);
    if (!song)
        throw Error{ErrorKind::usage, MessageId::similarSongGone};
    search->song = std::move(*song);
    search->ofSeed = stretchesOf(search->seed, query.section, *search->space);
    search->ofSong = stretchesOf(search->song, std::nullopt, *search->space);
    if (search->ofSeed.empty() || search->ofSong.empty())
        return tell(*search);
    search->unheard = search->ofSeed.size() + search->ofSong.size();
    for (auto* stretches : {&search->ofSeed, &search->ofSong})
        for (Stretch& stretch : *stretches)
            hear(search, stretch);
}

/// A file outside every library is heard as a whole, since nobody knows where its excerpts lie.
Track MomentJobs::seedOf(const MomentsQuery& query, const Space& space) {
    const store::TrackStore store(m_reader, space->lead().id);
    auto seed = query.seed != 0 ? store.find(query.seed) : store.findByPath(query.seedFile);
    if (seed)
        return std::move(*seed);
    if (query.seed != 0)
        throw Error{ErrorKind::usage, MessageId::similarSongGone};
    Track file;
    file.path = query.seedFile;
    file.title = query.seedFile.stem().string();
    return file;
}

std::vector<MomentJobs::Stretch> MomentJobs::stretchesOf(const Track& track, const std::optional<SongSpan>& section,
                                                         const EmbeddingSpace& space) {
    if (!section && track.id == 0)
        return {{.span = {}, .path = track.path, .embedding = {}}};
    std::vector<Stretch> stretches;
    for (const SongSpan& span : section ? std::vector{*section} : heardExcerpts(track, space.spec))
        stretches.push_back({.span = span, .path = sectionWithin(track.path, span.start, span.length), .embedding = {}});
    return stretches;
}

/// @param stretch one of the search's, which stays where it is
void MomentJobs::hear(const SearchPointer& search, Stretch& stretch) {
    if (const auto* known = remembered(search->space->id, stretch.path)) {
        stretch = *known;
        if (--search->unheard == 0)
            tell(*search);
        return;
    }
    const auto answered = [this, search, &stretch](analysis::AnalysisOutcome outcome, const std::string& model) {
        m_line.run([this, search, &stretch, outcome = std::move(outcome), model] { take(search, stretch, outcome, model); });
    };
    if (m_listener.hear(*search->space, stretch.path, answered))
        return;
    search->problem = Message(MessageId::similarNotOutside, {search->space->title()}).with(MessageId::similarScanFirst);
    if (--search->unheard == 0)
        tell(*search);
}

void MomentJobs::take(const SearchPointer& search, Stretch& stretch, const analysis::AnalysisOutcome& outcome,
                      const std::string& model) {
    if (const auto* song = std::get_if<analysis::SongAnalysis>(&outcome); song != nullptr && model == search->space->id) {
        stretch.embedding = song->embedding;
        if (stretch.span.length.count() == 0) // a whole file: the excerpt that is most like it
            stretch.span = {song->previewStart, std::min(song->duration - song->previewStart, std::chrono::milliseconds(30'000))};
        remember(model, stretch);
    } else if (const auto* failure = std::get_if<analysis::AnalysisFailure>(&outcome)) {
        search->problem = failure->reason;
    }
    if (--search->unheard == 0 && search->request >= m_latest)
        tell(*search);
}

void MomentJobs::tell(const Search& search) {
    MomentsFound found{.request = search.request, .seed = search.seed, .song = search.song};
    bool isAny = false;
    for (const Stretch& mine : search.ofSeed)
        for (const Stretch& other : search.ofSong) {
            if (mine.embedding.empty() || mine.embedding.size() != other.embedding.size())
                continue;
            const float similarity = std::clamp(recommend::cosine(mine.embedding, other.embedding), 0.F, 1.F);
            if (isAny && similarity <= found.similarity)
                continue;
            isAny = true;
            found.similarity = similarity;
            found.ofSeed = mine.span;
            found.ofSong = other.span;
        }
    if (!isAny) {
        const bool isSeedHeard = std::ranges::any_of(search.ofSeed, [](const Stretch& one) { return !one.embedding.empty(); });
        found.problem = Message(MessageId::momentsUnknown, {isSeedHeard ? search.song.title : search.seed.title})
                            .with(search.problem.empty() ? Message(MessageId::songTooShort) : search.problem);
    }
    m_emitter.emit(std::move(found));
}

const MomentJobs::Stretch* MomentJobs::remembered(const std::string& model, const std::filesystem::path& path) {
    const auto found =
        std::ranges::find_if(m_heard, [&](const auto& heard) { return heard.second.path == path && heard.first == model; });
    if (found == m_heard.end())
        return nullptr;
    m_heard.splice(m_heard.begin(), m_heard, found);
    return &m_heard.front().second;
}

void MomentJobs::remember(const std::string& model, const Stretch& stretch) {
    m_heard.emplace_front(model, stretch);
    if (m_heard.size() > kRemembered)
        m_heard.pop_back();
}

} // namespace segue
