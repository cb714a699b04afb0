// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/demo/drums.h"
#include "engine/demo/effects.h"
#include "engine/demo/styles.h"
#include "engine/demo/voices.h"

#include <array>

namespace segue::demo {
namespace {

/// One stroke of the riff: a degree of the pentatonic scale, choked with the palm or left open.
struct Stroke {
    int degree = 0;
    int sixteenth = 0; ///< from the start of the two bars
    int length = 2;
    bool muted = false;
};

struct Rock {
    Key key;
    double step = 0.0; ///< seconds, a sixteenth
    int bars = 0;
    std::uint64_t seed = 0;
    std::vector<Stroke> riff; ///< two bars
    std::vector<Stroke> open; ///< two bars of long chords, the chorus

    [[nodiscard]] double at(int bar, int sixteenth) const { return step * (16 * bar + sixteenth); }
    [[nodiscard]] static bool isChorus(int bar) { return bar % 12 >= 8; }
    [[nodiscard]] const std::vector<Stroke>& strokes(int bar) const { return isChorus(bar) ? open : riff; }
};

std::vector<Stroke> composeRiff(Random& random) {
    std::vector<Stroke> riff;
    for (int at = 0; at < 32;) {
        const bool tail = at >= 24; // the turn that leads back
        const int length = at % 8 == 0 ? 3 : random.below(3) == 0 ? 4 : 2;
        const bool accent = at % 16 == 0 || random.unit() < 0.3F || tail;
        const int degree = accent && at > 0 ? 1 + random.below(tail ? 4 : 3) : 0;
        riff.push_back({.degree = degree, .sixteenth = at, .length = std::min(length, 32 - at), .muted = !accent});
        at += riff.back().length;
    }
    return riff;
}

std::vector<Stroke> composeChorus(Random& random) {
    const std::array roots{0, 1 + random.below(2), 3, 2 + random.below(3)};
    std::vector<Stroke> chords;
    chords.reserve(roots.size());
    for (int i = 0; i < 4; ++i)
        chords.push_back({.degree = roots[static_cast<std::size_t>(i)], .sixteenth = 8 * i, .length = 8});
    return chords;
}

/// One guitar, played twice with small differences makes the two sides.
void playGuitar(Sound& bus, const Rock& rock, float pan, Random random) {
    for (int bar = 0; bar < rock.bars; bar += 2) {
        for (const Stroke& stroke : rock.strokes(bar)) {
            const PluckTone tone{
                .brightness = stroke.muted ? 0.6 : 0.95, .ringSeconds = stroke.muted ? 0.35 : 5.0, .release = 0.05, .strike = 0.13};
            for (const double interval : {0.0, 7.0, 12.0}) {
                playPluck(bus,
                          {.start = rock.at(bar, stroke.sixteenth) + random.between(0.0, 0.009),
                           .length = stroke.length * rock.step * (stroke.muted ? 0.6 : 0.97),
                           .pitch = rock.key.pitch(stroke.degree) + interval + random.between(-0.03, 0.03),
                           .gain = 0.35F,
                           .pan = pan},
                          tone, random);
            }
        }
    }
}

void playBass(Sound& mix, const Rock& rock) {
    Random random(rock.seed + 3);
    const PluckTone tone{.brightness = 0.55, .ringSeconds = 4.0, .release = 0.05, .strike = 0.2};
    for (int bar = 0; bar < rock.bars; bar += 2) {
        for (const Stroke& stroke : rock.strokes(bar)) {
            playPluck(mix,
                      {.start = rock.at(bar, stroke.sixteenth),
                       .length = stroke.length * rock.step * 0.95,
                       .pitch = rock.key.pitch(stroke.degree) - 12.0,
                       .gain = 0.75F},
                      tone, random);
        }
    }
}

void playDrums(Sound& mix, const Rock& rock) {
    Random random(rock.seed + 4);
    const SnareTone snare{.hz = 190.0, .snares = 1.0, .ringSeconds = 0.28};
    for (int bar = 0; bar < rock.bars; ++bar) {
        const bool chorus = Rock::isChorus(bar);
        if (bar % 4 == 0) {
            playHat(mix, rock.at(bar, 0), 0.4F, 1.6, 0.3F, random);
        }
        for (int sixteenth = 0; sixteenth < 16; sixteenth += 2) {
            const double time = rock.at(bar, sixteenth);
            if (sixteenth % 8 == 4 || (bar % 4 == 3 && sixteenth >= 12)) {
                playSnare(mix, time, 0.75F, snare, random);
            }
            if (sixteenth % 8 == 0 || sixteenth == 10 || (bar % 2 == 1 && sixteenth == 6)) {
                playKick(mix, time, 0.9F, {.hz = 58.0, .punchHz = 150.0, .ringSeconds = 0.24});
            }
            playHat(mix, time, sixteenth % 4 == 0 ? 0.3F : 0.2F, chorus ? 0.4 : 0.09, 0.3F, random);
        }
    }
}

/// Each side has its own amplifier: two guitars through one would growl at each other.
Part guitarPart(const Rock& rock, float pan) {
    return [=](Sound& mix) {
        Sound bus(mix.frames());
        playGuitar(bus, rock, pan, Random(rock.seed + (pan < 0 ? 1 : 2)));
        amplify(bus, 14.F);
        mixInto(mix, bus, 0.33F);
    };
}

} // namespace

Arrangement arrangeRiff(const Score& score) {
    Random random(score.seed);
    const double step = 15.0 / score.tempoBpm;
    Rock rock{.key = score.key.in(Mode::minorPentatonic),
              .step = step,
              .bars = static_cast<int>(score.seconds / (16 * step)) + 1,
              .seed = score.seed,
              .riff = composeRiff(random),
              .open = composeChorus(random)};
    Arrangement song{.parts = {}, .fadeInSeconds = 0.005, .fadeOutSeconds = 2.0};
    song.parts.emplace_back(guitarPart(rock, -0.95F));
    song.parts.emplace_back(guitarPart(rock, 0.95F));
    song.parts.emplace_back([=](Sound& mix) { playDrums(mix, rock); });
    song.parts.emplace_back([](Sound& mix) { reverberate(mix, {.seconds = 0.9, .damping = 0.4, .wet = 0.13}); });
    song.parts.emplace_back([=](Sound& mix) { playBass(mix, rock); });
    return song;
}

} // namespace segue::demo
