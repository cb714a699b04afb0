// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/events.h"

namespace segue::test {

/// A network in use, another that came with Segue, one of the listener's own, a broken one, and what an old one left.
inline ModelsChanged exampleModels() {
    return {.installed = {{.id = "segue-net/2",
                           .name = "segue-net",
                           .version = 2,
                           .folder = "/usr/share/segue/models/segue-net",
                           .validationAccuracy = 0.5816,
                           .validationPrecisionAt10 = 0.4238,
                           .bytes = 2'880'783},
                          {.id = "study-cnn/1",
                           .name = "study-cnn",
                           .version = 1,
                           .folder = "/usr/share/segue/models/study-cnn",
                           .validationAccuracy = 0.471,
                           .validationPrecisionAt10 = 0.36,
                           .bytes = 1'963'646},
                          {.id = "mine/3",
                           .name = "mine",
                           .version = 3,
                           .folder = "/home/listener/.local/share/segue/models/mine 3",
                           .isOwn = true,
                           .validationAccuracy = 0.93,
                           .validationPrecisionAt10 = 0.81,
                           .heardArtistsBefore = true,
                           .bytes = 2'880'000},
                          {.name = "broken",
                           .folder = "/home/listener/.local/share/segue/models/broken",
                           .isOwn = true,
                           .bytes = 812,
                           .problem = "The network in /home/listener/.local/share/segue/models/broken cannot be used: "
                                      "weights.safetensors is missing."}},
            .kept = {{.id = "segue-net/1", .title = "segue-net, version 1", .recordings = 800, .bytes = 435'200}},
            .inUse = "segue-net/2",
            .listening = "segue-net/2"};
}

} // namespace segue::test
