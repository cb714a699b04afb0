// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/scrobble/retry_rule.h"

#include <catch2/catch.hpp>

using namespace segue::scrobble;
using namespace std::chrono_literals;

TEST_CASE("a server that fails is left alone for twice as long each time, up to an hour") {
    RetryRule rule(10s);
    const RetryRule::Time now{1000h};
    CHECK(rule.notBefore() <= now);
    for (const auto wait : {10s, 20s, 40s, 80s, 160s, 320s, 640s, 1280s, 2560s, 3600s, 3600s}) {
        rule.failed(now, {});
        CHECK(rule.notBefore() == now + wait);
    }
    for (int i = 0; i < 100; ++i)
        rule.failed(now, {});
    CHECK(rule.notBefore() == now + 1h);
    rule.succeeded(now, {});
    CHECK(rule.notBefore() <= now);
    rule.failed(now, {});
    CHECK(rule.notBefore() == now + 10s);
}

TEST_CASE("a server's own wish counts, after a success too") {
    RetryRule rule(10s);
    const RetryRule::Time now{1000h};
    rule.failed(now, 3s);
    CHECK(rule.notBefore() == now + 3s);
    rule.succeeded(now, 7s);
    CHECK(rule.notBefore() == now + 7s);
    rule.forget();
    CHECK(rule.notBefore() <= now);
}
