// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/service/playback/play_jobs.h"

#include "engine/service/playback/queue_dice.h"
#include "engine/words/error.h"

#include <string>
#include <utility>

namespace segue {

using playback::PlayItem;
using playback::PlayQueue;
using playback::PlayState;
using std::chrono::milliseconds;

namespace {

/// previous() goes to the item's start if more than this was heard.
constexpr milliseconds kRestart = PreviewDesk::kRestart;
/// How much of the position is lost at most when the program is killed.
constexpr std::chrono::seconds kPlayKeepEvery{5};

} // namespace

PlayJobs::PlayJobs(std::unique_ptr<playback::AudioSink> sink, const store::Database& database, PlayRooms rooms)
    : m_rooms(rooms)
    , m_songs(database, rooms.spaces)
    , m_books(m_songs.reader(), rooms.writer)
    , m_shelf(rooms.writer)
    , m_line(rooms.emitter)
    , m_radio({.queue = m_queue,
               .songs = m_songs,
               .run = [this](std::function<void()> command) { run(std::move(command)); },
               .isPlaying = [this] { return isPlaying(); },
               .start = [this](const std::optional<QueueEntry>& entry) { start(entry); },
               .changed =
                   [this] {
                       m_player->followChanged();
                       tellQueue();
                   },
               .skipped = rooms.skipped},
              database, rooms.spaces, rooms.emitter, rooms.hearNext) {
    if (!sink)
        return;
    m_sink = playback::SharedSink::make(std::move(sink));
    std::unique_lock lock(m_mutex); // the players report at once, and ask for each other
    m_previews = std::make_unique<PreviewDesk>(
        *m_sink, m_songs, [this](const PlayItem& item) { return followPreview(item); },
        [this](const playback::PlaybackStatus& status) { takePreview(status); });
    m_player = std::make_unique<playback::Player>(
        m_sink->music(), [this](const PlayItem& item) { return follow(item); },
        [this](const playback::PlaybackStatus& status) { take(status); });
    lock.unlock();
    if (rooms.writer != nullptr)
        run([this] { restore(); });
}

PlayJobs::~PlayJobs() { end(); }

void PlayJobs::end() {
    m_radio.end();
    m_line.stop();
    if (!m_player)
        return;
    m_previews->end();
    m_player->end();
    const std::lock_guard lock(m_mutex);
    m_books.keep();
    keep();
}

void PlayJobs::run(std::function<void()> command) {
    if (!m_player)
        return;
    m_line.run([this, command = std::move(command)] {
        const std::lock_guard lock(m_mutex);
        command();
    });
}

void PlayJobs::change(std::function<void(PlayQueue&)> command) {
    run([this, command = std::move(command)] {
        command(m_queue);
        m_player->followChanged();
        tellQueue();
    });
}

// With m_mutex locked.

/// As it was left: paused, where it was.
void PlayJobs::restore() {
    const auto stored = store::QueueStore(m_songs.reader()).load();
    m_isKept = true;
    if (!stored)
        return;
    m_queue = PlayQueue(stored->state);
    const auto radio = store::RadioStore(m_songs.reader()).load().value_or(store::StoredRadio{});
    m_shelf.setStored(stored->state, radio);
    m_radio.restore(radio);
    if (const auto& current = m_queue.state().current; current && m_songs.isPlayable(m_queue.state(), *current))
        playEntry(*current, stored->position, true);
    tellQueue();
}

PlayQueue::Playable PlayJobs::playable(std::size_t& passedOver) {
    return [this, &passedOver](const QueueEntry& entry) {
        const bool isPlayable = m_songs.isPlayable(m_queue.state(), entry);
        passedOver += isPlayable ? 0 : 1;
        return isPlayable;
    };
}

/// Plays what the queue has come to, or the next that can be played; nothing: it ends.
void PlayJobs::start(const std::optional<QueueEntry>& entry, bool isPaused) {
    m_previews->drop();
    std::size_t passed = 0;
    auto playing = entry;
    if (playing) {
        m_songs.noteHeard(playing->id); // it may have failed before, and is wanted all the same
        if (!m_songs.isPlayable(m_queue.state(), *playing)) {
            passed = 1;
            playing = m_queue.next(playable(passed));
        }
    }
    if (playing) {
        m_passed = {.count = passed, .instead = playing->id};
        playEntry(*playing, milliseconds{0}, isPaused);
    } else {
        m_isStopped = true;
        m_player->stop();
        if (passed > 0)
            m_rooms.emitter.warn(Message(MessageId::playNothingThere));
    }
    tellQueue();
}

void PlayJobs::playEntry(const QueueEntry& entry, milliseconds from, bool isPaused) {
    m_isStopped = false;
    m_isWanted = !isPaused;
    m_from = from;
    const auto item = m_songs.itemOf(m_queue.state(), entry);
    if (!item)
        return;
    if (from == milliseconds{0})
        m_from = m_books.placeOf(item->track);
    m_order = m_player->play(*item, m_from, isPaused);
}

void PlayJobs::beginPreview(PreviewRun run) {
    const bool isStillNow = !m_queue.state().current || isStill();
    if (run.index < run.items.size() && m_previews->begin(std::move(run), isStillNow, isPlaying()))
        m_player->pause();
}

/// To the next song, if there is one.
void PlayJobs::goOn(bool isPaused) {
    std::size_t passed = 0;
    const auto entry = m_queue.next(playable(passed));
    start(entry, isPaused);
    if (entry)
        m_passed.count = passed;
    else if (passed > 0)
        m_rooms.emitter.warn(Message(MessageId::playNothingThere));
}

void PlayJobs::goBack(bool isPaused) {
    if (m_previews->run())
        return m_previews->previous();
    const bool restarts = isFresh() && m_heard.position > kRestart;
    if (restarts && m_books.isBook(m_heard.item.track))
        return m_player->seek(milliseconds(0)); // started anew it would go on where it is
    std::size_t passed = 0;
    const auto entry = restarts ? std::nullopt : m_queue.previous(playable(passed));
    if (entry || m_queue.state().current)
        start(entry ? entry : m_queue.state().current, isPaused);
}

milliseconds PlayJobs::position() const { return isFresh() ? m_heard.position : m_from; }

void PlayJobs::keep() {
    if (!m_isKept)
        return;
    m_keptAt = std::chrono::steady_clock::now();
    m_shelf.keep(m_queue.state(), position(), m_radio.kept());
}

void PlayJobs::tellQueue() {
    m_rooms.emitter.emit(QueueChanged{.queue = m_queue.state(), .canUndo = m_queue.canUndo(), .canRedo = m_queue.canRedo()});
    keep();
    auto& shown = m_previews->run() ? m_previews->heard() : m_heard;
    const auto before = shown;
    complete(shown);
    if (shown.hasNext != before.hasNext || shown.hasPrevious != before.hasPrevious)
        m_rooms.emitter.emit(PlaybackChanged{shown});
    m_radio.look();
}

/// What is known here and not by the player.
void PlayJobs::complete(playback::PlaybackStatus& status) const {
    if (m_previews->run())
        return m_previews->complete(status);
    status.hasNext = m_queue.hasNext();
    status.hasPrevious = m_queue.hasPrevious();
    if (status.problem.empty() && m_passed.count > 0 && status.item.entry == m_passed.instead)
        status.problem = m_passed.count == 1 ? Message(MessageId::playPassedOne)
                                             : Message(MessageId::playPassedOver, {std::to_string(m_passed.count)});
}

/// The preview is over: what played before goes on as if there had been none.
void PlayJobs::back() {
    const auto over = m_previews->drop();
    if (over && over->interrupts)
        m_player->resume();
    complete(m_heard);
    m_rooms.emitter.emit(PlaybackChanged{m_heard});
}

// Commands.

void PlayJobs::pause() {
    run([this] {
        if (m_previews->run())
            m_previews->pause();
        else
            m_isWanted = false;
        m_player->pause();
    });
}

void PlayJobs::resume() {
    run([this] {
        if (const auto& preview = m_previews->run()) {
            m_previews->resume();
            if (preview->interrupts && !preview->pausesMusic)
                m_player->resume();
            return;
        }
        m_isWanted = true;
        if (!isStill())
            return m_player->resume();
        if ((!m_isStopped || !m_queue.state().current) && m_queue.hasNext())
            return goOn();
        if (m_queue.state().current)
            return start(m_queue.state().current);
        m_player->resume();
    });
}

void PlayJobs::stop() {
    run([this] {
        m_previews->drop();
        m_isStopped = true;
        m_isWanted = false;
        m_player->stop();
    });
}

void PlayJobs::next() {
    run([this] {
        if (!m_previews->run())
            goOn();
        else if (!m_previews->next())
            back();
    });
}

void PlayJobs::previous() {
    run([this] { goBack(); });
}

void PlayJobs::nextAsIs() {
    run([this] {
        if (!m_previews->run() && m_queue.hasNext())
            goOn(!isPlaying());
        else if (m_previews->run() && !m_previews->next())
            back();
    });
}

void PlayJobs::previousAsIs() {
    run([this] { goBack(!isPlaying()); });
}

void PlayJobs::seek(milliseconds position) {
    run([this, position] {
        if (m_previews->run())
            m_previews->seek(position);
        else
            m_player->seek(position);
    });
}

void PlayJobs::setVolume(float volume) {
    if (!m_player)
        return;
    m_player->setVolume(volume);
    m_previews->setVolume(volume);
}

void PlayJobs::setSound(const SoundSettings& settings) {
    if (!m_player)
        return;
    m_player->setSound(settings);
    m_previews->setSound(settings);
    run([this, pauses = settings.pausesForPreview] { m_previews->setPausesMusic(pauses); });
}

void PlayJobs::preview(std::vector<PlayItem> items, std::size_t index, QueueContext context) {
    run([this, items = std::move(items), index, context = std::move(context)]() mutable {
        beginPreview({.items = std::move(items), .index = index, .context = std::move(context)});
    });
}

void PlayJobs::compare(std::vector<PlayItem> items) {
    run([this, items = std::move(items)]() mutable { beginPreview({.items = std::move(items), .context = {}, .runsOn = true}); });
}

void PlayJobs::endPreview() {
    run([this] {
        if (m_previews->run())
            back();
    });
}

void PlayJobs::playWhole() {
    run([this] {
        const auto& preview = m_previews->run();
        if (!preview)
            return;
        std::vector<QueueSong> songs;
        for (const auto& item : preview->items)
            songs.push_back(queueSong(item.track));
        m_radio.listStarted();
        start(m_queue.start(songs, preview->index, preview->context, newDice()));
    });
}

void PlayJobs::playContext(std::vector<QueueSong> songs, std::size_t index, QueueContext context) {
    run([this, songs = std::move(songs), index, context = std::move(context)] {
        if (const auto entry = m_queue.start(songs, index, context, newDice())) {
            m_radio.listStarted();
            start(entry);
        }
    });
}

void PlayJobs::playNext(std::vector<QueueSong> songs) {
    run([this, songs = std::move(songs)] {
        m_queue.playNext(songs);
        if (!m_previews->run() && isStill())
            return goOn();
        m_player->followChanged();
        tellQueue();
    });
}

void PlayJobs::add(std::vector<QueueSong> songs) {
    change([songs = std::move(songs)](PlayQueue& queue) { queue.add(songs); });
}

void PlayJobs::insertAfter(EntryId entry, std::vector<QueueSong> songs, bool playsNow) {
    run([this, entry, songs = std::move(songs), playsNow] {
        const EntryId first = m_queue.insertAfter(entry, songs);
        if (const auto found = playsNow ? m_queue.jumpTo(first) : std::nullopt)
            return start(found);
        if (entry == 0 && !m_previews->run() && isStill())
            return goOn();
        m_player->followChanged();
        tellQueue();
    });
}

void PlayJobs::remove(std::vector<EntryId> entries) {
    change([this, entries = std::move(entries)](PlayQueue& queue) {
        m_radio.refuse(entries);
        queue.remove(entries);
    });
}

void PlayJobs::move(std::vector<EntryId> entries, QueueTarget target) {
    change([entries = std::move(entries), target](PlayQueue& queue) { queue.move(entries, target); });
}

void PlayJobs::clear() {
    change([](PlayQueue& queue) { queue.clear(); });
}

void PlayJobs::undo() {
    change([](PlayQueue& queue) { queue.undo(); });
}

void PlayJobs::redo() {
    change([](PlayQueue& queue) { queue.redo(); });
}

void PlayJobs::setShuffled(bool isShuffled) {
    change([isShuffled](PlayQueue& queue) { queue.setShuffled(isShuffled, newDice()); });
}

void PlayJobs::setRepeat(RepeatMode mode) {
    change([mode](PlayQueue& queue) { queue.setRepeat(mode); });
}

void PlayJobs::setStopAfterCurrent(bool stop) {
    change([stop](PlayQueue& queue) { queue.setStopAfterCurrent(stop); });
}

void PlayJobs::jumpTo(EntryId entry) {
    run([this, entry] {
        if (const auto found = m_queue.jumpTo(entry))
            start(found);
    });
}

void PlayJobs::loadSongs(RequestId request, std::vector<TrackId> tracks) {
    run([this, request, tracks = std::move(tracks)] {
        auto songs = m_songs.find(tracks);
        m_rooms.emitter.emit(QueueSongsLoaded{.request = request, .asked = tracks, .songs = std::move(songs)});
    });
}

void PlayJobs::takeStored() {
    run([this] {
        const auto& lists = m_queue.state().lists;
        if (!m_queue.state().current && lists.started->empty() && lists.added->empty() && lists.automatic->empty())
            restore();
    });
}

void PlayJobs::forgetLibrary(LibraryId library) {
    run([this, library] {
        const auto was = m_heard;
        if (m_previews->run() && m_previews->run()->item().track.library == library)
            back();
        if (!isFresh() || was.item.track.id == 0 || was.item.track.library != library)
            return m_player->followChanged();
        if (was.state != PlayState::stopped)
            m_rooms.emitter.inform({MessageId::playLibraryRemoved, {was.item.track.title}});
        std::size_t passed = 0;
        const auto next = was.state == PlayState::playing ? m_queue.next(playable(passed)) : std::nullopt;
        if (next)
            return start(next);
        m_isStopped = true;
        m_order = m_player->play(PlayItem{});
        tellQueue();
    });
}

// On the players' threads.

std::optional<PlayItem> PlayJobs::follow(const PlayItem& item) {
    std::optional<PlayItem> following;
    carryOut(m_rooms.emitter, [&] {
        const std::lock_guard lock(m_mutex);
        std::size_t passed = 0;
        const auto entry = m_queue.follows(item.entry, playable(passed));
        if (!entry)
            return;
        following = m_songs.itemOf(m_queue.state(), *entry);
        if (passed > 0 || m_passed.instead == entry->id)
            m_passed = {.count = passed, .instead = entry->id};
    });
    return following;
}

std::optional<PlayItem> PlayJobs::followPreview(const PlayItem& item) {
    std::optional<PlayItem> following;
    carryOut(m_rooms.emitter, [&] {
        const std::lock_guard lock(m_mutex);
        following = m_previews->follows(item);
    });
    return following;
}

void PlayJobs::take(playback::PlaybackStatus status) {
    const std::lock_guard lock(m_mutex);
    if (status.order == m_order) {
        const bool isAnother = m_radio.hear(status);
        takeHeard(status);
        if (isAnother)
            m_radio.look();
    }
    m_music = {.plays = status.state == PlayState::playing, .isStrained = status.isStrained};
    tellRest();
    m_rooms.listening.take(status);
    m_rooms.scrobbles.take(status);
    if (m_previews->run())
        return; // that is what is shown
    complete(status);
    m_rooms.emitter.emit(PlaybackChanged{status});
}

void PlayJobs::tellRest() {
    m_rooms.rest.setPlayback(m_music.plays || m_over.plays, m_music.isStrained || m_over.isStrained);
    if (m_rooms.heard)
        m_rooms.heard(m_music.plays || m_over.plays);
}

void PlayJobs::keepFirstFailure(playback::PlaybackStatus& status) {
    if (status.failedEntry == 0 || status.problem.empty())
        m_failure.reset();
    else if (!m_failure || m_failure->begun != status.begun)
        m_failure = {.begun = status.begun, .why = status.problem};
    else
        status.problem = m_failure->why;
}

void PlayJobs::takeHeard(playback::PlaybackStatus& status) {
    if (status.failedEntry != 0)
        m_songs.noteFailed(status.failedEntry);
    keepFirstFailure(status);
    const bool isAnother = status.state != m_heard.state;
    const bool goesOn = status.item.entry != 0 && m_queue.reach(status.item.entry);
    if (goesOn && status.item.entry != m_passed.instead)
        m_passed = {};
    m_heard = status;
    complete(m_heard);
    const bool isFollowing = goesOn && status.position < kRestart; // it came without being asked for, from its beginning
    if (const auto place = isFollowing ? m_books.placeOf(status.item.track) : milliseconds{0}; place.count() > 0)
        m_player->seek(place);
    m_books.take(m_heard);
    if (goesOn)
        tellQueue();
    else if (isAnother || std::chrono::steady_clock::now() - m_keptAt >= kPlayKeepEvery)
        keep();
}

void PlayJobs::takePreview(playback::PlaybackStatus status) {
    const std::lock_guard lock(m_mutex);
    m_over = {.plays = status.state == PlayState::playing, .isStrained = status.isStrained};
    tellRest();
    const auto taken = m_previews->take(status);
    if (taken == PreviewDesk::Taken::heard)
        return m_rooms.emitter.emit(PlaybackChanged{m_previews->heard()});
    if (taken == PreviewDesk::Taken::old)
        return;
    if (!status.problem.empty())
        m_rooms.emitter.warn(status.problem); // it is forgotten with the preview
    back();
}

} // namespace segue
