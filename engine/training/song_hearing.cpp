// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/training/song_hearing.h"

#include "engine/audio/excerpt.h"
#include "engine/features/mel_patch.h"
#include "engine/training/patch_cache.h"
#include "engine/words/error.h"

#include <algorithm>
#include <atomic>
#include <cmath>
#include <exception>
#include <mutex>
#include <new>
#include <thread>
#include <utility>

namespace segue::training {
namespace {

std::uint8_t toByte(float db, float floorDb) {
    return static_cast<std::uint8_t>(std::lround(std::clamp(1.0F - db / floorDb, 0.0F, 1.0F) * 255.0F));
}

/// The threads' common work on one list.
class Hearing final {
public:
    Hearing(SongList list, const HearingOptions& options, std::stop_token stop)
        : m_list(std::move(list))
        , m_options(options)
        , m_stop(std::move(stop))
        , m_melPatch(options.frontEnd)
        , m_cache(options.cache, options.frontEnd)
        , m_patches(m_list.songs.size())
        , m_reasons(m_list.songs.size()) {}

    std::optional<HeardSongs> run() {
        {
            std::vector<std::jthread> threads;
            const auto wanted = static_cast<std::size_t>(std::max(m_options.threads, 1));
            while (threads.size() < std::min(wanted, m_list.songs.size()))
                threads.emplace_back([this] { work(); });
        }
        if (m_failure)
            std::rethrow_exception(m_failure);
        if (m_stop.stop_requested())
            return std::nullopt;
        return gather();
    }

private:
    void work() {
        try {
            for (std::size_t song = m_next++; song < m_list.songs.size() && !m_stop.stop_requested(); song = m_next++) {
                hear(song);
                const std::lock_guard lock(m_mutex);
                ++m_done;
                if (m_options.onProgress)
                    m_options.onProgress(m_done, m_list.songs.size());
            }
        } catch (...) {
            const std::lock_guard lock(m_mutex);
            m_failure = std::current_exception();
            m_next = m_list.songs.size();
        }
    }

    // Fills in the song's patches, or the reason why there are none.
    void hear(std::size_t song) {
        const auto& file = m_list.songs[song].file;
        if (auto known = m_cache.find(file)) {
            m_patches[song] = std::move(*known);
            return;
        }
        try {
            m_patches[song] = decode(file);
        } catch (const Error& error) {
            m_reasons[song] = error.message();
        } catch (const std::bad_alloc&) {
            m_reasons[song] = MessageId::songNeedsMemory;
        }
        if (!m_patches[song].empty())
            keep(file, m_patches[song]);
    }

    [[nodiscard]] std::vector<std::uint8_t> decode(const std::filesystem::path& file) const {
        const features::FrontEnd& frontEnd = m_options.frontEnd;
        const auto set = audio::readExcerpts(
            file, {frontEnd.rateHz, std::chrono::seconds(frontEnd.excerptSeconds), frontEnd.excerptsPerSong}, m_stop);
        std::vector<std::uint8_t> bytes;
        if (!set)
            return bytes;
        for (const audio::Excerpt& excerpt : set->excerpts)
            for (const float db : m_melPatch.compute(excerpt.samples))
                bytes.push_back(toByte(db, frontEnd.floorDb));
        return bytes;
    }

    // A full disk costs time, but does not end the training.
    void keep(const std::filesystem::path& file, const std::vector<std::uint8_t>& patches) {
        if (m_cacheFailed)
            return;
        try {
            m_cache.store(file, patches);
        } catch (const Error& error) {
            const std::lock_guard lock(m_mutex);
            m_cacheFailed = true;
            m_cacheProblem = error.message();
        }
    }

    HeardSongs gather() {
        const std::size_t patchSize = m_options.frontEnd.patchSize();
        std::vector<LeftOutSong> leftOut = std::move(m_list.leftOut);
        std::vector<DatasetRow> rows;
        std::vector<std::uint8_t> all;
        std::size_t bytes = 0;
        for (const auto& patches : m_patches)
            bytes += patches.size();
        all.reserve(bytes);
        for (std::size_t song = 0; song < m_list.songs.size(); ++song) {
            if (m_patches[song].empty()) {
                leftOut.push_back({m_list.songs[song].file, m_reasons[song]});
                continue;
            }
            rows.push_back(std::move(m_list.songs[song].row));
            rows.back().patches = m_patches[song].size() / patchSize;
            all.insert(all.end(), m_patches[song].begin(), m_patches[song].end());
            std::vector<std::uint8_t>().swap(m_patches[song]);
        }
        if (rows.empty())
            throw Error(ErrorKind::badFile, leftOut.empty()
                                                ? Message("There is no song to learn from.")
                                                : Message("None of the " + std::to_string(leftOut.size()) +
                                                          " songs can be used; the first, " + leftOut.front().file.string() + ":")
                                                      .with(leftOut.front().reason));
        return {.dataset = Dataset(std::move(rows), std::move(all), m_options.frontEnd),
                .leftOut = std::move(leftOut),
                .cacheProblem = m_cacheProblem};
    }

    SongList m_list;
    const HearingOptions& m_options;
    std::stop_token m_stop;
    features::MelPatch m_melPatch;
    PatchCache m_cache;
    std::vector<std::vector<std::uint8_t>> m_patches; // [song]; empty: could not be decoded
    std::vector<Message> m_reasons;                   // [song]
    std::atomic<std::size_t> m_next = 0;
    std::atomic<bool> m_cacheFailed = false;
    std::mutex m_mutex;
    std::size_t m_done = 0;
    std::exception_ptr m_failure;
    Message m_cacheProblem;
};

} // namespace

std::optional<HeardSongs> hearSongs(SongList list, const HearingOptions& options, const std::stop_token& stop) {
    return Hearing(std::move(list), options, stop).run();
}

} // namespace segue::training
