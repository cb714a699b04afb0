// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/playback/sound/shared_sink.h"
#include "tests/service/playback/play_desk.h"
#include "tests/support/files.h"

#include <catch2/catch.hpp>

using namespace segue;
using namespace std::chrono_literals;
using playback::PlayState;
using test::kAlbum;
using test::PlayFixture;

TEST_CASE_METHOD(PlayFixture, "a preview leaves the queue and the song's position alone, and the song goes on when it is over") {
    auto& d = *desk;
    d.list().playContext({song("a", 10), song("b", 5)}, 0, kAlbum);
    d.list().add({song("x", 1)});
    d.hear(2.5);
    d.wait([&] { return d.plays("a") && d.status.position > 2s && d.added() == 1; });
    const auto before = d.status.position;
    const auto started = d.queue->queue.lists.started;
    d.player().preview({previewOf(song("p", 5), 1s, 500ms), previewOf(song("q", 5), 1s, 500ms)}, 0, kAlbum);
    d.wait([&] { return d.plays("p") && d.status.item.isPreview(); });
    CHECK(d.status.hasNext);
    d.hearUntil([&] { return d.plays("a"); });
    CHECK_FALSE(d.status.item.isPreview());
    CHECK(d.status.position >= before - 50ms);
    CHECK(d.status.position < before + 1s);
    CHECK(d.queue->queue.lists.started == started);
    CHECK(d.added() == 1);
    CHECK(d.queue->queue.history->empty());
    d.hearUntil([&] { return d.plays("x"); });
}

TEST_CASE_METHOD(PlayFixture, "under a preview the music goes on, softer, and is as loud as ever behind it") {
    auto& d = *desk;
    const auto silence = level("silence", 0.F, 60);
    d.list().playContext({level("a", 0.5F, 60)}, 0, kAlbum);
    CHECK(d.hearLevel(0.5F));
    d.wait([&] { return d.plays("a") && d.status.position > 0ms; });
    const auto before = d.status.position;
    d.player().preview({previewOf(silence, 1s, 30s)}, 0, kAlbum);
    d.wait([&] { return d.plays("silence") && d.status.item.isPreview(); });
    CHECK(d.hearLevel(0.5F * playback::SharedSink::kDuckedGain));
    d.player().endPreview();
    CHECK(d.hearLevel(0.5F));
    d.hearUntil([&] { return d.plays("a") && d.status.position > before; });
}

TEST_CASE_METHOD(PlayFixture, "a listener may have the music pause for a preview") {
    auto& d = *desk;
    const auto silence = level("silence", 0.F, 60);
    d.player().setSound({.pausesForPreview = true});
    d.list().playContext({level("a", 0.5F, 60)}, 0, kAlbum);
    CHECK(d.hearLevel(0.5F));
    d.player().preview({previewOf(silence, 1s, 30s)}, 0, kAlbum);
    d.wait([&] { return d.plays("silence"); });
    CHECK(d.hearLevel(0.F));
    d.player().endPreview();
    CHECK(d.hearLevel(0.5F));
    CHECK(d.plays("a"));
}

TEST_CASE_METHOD(PlayFixture, "a pause stops a preview and the music below it, and both go on") {
    auto& d = *desk;
    d.list().playContext({level("a", 0.5F, 60)}, 0, kAlbum);
    CHECK(d.hearLevel(0.5F));
    d.player().preview({previewOf(level("b", 0.25F, 60), 1s, 30s)}, 0, kAlbum);
    const float both = 0.5F * playback::SharedSink::kDuckedGain + 0.25F;
    CHECK(d.hearLevel(both));
    d.player().pause();
    d.hearUntil([&] { return d.status.state == PlayState::paused; });
    CHECK(d.status.item.isPreview());
    CHECK(d.hearLevel(0.F));
    d.player().resume();
    CHECK(d.hearLevel(both));
    d.player().seek(2s);
    d.wait([&] { return d.status.item.isPreview() && d.status.position >= 2s; });
}

TEST_CASE_METHOD(PlayFixture, "after a preview a paused song is paused where it was, and another preview does not forget that") {
    auto& d = *desk;
    d.list().playContext({song("a", 10)}, 0, kAlbum);
    d.hear(2.5);
    d.wait([&] { return d.plays("a") && d.status.position > 2s; });
    d.player().pause();
    d.wait([&] { return d.status.state == PlayState::paused; });
    const auto before = d.status.position;
    d.player().preview({previewOf(song("p", 5), 1s, 500ms), previewOf(song("q", 5), 1s, 500ms)}, 0, kAlbum);
    d.wait([&] { return d.plays("p"); });
    d.player().next();
    d.wait([&] { return d.plays("q"); });
    d.hearUntil([&] { return d.title() == "a" && d.status.state == PlayState::paused; });
    CHECK(d.status.position >= before - 50ms);
    CHECK(d.status.position < before + 1s);
}

TEST_CASE_METHOD(PlayFixture, "where nothing plays one preview follows the other, and then what the queue holds is at hand") {
    auto& d = *desk;
    d.list().playContext({song("a", 5)}, 0, kAlbum);
    d.wait([&] { return d.plays("a"); });
    d.player().stop();
    d.wait([&] { return d.status.state == PlayState::stopped; });
    d.player().preview({previewOf(song("p", 5), 1s, 500ms), previewOf(song("q", 5), 1s, 500ms)}, 0, kAlbum);
    d.wait([&] { return d.plays("p"); });
    d.hearUntil([&] { return d.plays("q"); });
    d.hearUntil([&] { return d.title() == "a"; });
    CHECK(d.status.state != PlayState::playing);
    d.player().resume();
    d.wait([&] { return d.plays("a"); });
}

TEST_CASE_METHOD(PlayFixture, "a preview can be ended, and its song be played whole in its list") {
    auto& d = *desk;
    d.list().playContext({song("a", 10)}, 0, kAlbum);
    d.wait([&] { return d.plays("a"); });
    const auto p = song("p", 5), q = song("q", 5);
    d.player().preview({previewOf(p, 1s, 2s), previewOf(q, 1s, 2s)}, 0, kAlbum);
    d.wait([&] { return d.plays("p"); });
    d.player().endPreview();
    d.wait([&] { return d.plays("a"); });
    const QueueContext like{.kind = QueueContext::Kind::recommendation, .name = "a", .id = 0};
    d.player().preview({previewOf(p, 1s, 2s), previewOf(q, 1s, 2s)}, 0, like);
    d.wait([&] { return d.plays("p"); });
    d.player().playWhole();
    d.wait([&] { return d.plays("p") && !d.status.item.isPreview(); });
    CHECK(d.queue->queue.lists.context == like);
    CHECK(d.queue->queue.startedLeft() == 1);
}

TEST_CASE_METHOD(PlayFixture, "a preview that cannot be played says so, and the music goes on") {
    auto& d = *desk;
    test::writeBytes(folder / "broken.wav", test::junk(3000));
    d.list().playContext({song("a", 10)}, 0, kAlbum);
    d.wait([&] { return d.plays("a"); });
    d.player().preview({previewOf({.track = 0, .file = folder / "broken.wav"}, 1s, 2s)}, 0, kAlbum);
    d.wait([&] { return !d.notices.empty() && d.plays("a"); });
    CHECK(d.notices.front().id() == MessageId::playNotPlayed);
}

TEST_CASE_METHOD(PlayFixture, "stretches that are compared follow each other over the music, which goes on behind the last one") {
    auto& d = *desk;
    d.list().playContext({song("a", 60)}, 0, kAlbum);
    d.hear(1.0);
    d.wait([&] { return d.plays("a"); });
    const auto one = song("one", 10), two = song("two", 10);
    d.player().compare({previewOf(one, 1s, 1s), previewOf(two, 2s, 1s), previewOf(one, 2s, 1s), previewOf(two, 3s, 1s)});
    d.wait([&] { return d.plays("one"); });
    CHECK(d.status.hasNext);
    d.hearUntil([&] { return d.plays("two") && d.status.item.start == 2s; });
    d.hearUntil([&] { return d.plays("one") && d.status.item.start == 2s; });
    d.hearUntil([&] { return d.plays("two") && d.status.item.start == 3s; });
    CHECK_FALSE(d.status.hasNext);
    d.hearUntil([&] { return d.plays("a") && !d.status.item.isPreview(); });
}
