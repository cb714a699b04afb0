// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <exception>
#include <new>
#include <stdexcept>
#include <string>

namespace segue {

/// What went wrong, coarsely: enough to decide what to do, not what to say.
enum class ErrorKind {
    io,          ///< a file or folder could not be read or written
    noSpace,     ///< the disk is full
    badFile,     ///< the bytes are not what they claim to be (music, bundle)
    damaged,     ///< the library database is not whole: setAside() makes room for a new one
    unsupported, ///< understood, but not something this program can do
    busy,        ///< somebody else holds it (a second copy of Segue)
    noMemory,    ///< it takes more memory than there is, or than may be used
    newer,       ///< written by a newer version of Segue
    process,     ///< a child process died or broke the protocol
    usage,       ///< the caller asked for something impossible
};

/// Thrown when a function cannot do what its name says. The message is one sentence for a listener: what happened, to
/// which file, and where it helps, what to do. Foreign libraries' errors are converted to this in their wrapper.
class Error final : public std::runtime_error {
public:
    Error(ErrorKind kind, const std::string& message) : std::runtime_error(message), m_kind(kind) {}

    [[nodiscard]] ErrorKind kind() const noexcept { return m_kind; }

private:
    ErrorKind m_kind;
};

/// What to tell the listener of anything that was thrown, at the boundary of a thread or a job.
[[nodiscard]] inline std::string sentenceOf(const std::exception& error) {
    const bool isMemory = dynamic_cast<const std::bad_alloc*>(&error) != nullptr;
    return isMemory ? "There is not enough memory." : error.what();
}

} // namespace segue
