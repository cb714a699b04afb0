// SPDX-License-Identifier: GPL-3.0-or-later
//
// A stream of any bytes, arriving in pieces, as either side of the analyzer's pipes would read it: messages or an Error;
// and a message that was understood is understood again when it is sent on.
#include "engine/analysis/process/protocol.h"
#include "engine/words/error.h"

#include <algorithm>
#include <cstdlib>

using namespace segue;
using namespace segue::analysis;

namespace {

void requireSame(const PipeMessage& message) {
    const auto frame = encode(message);
    if (frame.size() > kLargestFrame)
        return; // what came packed more tightly than Segue packs
    FrameReader reader;
    reader.append(frame);
    const auto again = reader.next();
    if (!again || encode(*again) != frame)
        std::abort();
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* bytes, std::size_t size) {
    if (size < 2)
        return 0;
    const std::size_t piece = std::size_t{bytes[0]} + 1;
    std::span<const std::uint8_t> rest(bytes + 1, size - 1);
    FrameReader reader;
    try {
        while (!rest.empty()) {
            const auto part = rest.first(std::min(piece, rest.size()));
            reader.append(part);
            rest = rest.subspan(part.size());
            while (const auto message = reader.next())
                requireSame(*message);
        }
    } catch (const Error&) {
        // the peer is ended
    }
    return 0;
}
