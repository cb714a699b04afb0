// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/inference/torch/torch_embedder.h"

#include <catch2/catch.hpp>

namespace {

/// Sets Torch up before the first test, as the programs do.
struct OneThread final : Catch::TestEventListenerBase {
    using TestEventListenerBase::TestEventListenerBase;
    void testRunStarting(const Catch::TestRunInfo& run) override {
        TestEventListenerBase::testRunStarting(run);
        segue::inference::tameTorch(1);
    }
};

CATCH_REGISTER_LISTENER(OneThread)

} // namespace
