// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/events.h"

#include <optional>
#include <string>

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

/// Networks that others published beside the one in use; of one nobody knows what listening costs.
inline ModelsChanged exampleGuests() {
    auto models = exampleModels();
    models.installed.resize(2);
    models.installed[0].secondsPerSong = 0.2;
    models.installed[0].isCostMeasured = true;
    const auto add = [&](const char* name, std::optional<double> seconds) {
        models.installed.push_back({.id = std::string(name) + "/1",
                                    .name = name,
                                    .version = 1,
                                    .folder = std::string("/home/listener/.local/share/segue/models/") + name,
                                    .isOwn = true,
                                    .bytes = 3'100'000,
                                    .secondsPerSong = seconds});
    };
    add("artist-siamese", 0.14);
    add("musicnn", 5.8);
    models.kept.clear();
    models.songs = 40'000;
    return models;
}

/// A change to two of them together that has gone some way.
inline ModelsChanged exampleTogether() {
    auto models = exampleGuests();
    models.installed.push_back({.id = "Both/1",
                                .name = "Both",
                                .version = 1,
                                .folder = "/home/listener/.local/share/segue/models/Both 1",
                                .isOwn = true,
                                .bytes = 600,
                                .together = {{"segue-net/2", 3.0}, {"musicnn/1", 1.0}},
                                .secondsPerSong = 6.0});
    models.listening = "Both/1";
    models.canGoBack = true;
    return models;
}

inline ModelChangeProgress exampleTogetherProgress() {
    return {.model = "Both/1",
            .done = 52'000,
            .total = 120'000,
            .parts = {{.id = "segue-net/2", .title = "segue-net, version 2", .done = 40'000, .total = 40'000},
                      {.id = "musicnn/1",
                       .title = "musicnn, version 1",
                       .done = 12'000,
                       .total = 40'000,
                       .isListening = true,
                       .secondsLeft = 162'400.0},
                      {.id = "artist-siamese/1", .title = "artist-siamese, version 1", .total = 40'000, .secondsLeft = 5'600.0}}};
}

} // namespace segue::test
