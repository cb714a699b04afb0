// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/audio/sound_loop.h"

#include "engine/words/error.h"

#include <pulse/mainloop.h>

#include <pthread.h>
#include <sched.h>
#include <sys/resource.h>
#include <sys/syscall.h>
#include <unistd.h>
#include <utility>

namespace segue::app {

void comeFirst() {
    pthread_setname_np(pthread_self(), "sound");
    sched_param lowest{};
    lowest.sched_priority = sched_get_priority_min(SCHED_RR);
    if (pthread_setschedparam(pthread_self(), SCHED_RR | SCHED_RESET_ON_FORK, &lowest) == 0)
        return;
    constexpr int kNice = -11;
    (void)setpriority(PRIO_PROCESS, static_cast<id_t>(syscall(SYS_gettid)), kNice);
}

SoundLoop::SoundLoop()
    : m_loop(pa_mainloop_new()) {
    if (m_loop == nullptr)
        throw Error{ErrorKind::io, "There are not enough file handles for the sound."};
}

SoundLoop::~SoundLoop() {
    end({});
    pa_mainloop_free(m_loop);
}

void SoundLoop::start() {
    if (!m_thread.joinable())
        m_thread = std::thread([this] { run(); });
}

void SoundLoop::post(std::function<void()> what) {
    {
        const std::lock_guard lock(m_mutex);
        if (m_isEnding)
            return;
        m_posted.push_back(std::move(what));
    }
    pa_mainloop_wakeup(m_loop);
}

void SoundLoop::end(std::function<void()> last) {
    if (!m_thread.joinable())
        return;
    {
        const std::lock_guard lock(m_mutex);
        if (last)
            m_posted.push_back(std::move(last));
        m_isEnding = true;
    }
    pa_mainloop_wakeup(m_loop);
    m_thread.join();
}

pa_mainloop_api* SoundLoop::api() const { return pa_mainloop_get_api(m_loop); }

void SoundLoop::run() {
    comeFirst();
    for (bool isEnding = false; !isEnding;) {
        std::vector<std::function<void()>> posted;
        {
            const std::lock_guard lock(m_mutex);
            posted.swap(m_posted);
            isEnding = m_isEnding;
        }
        for (const auto& what : posted)
            what();
        constexpr int kWait = 1;
        if (!isEnding && posted.empty() && pa_mainloop_iterate(m_loop, kWait, nullptr) < 0)
            return;
    }
}

} // namespace segue::app
