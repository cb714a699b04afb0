// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/demo/effects.h"

#include "engine/demo/filters.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <numbers>

namespace segue::demo {
namespace {

constexpr std::array<std::size_t, 6> kCombs{1116, 1188, 1277, 1356, 1491, 1617};
constexpr std::array<std::size_t, 3> kAllPasses{556, 441, 225};

/// One channel of the reverberator.
class Hall final {
public:
    Hall(const Room& room, std::size_t spread)
        : m_damping(static_cast<float>(room.damping)) {
        for (std::size_t i = 0; i < kCombs.size(); ++i) {
            const std::size_t delay = kCombs[i] + spread;
            m_combs[i].line.resize(delay);
            m_combs[i].feedback = static_cast<float>(std::pow(10.0, -3.0 * static_cast<double>(delay) / (room.seconds * kRateHz)));
        }
        for (std::size_t i = 0; i < kAllPasses.size(); ++i) {
            m_allPasses[i].line.resize(kAllPasses[i] + spread);
        }
    }

    float next(float x) {
        float sum = 0.F;
        for (Line& comb : m_combs) {
            const float out = comb.line[comb.at];
            comb.low += (1.F - m_damping) * (out - comb.low);
            comb.put(x + comb.feedback * comb.low);
            sum += out;
        }
        for (Line& pass : m_allPasses) {
            const float late = pass.line[pass.at];
            pass.put(sum + 0.5F * late);
            sum = late - sum;
        }
        return sum;
    }

private:
    struct Line {
        std::vector<float> line;
        std::size_t at = 0;
        float feedback = 0.F;
        float low = 0.F;

        void put(float x) {
            line[at] = x;
            at = at + 1 == line.size() ? 0 : at + 1;
        }
    };

    std::array<Line, kCombs.size()> m_combs;
    std::array<Line, kAllPasses.size()> m_allPasses;
    float m_damping;
};

float softClip(float x) {
    const float limited = std::clamp(x, -3.F, 3.F);
    return limited * (27.F + limited * limited) / (27.F + 9.F * limited * limited);
}

/// Straight up to one half, rounded above.
float knee(float x) {
    const float size = std::fabs(x);
    return size <= 0.5F ? x : std::copysign(0.5F + 0.5F * softClip((size - 0.5F) * 2.F), x);
}

void scale(Sound& sound, float gain) {
    for (auto* channel : {&sound.left, &sound.right}) {
        for (float& sample : *channel) {
            sample *= gain;
        }
    }
}

float loudness(const Sound& sound) {
    double energy = 0.0;
    for (const auto* channel : {&sound.left, &sound.right}) {
        for (const float sample : *channel) {
            energy += static_cast<double>(sample) * sample;
        }
    }
    return static_cast<float>(std::sqrt(energy / (2.0 * static_cast<double>(sound.frames()) + 1.0)));
}

float peakOf(const Sound& sound) {
    float peak = 0.F;
    for (const auto* channel : {&sound.left, &sound.right}) {
        for (const float sample : *channel) {
            peak = std::max(peak, std::fabs(sample));
        }
    }
    return peak;
}

void fade(Sound& sound, double inSeconds, double outSeconds) {
    const std::size_t in = std::min(framesIn(inSeconds), sound.frames());
    const std::size_t out = std::min(framesIn(outSeconds), sound.frames());
    const auto curve = [](std::size_t at, std::size_t of) {
        return 0.5F - 0.5F * std::cos(std::numbers::pi_v<float> * static_cast<float>(at) / static_cast<float>(of));
    };
    for (auto* channel : {&sound.left, &sound.right}) {
        for (std::size_t i = 0; i < in; ++i) {
            (*channel)[i] *= curve(i, in);
        }
        for (std::size_t i = 0; i < out; ++i) {
            (*channel)[sound.frames() - 1 - i] *= curve(i, out);
        }
    }
}

} // namespace

void reverberate(Sound& sound, const Room& room) {
    Hall left(room, 0);
    Hall right(room, 23);
    const auto wet = static_cast<float>(room.wet);
    for (std::size_t i = 0; i < sound.frames(); ++i) {
        const float input = 0.06F * (sound.left[i] + sound.right[i]);
        sound.left[i] = (1.F - 0.5F * wet) * sound.left[i] + 3.F * wet * left.next(input);
        sound.right[i] = (1.F - 0.5F * wet) * sound.right[i] + 3.F * wet * right.next(input);
    }
}

void echo(Sound& sound, double delaySeconds, float feedback, float wet) {
    const std::size_t delay = std::max<std::size_t>(1, framesIn(delaySeconds));
    std::vector<float> left(delay);
    std::vector<float> right(delay);
    std::size_t at = 0;
    for (std::size_t i = 0; i < sound.frames(); ++i) {
        const float fromLeft = left[at];
        const float fromRight = right[at];
        left[at] = 0.5F * (sound.left[i] + sound.right[i]) + feedback * fromRight;
        right[at] = feedback * fromLeft;
        sound.left[i] += wet * fromLeft;
        sound.right[i] += wet * fromRight;
        at = at + 1 == delay ? 0 : at + 1;
    }
}

void amplify(Sound& sound, float gain) {
    for (auto* channel : {&sound.left, &sound.right}) {
        for (float& sample : *channel) {
            sample = softClip(gain * sample);
        }
    }
    filter(sound, Biquad::highPass(80.0));
    filter(sound, Biquad::peak(2'400.0, 0.9, 4.0));
    filter(sound, Biquad::lowPass(4'500.0, 0.9));
    filter(sound, Biquad::lowPass(5'200.0));
}

void duck(Sound& sound, std::span<const double> strokes, double seconds, float depth) {
    const std::size_t length = framesIn(seconds);
    for (const double stroke : strokes) {
        const std::size_t first = framesIn(stroke);
        for (std::size_t i = 0; i < length && first + i < sound.frames(); ++i) {
            const float back = static_cast<float>(i) / static_cast<float>(length);
            const float down = std::min(1.F, static_cast<float>(i) / 200.F);
            const float gain = 1.F - depth * down * (1.F - back) * (1.F - back);
            sound.left[first + i] *= gain;
            sound.right[first + i] *= gain;
        }
    }
}

void master(Sound& sound, double fadeInSeconds, double fadeOutSeconds) {
    constexpr float kLoudness = 0.17F; // RMS, full scale 1
    constexpr float kPeak = 0.891F;    // -1 dBFS
    scale(sound, kLoudness / (loudness(sound) + 1e-9F));
    for (auto* channel : {&sound.left, &sound.right}) {
        for (float& sample : *channel) {
            sample = knee(sample);
        }
    }
    filter(sound, Biquad::highPass(24.0));
    fade(sound, fadeInSeconds, fadeOutSeconds);
    scale(sound, kPeak / (peakOf(sound) + 1e-9F));
}

} // namespace segue::demo
