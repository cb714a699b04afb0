// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <functional>
#include <mutex>
#include <thread>
#include <vector>

struct pa_mainloop;
struct pa_mainloop_api;

namespace segue::app {

/// The calling thread runs before others where the system lets it: real time, else a better niceness, else nothing. Children (a
/// sound server that is started on demand) do not inherit it.
void comeFirst();

/// The thread on which sound is handed over: libpulse's loop, and what is posted to it. It sleeps while nothing is to be done, and
/// comes first when something is.
///
/// Thread rule: start(), post() and end() by any thread. Failure rule: nothing throws after the constructor, which throws
/// Error{io} where there is no loop to be had.
class SoundLoop final {
public:
    SoundLoop();
    ~SoundLoop();
    SoundLoop(const SoundLoop&) = delete;
    SoundLoop& operator=(const SoundLoop&) = delete;

    void start();
    /// Carried out soon, in order; after end() no more.
    void post(std::function<void()> what);
    /// Carries out `last` there and waits for the thread's end.
    void end(std::function<void()> last);

    [[nodiscard]] pa_mainloop_api* api() const; ///< for use on the thread

private:
    void run();

    pa_mainloop* m_loop;
    std::mutex m_mutex; ///< of the next two
    std::vector<std::function<void()>> m_posted;
    bool m_isEnding = false;
    std::thread m_thread;
};

} // namespace segue::app
