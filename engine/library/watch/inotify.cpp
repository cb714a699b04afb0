// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/library/watch/inotify.h"

#include <cerrno>
#include <climits>
#include <sys/inotify.h>
#include <unistd.h>

namespace segue::library {

Inotify::Inotify()
    : m_descriptor(::inotify_init1(IN_NONBLOCK | IN_CLOEXEC)) {}

Inotify::~Inotify() {
    if (m_descriptor >= 0)
        ::close(m_descriptor);
}

Inotify::Added Inotify::add(const std::filesystem::path& folder, std::uint32_t mask) {
    if (m_descriptor < 0)
        return {.refusal = Refusal::noRoom};
    const int watch = ::inotify_add_watch(m_descriptor, folder.c_str(), mask | IN_MASK_ADD | IN_ONLYDIR);
    if (watch < 0)
        return {.refusal = errno == ENOSPC || errno == ENOMEM ? Refusal::noRoom : Refusal::notThere};
    return {.watch = watch};
}

void Inotify::remove(int watch) { ::inotify_rm_watch(m_descriptor, watch); }

void Inotify::read(const std::function<void(const FolderEvent&)>& take) {
    alignas(inotify_event) char buffer[64 * 1024];
    static_assert(sizeof(buffer) > sizeof(inotify_event) + NAME_MAX + 1);
    while (true) {
        const auto size = ::read(m_descriptor, buffer, sizeof(buffer));
        if (size <= 0)
            return;
        for (const char* at = buffer; at < buffer + size;) {
            const auto* event = reinterpret_cast<const inotify_event*>(at);
            const std::string_view name = event->len > 0 ? std::string_view(event->name) : std::string_view();
            take({.watch = event->wd, .mask = event->mask, .name = name});
            at += sizeof(inotify_event) + event->len;
        }
    }
}

} // namespace segue::library
