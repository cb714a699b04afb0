// SPDX-License-Identifier: GPL-3.0-or-later
//
// Opening, reading, seeking, identity and excerpts of any bytes under any music file's name: sound that is finite, or an
// Error.
#include "engine/audio/decoder.h"
#include "engine/audio/excerpt.h"
#include "engine/audio/identity.h"
#include "engine/words/error.h"
#include "tests/fuzz/fuzz_file.h"

#include <cmath>
#include <cstdlib>

using namespace segue;

namespace {

constexpr audio::ExcerptPlan kPlan{.rateHz = 22'050, .length = std::chrono::milliseconds(250), .count = 2};

void require(bool holds) {
    if (!holds)
        std::abort();
}

void requireFinite(std::span<const float> samples) {
    for (const float sample : samples)
        require(std::isfinite(sample));
}

void readSome(const std::filesystem::path& path) {
    audio::Decoder decoder(path, {.rateHz = 44'100, .channels = 2});
    std::vector<float> block(2 * 4096);
    for (int i = 0; i < 4; ++i)
        requireFinite(std::span(block).first(2 * decoder.read(block)));
    decoder.seek(decoder.format().duration / 2);
    requireFinite(std::span(block).first(2 * decoder.read(block)));
}

void identify(const std::filesystem::path& path) {
    const auto identified = audio::readIdentity(path, kPlan);
    require(identified.has_value() && !identified->identity.text.empty());
}

void hear(const std::filesystem::path& path) {
    const auto set = audio::readExcerpts(path, kPlan);
    require(set.has_value() && !set->excerpts.empty() && !set->identity.text.empty());
    for (const auto& excerpt : set->excerpts)
        requireFinite(excerpt.samples);
    readSome(path);
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* bytes, std::size_t size) {
    if (size < 2)
        return 0;
    const auto path = fuzz::writeAsChosen({bytes, size}, fuzz::kMusicNames);
    // The packets alone may tell what cannot be decoded, and the other way round.
    for (const auto& reader : {identify, hear}) {
        try {
            reader(path);
        } catch (const Error&) {
            // a sentence for the listener
        }
    }
    return 0;
}
