// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/playback/sound/shared_sink.h"

#include <catch2/catch.hpp>

#include <memory>
#include <string>
#include <vector>

using namespace segue;
using namespace segue::playback;

namespace {

/// Writes down what it is told.
class TellingSink final : public AudioSink {
public:
    explicit TellingSink(std::vector<std::string>& told)
        : m_told(told) {}
    void start(Pull /*pull*/, DeviceChanged /*deviceChanged*/) override { m_told.emplace_back("start"); }
    void stop() override { m_told.emplace_back("stop"); }
    void resume() override { m_told.emplace_back("resume"); }
    void suspend() override { m_told.emplace_back("suspend"); }
    [[nodiscard]] double latencySeconds() const override { return 0.0; }
    [[nodiscard]] Way wayFor(int fileRateHz) const override { return {.rateHz = fileRateHz, .isExact = true}; }
    void setRate(int rateHz) override { m_told.push_back(std::to_string(rateHz)); }

private:
    std::vector<std::string>& m_told;
};

} // namespace

TEST_CASE("the wish to go on with the music reaches a sink that runs already: it may wait for a device that went") {
    std::vector<std::string> told;
    const auto shared = SharedSink::make(std::make_unique<TellingSink>(told));
    const auto music = shared->music();
    const auto over = shared->over();
    music->start({}, {});
    over->start({}, {});
    music->resume();
    music->resume();
    over->resume();
    music->suspend();
    over->suspend();
    CHECK(told == std::vector<std::string>{"start", "resume", "resume", "suspend"});
    over->stop();
    music->stop();
}

TEST_CASE("the music says how an exact sink is given its songs, and what is heard over it follows") {
    std::vector<std::string> told;
    const auto shared = SharedSink::make(std::make_unique<TellingSink>(told));
    const auto music = shared->music();
    const auto over = shared->over();
    CHECK(music->wayFor(96'000) == AudioSink::Way{.rateHz = 96'000, .isExact = true});
    CHECK(over->wayFor(96'000) == AudioSink::Way{});
    music->setRate(96'000);
    over->setRate(44'100);
    CHECK(over->wayFor(48'000) == AudioSink::Way{.rateHz = 96'000});
    CHECK(told == std::vector<std::string>{"96000"});
}
