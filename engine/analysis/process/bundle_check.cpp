// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/analysis/process/bundle_check.h"

#include "engine/analysis/process/child_process.h"
#include "engine/analysis/process/protocol.h"
#include "engine/words/error.h"

#include <array>
#include <cerrno>
#include <optional>
#include <poll.h>
#include <unistd.h>

namespace segue::analysis {

namespace {

using Clock = std::chrono::steady_clock;

constexpr std::chrono::milliseconds kStopInterval{100}; ///< between checks whether a stop was requested
constexpr std::chrono::milliseconds kBundleCheckDeathGrace{2000};

/// The first message; nothing if the process ended or the time is over.
std::optional<PipeMessage> firstMessage(const ChildProcess& process, const std::stop_token& stop, Clock::time_point deadline) {
    FrameReader reader;
    while (!stop.stop_requested() && Clock::now() < deadline) {
        pollfd entry{.fd = process.output(), .events = POLLIN, .revents = 0};
        if (::poll(&entry, 1, static_cast<int>(kStopInterval.count())) <= 0)
            continue;
        std::array<std::uint8_t, 4096> bytes{};
        const auto count = ::read(process.output(), bytes.data(), bytes.size());
        if (count < 0 && (errno == EAGAIN || errno == EINTR))
            continue;
        if (count <= 0)
            return std::nullopt;
        reader.append(std::span(bytes).first(static_cast<std::size_t>(count)));
        if (auto message = reader.next())
            return message;
    }
    return std::nullopt;
}

} // namespace

void checkBundle(const std::filesystem::path& analyzer, const std::filesystem::path& bundle, const std::stop_token& stop,
                 std::chrono::milliseconds limit) {
    ChildProcess process(analyzer, {"--check-bundle", bundle.string()});
    const auto deadline = Clock::now() + limit;
    const auto message = firstMessage(process, stop, deadline);
    if (stop.stop_requested())
        return;
    if (message && std::holds_alternative<Refused>(*message))
        throw Error{ErrorKind::badFile, std::get<Refused>(*message).reason};
    if (message && std::holds_alternative<Hello>(*message)) {
        if (std::get<Hello>(*message).protocol != kProtocolVersion)
            throw Error{ErrorKind::process, MessageId::analyzerOtherVersion};
        return;
    }
    if (Clock::now() >= deadline)
        throw Error{
            ErrorKind::unsupported,
            Message(MessageId::networkTooSlow, {std::to_string(std::chrono::duration_cast<std::chrono::seconds>(limit).count())})};
    throw Error{ErrorKind::badFile, Message(MessageId::networkEnded, {process.end(kBundleCheckDeathGrace).how})};
}

} // namespace segue::analysis
