// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <stop_token>
#include <string>

namespace segue {

/// Where a file that is there in part goes on.
struct FetchStart {
    std::uint64_t from = 0; ///< the first byte wanted; 0: all
    std::string etag;       ///< only while the file is this one (If-Range); goes with `from`
};

/// The head of the answer that brings the file, or refuses it; behind redirections.
struct FetchHead {
    int status = 0;
    std::string etag;                    ///< as it was sent, quotes and all; empty: none
    std::string range;                   ///< Content-Range; empty: none
    std::optional<std::uint64_t> length; ///< Content-Length, if it was sent
};

struct FetchEnd {
    bool isWhole = false; ///< all that the server said it would send has come
    std::string problem;  ///< why not, in the network's words; empty: it has, or the sink had enough
};

/// Takes a file as it comes. Both on fetch()'s thread; false: nothing more is wanted.
class FetchSink {
public:
    virtual ~FetchSink() = default;
    [[nodiscard]] virtual bool begin(const FetchHead& head) = 0;
    [[nodiscard]] virtual bool take(std::span<const char> bytes) = 0;
};

/// The way out to servers for files too large to be held: they are handed on piece by piece, and no faster than the sink takes
/// them. The engine knows none itself: a program that may use the network hands this in.
///
/// Thread rule: any thread; it blocks until all has come, the sink has enough, nothing comes for too long, or `stop` is requested.
/// Failure rule: what the sink throws goes through; else only std::bad_alloc. Nothing is sent but the request itself: no cookies,
/// no names. Redirections are followed as mayBeFollowed() allows, five at most.
class FileFetch {
public:
    FileFetch() = default;
    virtual ~FileFetch() = default;
    FileFetch(const FileFetch&) = delete;
    FileFetch& operator=(const FileFetch&) = delete;

    [[nodiscard]] virtual FetchEnd fetch(const std::string& address, const FetchStart& start, FetchSink& sink,
                                         const std::stop_token& stop) = 0;
};

} // namespace segue
