// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/playback/sound/patient_reader.h"

#include "engine/words/error.h"

#include <algorithm>
#include <array>
#include <condition_variable>
#include <exception>
#include <mutex>
#include <optional>
#include <thread>
#include <utility>

namespace segue::playback {

namespace {

constexpr std::size_t kFramesInBlock = 8'192;

} // namespace

/// What both threads know. What is not said to be guarded is the caller's while no call is under way, else the
/// thread's.
struct PatientReader::Work {
    Work(PlayItem played, std::stop_token token)
        : item(std::move(played))
        , stop(std::move(token)) {}

    PlayItem item;
    std::stop_token stop;
    std::optional<ItemReader> reader;
    std::span<float> block; ///< of the last read() [frames, 2]; on the thread's stack: no read asks for memory
    std::size_t frames = 0; ///< that it gave
    audio::GainTags gainTags;

    std::mutex mutex; ///< guards the rest
    std::condition_variable_any changed;
    std::function<void(Work&)> call; ///< to be done; empty: nothing
    std::exception_ptr failure;
    bool isAbandoned = false;

    void serve() {
        std::array<float, 2 * kFramesInBlock> stretch{};
        block = stretch;
        std::unique_lock lock(mutex);
        while (true) {
            changed.wait(lock, [this] { return call || isAbandoned; });
            if (isAbandoned)
                break;
            const auto what = call;
            lock.unlock();
            std::exception_ptr thrown;
            try {
                what(*this);
            } catch (...) {
                thrown = std::current_exception();
            }
            lock.lock();
            failure = thrown;
            call = nullptr;
            changed.notify_all();
        }
        lock.unlock();
        reader.reset(); // here, since it may take as long as the disk does
    }
};

PatientReader::PatientReader(const PlayItem& item, std::stop_token stop)
    : m_work(std::make_shared<Work>(item, stop))
    , m_stop(std::move(stop)) {
    std::thread([work = m_work] { work->serve(); }).detach();
    bool isOpen = false;
    try {
        isOpen = call([](Work& work) {
            work.reader.emplace(work.item, work.stop);
            work.gainTags = work.reader->gainTags(); // from the file
        });
    } catch (...) {
        abandon();
        throw;
    }
    if (!isOpen)
        throw Error{ErrorKind::io, MessageId::playNotWaitedFor};
    m_position = m_work->reader->position();
    m_length = m_work->reader->length();
    m_rateHz = m_work->reader->rateHz();
    m_gainTags = m_work->gainTags;
}

PatientReader::~PatientReader() { abandon(); }

void PatientReader::abandon() {
    {
        const std::lock_guard lock(m_work->mutex);
        m_work->isAbandoned = true;
    }
    m_work->changed.notify_all();
}

bool PatientReader::call(std::function<void(Work&)> what) {
    if (m_isLeft)
        return false;
    std::unique_lock lock(m_work->mutex);
    m_work->call = std::move(what);
    m_work->changed.notify_all();
    const bool isDone = m_work->changed.wait(lock, m_stop, [this] { return !m_work->call; });
    if (!isDone) {
        m_isLeft = m_work->isAbandoned = true;
        m_work->changed.notify_all();
        return false;
    }
    if (const auto failure = std::exchange(m_work->failure, nullptr))
        std::rethrow_exception(failure);
    return true;
}

std::size_t PatientReader::read(std::span<float> interleaved) {
    if (m_isLeft)
        return 0;
    if (m_taken == m_work->frames) {
        m_taken = 0;
        if (!call([](Work& work) { work.frames = work.reader->read(work.block); }))
            return 0;
    }
    const std::size_t frames = std::min(interleaved.size() / 2, m_work->frames - m_taken);
    std::copy_n(m_work->block.begin() + static_cast<std::ptrdiff_t>(2 * m_taken), 2 * frames, interleaved.begin());
    m_taken += frames;
    m_position += frames;
    return frames;
}

void PatientReader::seek(std::chrono::milliseconds position) {
    const auto seek = [position](Work& work) {
        work.reader->seek(position);
        work.frames = 0;
    };
    if (call(seek)) {
        m_taken = 0;
        m_position = m_work->reader->position();
    }
}

std::string PatientReader::whyEndedEarly() const { return m_isLeft ? std::string() : m_work->reader->whyEndedEarly(); }

} // namespace segue::playback
