// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/analysis/process/reading_messages.h"
#include "engine/analysis/song/analyzer.h"
#include "engine/words/message.h"

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <optional>
#include <span>
#include <string>
#include <variant>
#include <vector>

namespace segue::analysis {

/// The messages in the pipes between Segue and segue-analyzer. A frame is four bytes of length (little endian) and a
/// MessagePack map with a member "type". The first frame from the analyzer is Hello; a parent that knows another protocol
/// version ends it.
inline constexpr int kProtocolVersion = 11;
inline constexpr std::size_t kLargestFrame = 4U << 20U; ///< bytes; a longer frame means that the peer is broken

// From the analyzer.
struct Hello {
    int protocol = kProtocolVersion;
    std::string model; ///< ModelSpec::id()
};
struct Refused { ///< it cannot work at all (bundle missing, altered, unknown) and ends
    Message reason;
};
struct Answer {
    std::uint64_t id = 0;
    AnalysisOutcome outcome;
};
// To the analyzer.
struct Request {
    std::uint64_t id = 0;
    std::filesystem::path song;
    TaskKind kind = TaskKind::analysis;
};

using PipeMessage = std::variant<Hello, Refused, Answer, Request, ReadRequest, ReadAnswer>;

/// A whole frame, ready to be written.
[[nodiscard]] std::vector<std::uint8_t> encode(const PipeMessage& message);

/// Cuts a stream of bytes, arriving in pieces, into messages. Throws Error{process} for what is not a message.
class FrameReader final {
public:
    void append(std::span<const std::uint8_t> bytes);
    /// The next whole message; nothing if more bytes are needed.
    [[nodiscard]] std::optional<PipeMessage> next();

private:
    std::vector<std::uint8_t> m_buffer;
    std::size_t m_read = 0;
};

} // namespace segue::analysis
