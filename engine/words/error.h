// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/words/message.h"

#include <exception>
#include <stdexcept>
#include <utility>

namespace segue {

/// What went wrong, coarsely: enough to decide what to do, not what to say.
enum class ErrorKind {
    io,          ///< a file or folder could not be read or written
    noSpace,     ///< the disk is full
    badFile,     ///< the bytes are not what they claim to be (music, bundle)
    damaged,     ///< the library database is damaged; setAside() makes room for a new one
    unsupported, ///< understood, but not something this program can do
    busy,        ///< somebody else holds it (a second copy of Segue)
    noMemory,    ///< it takes more memory than there is, or than may be used
    newer,       ///< written by a newer version of Segue
    process,     ///< a child process died or broke the protocol
    usage,       ///< the caller asked for something impossible
};

/// Thrown when a function cannot do what its name says. The message tells what happened, to which file, and where it
/// helps, what to do. Foreign libraries' errors are converted to this in their wrapper. what() is the message's code, for
/// logs only.
class Error final : public std::runtime_error {
public:
    Error(ErrorKind kind, Message message)
        : std::runtime_error(message.code())
        , m_kind(kind)
        , m_message(std::move(message)) {}

    [[nodiscard]] ErrorKind kind() const noexcept { return m_kind; }
    [[nodiscard]] const Message& message() const noexcept { return m_message; }

private:
    ErrorKind m_kind;
    Message m_message;
};

/// Turns any exception into a message, at the boundary of a thread or a job: an Error's own message, a message that memory is
/// short, or the exception's own words.
[[nodiscard]] Message messageOf(const std::exception& exception);

} // namespace segue
