// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/service/scrobble/scrobble_jobs.h"

#include "engine/service/background/job_line.h"
#include "engine/store/listen_store.h"
#include "engine/store/love_store.h"

#include <algorithm>
#include <random>
#include <utility>
#include <vector>

namespace segue {

using scrobble::Judgement;
using Clock = std::chrono::steady_clock;

namespace {

constexpr const char* kTokenName = "listenbrainz";

std::string newSubmission() {
    constexpr std::string_view kDigits = "0123456789abcdef";
    std::random_device device;
    std::string id;
    for (int word = 0; word < 4; ++word)
        for (std::uint32_t bits = device(), digit = 0; digit < 8; ++digit, bits >>= 4U)
            id += kDigits[bits & 15U];
    return id;
}

ScrobblingChanged::Token tokenAt(TokenStore::Place place) {
    switch (place) {
    case TokenStore::Place::keyring:
        return ScrobblingChanged::Token::inKeyring;
    case TokenStore::Place::file:
        return ScrobblingChanged::Token::inFile;
    case TokenStore::Place::nowhere:
        break;
    }
    return ScrobblingChanged::Token::unstored;
}

std::string trimmed(const std::string& text) {
    const auto first = text.find_first_not_of(" \t\r\n");
    return first == std::string::npos ? std::string() : text.substr(first, text.find_last_not_of(" \t\r\n") - first + 1);
}

} // namespace

ScrobbleJobs::ScrobbleJobs(const store::Database& database, EventEmitter& emitter, ScrobbleRooms rooms)
    : m_reader(database.sibling())
    , m_emitter(emitter)
    , m_rooms(std::move(rooms))
    , m_retry(m_rooms.firstRetry)
    , m_loveReading(m_reader, m_rooms.writer, m_rooms.recordingOf) {
    if (m_rooms.writer != nullptr && m_rooms.http != nullptr && m_rooms.tokens != nullptr)
        m_thread = std::jthread([this](const std::stop_token& stop) { loop(stop); });
}

void ScrobbleJobs::stop() {
    if (!m_thread.joinable())
        return;
    m_thread.request_stop();
    m_thread.join();
}

// From any thread.

void ScrobbleJobs::wake() {
    m_isWoken = true;
    m_woken.notify_all();
}

void ScrobbleJobs::setServer(std::string server) {
    const std::lock_guard lock(m_mutex);
    auto address = server.empty() ? std::string(scrobble::kListenBrainz) : scrobble::tidied(server);
    if (address == m_server)
        return;
    m_server = std::move(address);
    m_isAsked = true;
    wake();
}

void ScrobbleJobs::setToken(std::string token) {
    const std::lock_guard lock(m_mutex);
    m_given = trimmed(token);
    wake();
}

void ScrobbleJobs::setLoves(bool loves) {
    const std::lock_guard lock(m_mutex);
    m_loves = loves;
    if (!loves && m_thread.joinable())
        static_cast<void>(m_rooms.writer->run([](store::Database& database) { store::LoveStore(database).clear(); }));
    wake();
}

void ScrobbleJobs::keepTokenInFile() {
    const std::lock_guard lock(m_mutex);
    m_mustKeep = true;
    wake();
}

void ScrobbleJobs::tryNow() {
    const std::lock_guard lock(m_mutex);
    m_isAsked = true;
    wake();
}

void ScrobbleJobs::tell() {
    const std::lock_guard lock(m_mutex);
    m_mustTell = true;
    wake();
}

/// A listen goes to the writer at once, which finishes what it has when the program ends.
void ScrobbleJobs::take(const playback::PlaybackStatus& status) {
    if (!m_thread.joinable())
        return;
    auto told = m_counter.take(status, {.steady = Clock::now(), .wall = std::chrono::system_clock::now()});
    if (!told.began && !told.counted)
        return;
    const std::lock_guard lock(m_mutex);
    if (m_token.empty())
        return;
    if (told.began)
        m_playing = std::move(told.began);
    if (told.counted) {
        told.counted->submission = newSubmission();
        static_cast<void>(m_rooms.writer->run(
            [listen = std::move(*told.counted)](store::Database& database) { store::ListenStore(database).add(listen); }));
    }
    wake();
}

void ScrobbleJobs::noteLove(store::Database& writing, TrackId track, bool isLoved) {
    const std::lock_guard lock(m_mutex);
    const bool mayHaveToken = !m_isTokenRead || !m_token.empty();
    if (!m_loves || !mayHaveToken || !m_thread.joinable())
        return;
    store::LoveStore(writing).add(track, isLoved);
    wake();
}

// On this class's thread.

scrobble::Account ScrobbleJobs::account() const {
    const std::lock_guard lock(m_mutex);
    return {.server = m_server, .token = m_token};
}

void ScrobbleJobs::loop(const std::stop_token& stop) {
    carryOut(m_emitter, [&] { begin(); });
    while (!stop.stop_requested()) {
        carryOut(m_emitter, [&] { work(stop); });
        Lock lock(m_mutex);
        waitForWork(lock, stop);
    }
}

void ScrobbleJobs::begin() {
    become(State::keyring);
    const auto token = m_rooms.tokens->read(kTokenName);
    {
        const std::lock_guard lock(m_mutex);
        m_token = token ? token->words : std::string();
        m_isTokenRead = true;
    }
    if (!token || token->words.empty())
        forget();
    m_now.token = token ? tokenAt(token->place) : ScrobblingChanged::Token::none;
    become(token && !token->words.empty() ? State::on : State::off);
}

void ScrobbleJobs::waitForWork(Lock& lock, const std::stop_token& stop) {
    const auto isWoken = [this] { return m_isWoken; };
    const bool mayRetry = m_now.waiting > 0 && !m_token.empty() && m_now.state != State::refused;
    if (mayRetry && m_retry.notBefore() > Clock::now())
        m_woken.wait_until(lock, stop, m_retry.notBefore(), isWoken);
    else
        m_woken.wait(lock, stop, isWoken);
    m_isWoken = false;
}

void ScrobbleJobs::work(const std::stop_token& stop) {
    std::optional<std::string> given;
    std::optional<Listen> playing;
    bool isAsked = false, mustTell = false, mustKeep = false;
    {
        const std::lock_guard lock(m_mutex);
        given = std::exchange(m_given, std::nullopt);
        playing = std::exchange(m_playing, std::nullopt);
        isAsked = std::exchange(m_isAsked, false);
        mustTell = std::exchange(m_mustTell, false);
        mustKeep = std::exchange(m_mustKeep, false);
    }
    if (given || isAsked)
        m_retry.forget();
    if (mustKeep)
        keepInFile();
    if (given)
        takeToken(given, stop);
    else if (isAsked && m_now.state == State::refused)
        check(stop);
    const auto own = account();
    const bool maySend = !own.token.empty() && !own.server.empty();
    if (maySend)
        m_rooms.writer->run([](store::Database&) {}).get(); // what was heard is stored
    if (maySend && m_now.state != State::refused) {
        if (playing && m_retry.notBefore() <= Clock::now())
            sendNow(*playing, stop);
        sendWaiting(stop);
        if (isAsked)
            m_loveReading.forget();
        m_loveReading.read(stop);
        sendLoves(stop);
    }
    if (mustTell || waiting() != m_now.waiting)
        become(m_now.state, m_now.problem);
}

void ScrobbleJobs::takeToken(const std::optional<std::string>& given, const std::stop_token& stop) {
    {
        const std::lock_guard lock(m_mutex);
        m_token = *given;
    }
    m_now.user.clear();
    m_now.token = ScrobblingChanged::Token::none;
    if (given->empty()) {
        m_rooms.tokens->remove(kTokenName);
        forget();
        return become(State::off);
    }
    become(State::keyring);
    m_now.token = tokenAt(m_rooms.tokens->write(kTokenName, *given).place);
    check(stop);
}

void ScrobbleJobs::keepInFile() {
    const auto token = account().token;
    if (token.empty() || m_now.token != ScrobblingChanged::Token::unstored)
        return;
    const auto kept = m_rooms.tokens->writeFile(kTokenName, token);
    if (kept.place == TokenStore::Place::nowhere)
        m_emitter.warn({MessageId::scrobbleTokenNotKept, {kept.why}});
    m_now.token = tokenAt(kept.place);
    become(m_now.state, m_now.problem);
}

/// Asks whose token it is. Where nobody answers it is taken for right until a server says otherwise.
void ScrobbleJobs::check(const std::stop_token& stop) {
    become(State::checking);
    const auto answer = m_rooms.http->ask(scrobble::whoseToken(account()), stop);
    const auto judgement = scrobble::judge(answer);
    const auto user = scrobble::userIn(answer);
    if (user)
        m_now.user = *user;
    if (user)
        become(State::on);
    else if (judgement.verdict == Judgement::Verdict::later)
        took(judgement);
    else
        become(State::refused, {MessageId::scrobbleTokenRefused});
}

/// It is told once: when the answer is lost, the song is over before another try is worth it.
void ScrobbleJobs::sendNow(const Listen& listen, const std::stop_token& stop) {
    const auto judgement = scrobble::judge(m_rooms.http->ask(scrobble::playingNow(account(), listen, m_rooms.version), stop));
    if (judgement.verdict == Judgement::Verdict::badToken || judgement.wait)
        took(judgement);
}

bool ScrobbleJobs::maySend(const std::stop_token& stop) const {
    return !stop.stop_requested() && m_now.state != State::refused && m_retry.notBefore() <= Clock::now();
}

/// Whatever waits for a server.
void ScrobbleJobs::forget() {
    m_rooms.writer
        ->run([](store::Database& database) {
            store::ListenStore(database).clear();
            store::LoveStore(database).clear();
        })
        .get();
}

std::size_t ScrobbleJobs::waiting() { return store::ListenStore(m_reader).count() + store::LoveStore(m_reader).count(); }

void ScrobbleJobs::sendWaiting(const std::stop_token& stop) {
    while (maySend(stop)) {
        const auto listens = store::ListenStore(m_reader).oldest(scrobble::kMostAtOnce);
        if (listens.empty())
            break;
        const auto judgement = scrobble::judge(m_rooms.http->ask(scrobble::submission(account(), listens, m_rooms.version), stop));
        if (stop.stop_requested())
            return;
        if (judgement.verdict == Judgement::Verdict::refused) {
            if (dropRefused(listens, judgement, stop))
                took({.verdict = Judgement::Verdict::accepted, .wait = {}, .words = {}});
            continue;
        }
        if (judgement.verdict == Judgement::Verdict::accepted)
            remove(listens);
        took(judgement);
    }
}

/// The service takes one at a time.
void ScrobbleJobs::sendLoves(const std::stop_token& stop) {
    while (maySend(stop)) {
        const auto love = store::LoveStore(m_reader).oldest();
        if (!love)
            break;
        const auto request = scrobble::feedback(account(), love->recording, love->isLoved);
        const auto judgement = scrobble::judgeFeedback(m_rooms.http->ask(request, stop));
        if (stop.stop_requested())
            return;
        const bool isRefused = judgement.verdict == Judgement::Verdict::refused;
        if (isRefused)
            m_emitter.warn({MessageId::scrobbleLoveRefused, {love->title, judgement.words}});
        if (isRefused || judgement.verdict == Judgement::Verdict::accepted)
            m_rooms.writer->run([&](store::Database& database) { store::LoveStore(database).remove(love->id); }).get();
        took(judgement);
    }
}

/// One bad listen makes the server refuse all that came with it: each is tried alone, and the bad one goes.
/// @return whether all of them were tried
bool ScrobbleJobs::dropRefused(std::span<const Listen> sent, const Judgement& judgement, const std::stop_token& stop) {
    if (sent.size() == 1) {
        m_emitter.warn({MessageId::scrobbleListenRefused, {sent.front().title, judgement.words}});
        remove(sent);
        return true;
    }
    for (std::size_t i = 0; i < sent.size() && !stop.stop_requested(); ++i) {
        const auto one = sent.subspan(i, 1);
        const auto alone = scrobble::judge(m_rooms.http->ask(scrobble::submission(account(), one, m_rooms.version), stop));
        if (alone.verdict == Judgement::Verdict::refused)
            static_cast<void>(dropRefused(one, alone, stop));
        else if (alone.verdict == Judgement::Verdict::accepted)
            remove(one);
        if (alone.verdict == Judgement::Verdict::later || alone.verdict == Judgement::Verdict::badToken || alone.wait) {
            took(alone);
            return false;
        }
    }
    return !stop.stop_requested();
}

void ScrobbleJobs::took(const Judgement& judgement) {
    switch (judgement.verdict) {
    case Judgement::Verdict::accepted:
    case Judgement::Verdict::refused:
        m_retry.succeeded(Clock::now(), judgement.wait);
        return become(State::on);
    case Judgement::Verdict::badToken:
        return become(State::refused, {MessageId::scrobbleTokenRefused});
    case Judgement::Verdict::later:
        m_retry.failed(Clock::now(), judgement.wait);
        return become(State::waiting, {MessageId::scrobbleNoServer, {judgement.words}});
    }
}

void ScrobbleJobs::become(State state, Message problem) {
    const auto count = waiting();
    ScrobblingChanged told;
    {
        const std::lock_guard lock(m_mutex);
        m_now.state = state;
        m_now.problem = std::move(problem);
        m_now.waiting = count;
        told = m_now;
    }
    m_emitter.emit(told);
}

void ScrobbleJobs::remove(std::span<const Listen> listens) {
    std::vector<std::int64_t> ids;
    for (const auto& listen : listens)
        ids.push_back(listen.id);
    m_rooms.writer->run([&](store::Database& database) { store::ListenStore(database).remove(ids); }).get();
}

} // namespace segue
