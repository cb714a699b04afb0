// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/playback/manual_sink.h"

#include "engine/audio/wav_writer.h"

#include <catch2/catch.hpp>

#include <algorithm>
#include <chrono>
#include <cmath>
#include <thread>

namespace segue::test {
namespace {

constexpr std::chrono::seconds kPatience{20};
constexpr std::size_t kRow = 8'000; // the left channel counts to this, the right one counts the rows
constexpr float kLeftStep = 4.F / 32'768.F;
constexpr float kRightStep = 200.F / 32'768.F;

} // namespace

class ManualSink final : public playback::AudioSink {
public:
    explicit ManualSink(std::shared_ptr<Crank> crank)
        : m_crank(std::move(crank)) {}

    void start(Pull pull, DeviceChanged deviceChanged) override {
        const std::lock_guard lock(m_crank->m_mutex);
        m_crank->m_pull = std::move(pull);
        m_crank->m_deviceChanged = std::move(deviceChanged);
    }
    void stop() override {
        const std::lock_guard lock(m_crank->m_mutex);
        m_crank->m_pull = nullptr;
        m_crank->m_deviceChanged = nullptr;
    }
    void resume() override { m_crank->m_running = true; }
    void suspend() override { m_crank->m_running = false; }
    [[nodiscard]] double latencySeconds() const override { return m_crank->m_latency; }
    [[nodiscard]] Way wayFor(int fileRateHz) const override {
        return m_crank->m_isExact ? Way{.rateHz = fileRateHz, .isExact = true} : Way{};
    }

private:
    std::shared_ptr<Crank> m_crank;
};

std::vector<float> Crank::pull(std::size_t frames) {
    std::vector<float> sound(2 * frames);
    const std::lock_guard lock(m_mutex);
    if (m_running && m_there && m_pull) {
        m_pull(sound);
    }
    return sound;
}

void Crank::setDevice(const std::string& problem) {
    m_there = problem.empty();
    playback::AudioSink::DeviceChanged tell;
    {
        const std::lock_guard lock(m_mutex);
        tell = m_deviceChanged;
    }
    if (tell) {
        tell(problem);
    }
}

std::unique_ptr<playback::AudioSink> makeManualSink(const std::shared_ptr<Crank>& crank) {
    return std::make_unique<ManualSink>(crank);
}

playback::Player::Listener StatusLog::listener() {
    return [this](const playback::PlaybackStatus& status) {
        {
            const std::lock_guard lock(m_mutex);
            m_told.push_back(status);
        }
        m_changed.notify_all();
    };
}

playback::PlaybackStatus StatusLog::waitFor(const std::function<bool(const playback::PlaybackStatus&)>& fits) {
    std::unique_lock lock(m_mutex);
    std::optional<playback::PlaybackStatus> found;
    std::size_t next = m_told.empty() ? 0 : m_told.size() - 1;
    m_changed.wait_for(lock, kPatience, [&] {
        for (; next < m_told.size() && !found; ++next) {
            if (fits(m_told[next])) {
                found = m_told[next];
            }
        }
        return found.has_value();
    });
    REQUIRE(found.has_value());
    return *found;
}

bool StatusLog::hasTold(std::size_t from, const std::function<bool(const playback::PlaybackStatus&)>& fits) const {
    const std::lock_guard lock(m_mutex);
    return std::any_of(m_told.begin() + static_cast<std::ptrdiff_t>(from), m_told.end(), fits);
}

void StatusLog::waitForMore(std::size_t count) const {
    std::unique_lock lock(m_mutex);
    REQUIRE(m_changed.wait_for(lock, kPatience, [&] { return m_told.size() > count; }));
}

std::size_t StatusLog::count() const {
    const std::lock_guard lock(m_mutex);
    return m_told.size();
}

playback::PlaybackStatus StatusLog::last() const {
    const std::lock_guard lock(m_mutex);
    return m_told.empty() ? playback::PlaybackStatus{} : m_told.back();
}

std::vector<playback::PlaybackStatus> StatusLog::all() const {
    const std::lock_guard lock(m_mutex);
    return {m_told.begin(), m_told.end()};
}

void Programme::set(std::vector<playback::PlayItem> items) {
    const std::lock_guard lock(m_mutex);
    m_items = std::move(items);
    for (std::size_t i = 0; i < m_items.size(); ++i)
        m_items[i].entry = m_items[i].entry != 0 ? m_items[i].entry : i + 1;
}

playback::PlayItem Programme::at(std::size_t index) const {
    const std::lock_guard lock(m_mutex);
    return m_items.at(index);
}

playback::Follow Programme::follow() {
    return [this](const playback::PlayItem& current) -> std::optional<playback::PlayItem> {
        const std::lock_guard lock(m_mutex);
        if (m_repeatsOne)
            return current;
        const auto found = std::ranges::find(m_items, current.entry, &playback::PlayItem::entry);
        if (found == m_items.end() || (found + 1 == m_items.end() && !m_repeatsAll))
            return std::nullopt;
        return found + 1 == m_items.end() ? m_items.front() : *(found + 1);
    };
}

std::uint64_t Stage::play(std::vector<playback::PlayItem> items, std::size_t index) {
    programme.set(std::move(items));
    return player.play(programme.at(index));
}

Stage::Stage() {
    log.waitFor([](const playback::PlaybackStatus&) { return true; });
}

std::vector<float> Stage::hearUntil(const std::function<bool(const playback::PlaybackStatus&)>& fits) {
    std::vector<float> heard;
    const auto deadline = std::chrono::steady_clock::now() + kPatience;
    const std::size_t first = log.count() - 1;
    while (!log.hasTold(first, fits)) {
        REQUIRE(std::chrono::steady_clock::now() < deadline);
        const auto sound = crank->pull(441);
        for (std::size_t i = 0; i < sound.size(); i += 2) {
            if (sound[i] != 0.F || sound[i + 1] != 0.F) {
                heard.insert(heard.end(), {sound[i], sound[i + 1]});
            }
        }
        std::this_thread::yield();
    }
    return heard;
}

/// The player tells that it carried out a command when it has decoded as far ahead as it does.
void Stage::letDecode() {
    const std::size_t told = log.count();
    player.followChanged();
    log.waitForMore(told);
}

std::vector<float> Stage::stream(std::size_t frames) {
    std::vector<float> given;
    while (given.size() < 2 * frames) {
        letDecode();
        const auto sound = crank->pull(std::min<std::size_t>(4'096, frames - given.size() / 2));
        given.insert(given.end(), sound.begin(), sound.end());
    }
    return given;
}

std::vector<float> Stage::streamUntil(const std::function<bool(const playback::PlaybackStatus&)>& fits) {
    std::vector<float> given;
    const auto deadline = std::chrono::steady_clock::now() + kPatience;
    // What is told of an order given just before this is no answer to letDecode(): a pull after it would be silence.
    log.waitFor([&](const playback::PlaybackStatus& one) { return one.state == playback::PlayState::playing || fits(one); });
    letDecode();
    while (!fits(log.last())) {
        REQUIRE(std::chrono::steady_clock::now() < deadline);
        const auto sound = stream(1'024);
        given.insert(given.end(), sound.begin(), sound.end());
    }
    while (given.size() >= 2 && given.back() == 0.F && given[given.size() - 2] == 0.F)
        given.resize(given.size() - 2);
    return given;
}

std::vector<float> Stage::hear(std::size_t frames) {
    std::vector<float> heard;
    const auto deadline = std::chrono::steady_clock::now() + kPatience;
    while (heard.size() < 2 * frames) {
        REQUIRE(std::chrono::steady_clock::now() < deadline);
        const auto sound = crank->pull(std::min<std::size_t>(441, frames - heard.size() / 2));
        for (std::size_t i = 0; i < sound.size(); i += 2) {
            if (sound[i] != 0.F || sound[i + 1] != 0.F) {
                heard.insert(heard.end(), {sound[i], sound[i + 1]});
            }
        }
        std::this_thread::yield();
    }
    return heard;
}

void writeCountingSong(const std::filesystem::path& path, std::size_t frames) {
    std::vector<float> interleaved(2 * frames);
    for (std::size_t i = 0; i < frames; ++i) {
        interleaved[2 * i] = kLeftStep * static_cast<float>(i % kRow + 1);
        interleaved[2 * i + 1] = kRightStep * static_cast<float>(i / kRow + 1);
    }
    audio::writeWav(path, interleaved, playback::AudioSink::kRateHz, playback::AudioSink::kChannels);
}

std::size_t frameNumber(float left, float right) {
    const auto row = static_cast<std::size_t>(std::lround(right / kRightStep) - 1);
    return row * kRow + static_cast<std::size_t>(std::lround(left / kLeftStep) - 1);
}

playback::PlayItem itemOf(const std::filesystem::path& path, int id) {
    playback::PlayItem item;
    item.track.id = id;
    item.track.path = path;
    item.track.title = path.stem().string();
    return item;
}

} // namespace segue::test
