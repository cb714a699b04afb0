// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/audio/pulse_watch.h"

#include <pulse/pulseaudio.h>

#include <map>
#include <mutex>
#include <utility>

namespace segue::app {

/// libpulse calls back on its own loop's thread, which holds the loop's lock then.
class PulseWatch::Impl {
public:
    explicit Impl(std::function<void()> changed)
        : m_changed(std::move(changed))
        , m_loop(pa_threaded_mainloop_new()) {
        if (m_loop != nullptr && pa_threaded_mainloop_start(m_loop) < 0)
            pa_threaded_mainloop_free(std::exchange(m_loop, nullptr));
    }
    ~Impl() {
        if (m_loop == nullptr)
            return;
        pa_threaded_mainloop_lock(m_loop);
        drop();
        pa_threaded_mainloop_unlock(m_loop);
        pa_threaded_mainloop_stop(m_loop);
        pa_threaded_mainloop_free(m_loop);
    }
    Impl(const Impl&) = delete;
    Impl& operator=(const Impl&) = delete;

    void connect() {
        if (m_loop == nullptr)
            return;
        pa_threaded_mainloop_lock(m_loop);
        if (m_context == nullptr || !PA_CONTEXT_IS_GOOD(pa_context_get_state(m_context))) {
            drop();
            m_context = pa_context_new(pa_threaded_mainloop_get_api(m_loop), "Segue");
            if (m_context != nullptr) {
                pa_context_set_state_callback(m_context, &stateChanged, this);
                if (pa_context_connect(m_context, nullptr, PA_CONTEXT_NOAUTOSPAWN, nullptr) < 0)
                    drop();
            }
        }
        pa_threaded_mainloop_unlock(m_loop);
    }

    [[nodiscard]] std::optional<Outputs> outputs() const {
        const std::lock_guard lock(m_mutex);
        if (!m_isComplete || m_standard.empty())
            return std::nullopt;
        Outputs outputs{.standard = m_standard, .names = {}};
        for (const auto& [index, name] : m_names)
            outputs.names.insert(name);
        return outputs;
    }

private:
    void drop() {
        if (m_context != nullptr) {
            pa_context_set_state_callback(m_context, nullptr, nullptr);
            pa_context_set_subscribe_callback(m_context, nullptr, nullptr);
            pa_context_disconnect(m_context);
            pa_context_unref(std::exchange(m_context, nullptr));
        }
        forget();
    }

    /// @return whether something was known
    bool forget() {
        const std::lock_guard lock(m_mutex);
        const bool knew = std::exchange(m_isComplete, false);
        m_names.clear();
        m_standard.clear();
        return knew;
    }

    static void release(pa_operation* operation) {
        if (operation != nullptr)
            pa_operation_unref(operation);
    }

    void ask() {
        release(pa_context_get_server_info(m_context, &serverTold, this));
        release(pa_context_get_sink_info_list(m_context, &sinkTold, this));
    }

    static void stateChanged(pa_context* context, void* self) {
        auto& watch = *static_cast<Impl*>(self);
        const auto state = pa_context_get_state(context);
        if (state == PA_CONTEXT_READY) {
            pa_context_set_subscribe_callback(context, &told, self);
            const auto mask = static_cast<pa_subscription_mask_t>(PA_SUBSCRIPTION_MASK_SINK | PA_SUBSCRIPTION_MASK_SERVER);
            release(pa_context_subscribe(context, mask, nullptr, nullptr));
            watch.ask();
        } else if (!PA_CONTEXT_IS_GOOD(state)) {
            if (watch.forget())
                watch.m_changed();
        }
    }

    static void told(pa_context* context, pa_subscription_event_type_t event, std::uint32_t index, void* self) {
        auto& watch = *static_cast<Impl*>(self);
        const auto kind = event & PA_SUBSCRIPTION_EVENT_TYPE_MASK;
        if ((event & PA_SUBSCRIPTION_EVENT_FACILITY_MASK) == PA_SUBSCRIPTION_EVENT_SERVER) {
            release(pa_context_get_server_info(context, &serverTold, self));
        } else if (kind == PA_SUBSCRIPTION_EVENT_NEW) {
            release(pa_context_get_sink_info_by_index(context, index, &sinkTold, self));
        } else if (kind == PA_SUBSCRIPTION_EVENT_REMOVE) {
            {
                const std::lock_guard lock(watch.m_mutex);
                watch.m_names.erase(index);
            }
            watch.m_changed(); // before the stream sounds elsewhere
        }
    }

    static void serverTold(pa_context* /*context*/, const pa_server_info* server, void* self) {
        auto& watch = *static_cast<Impl*>(self);
        if (server == nullptr)
            return;
        {
            const std::lock_guard lock(watch.m_mutex);
            watch.m_standard = server->default_sink_name != nullptr ? server->default_sink_name : "";
        }
        watch.m_changed();
    }

    /// @param end > 0: all were told
    static void sinkTold(pa_context* /*context*/, const pa_sink_info* sink, int end, void* self) {
        auto& watch = *static_cast<Impl*>(self);
        {
            const std::lock_guard lock(watch.m_mutex);
            if (end == 0 && sink != nullptr && sink->name != nullptr)
                watch.m_names[sink->index] = sink->name;
            watch.m_isComplete = watch.m_isComplete || end > 0;
        }
        if (end > 0)
            watch.m_changed();
    }

    std::function<void()> m_changed;
    pa_threaded_mainloop* m_loop = nullptr;
    pa_context* m_context = nullptr;
    mutable std::mutex m_mutex; ///< of the rest
    std::map<std::uint32_t, std::string> m_names;
    std::string m_standard;
    bool m_isComplete = false;
};

PulseWatch::PulseWatch(std::function<void()> changed)
    : m_impl(std::make_unique<Impl>(std::move(changed))) {}
PulseWatch::~PulseWatch() = default;
void PulseWatch::connect() { m_impl->connect(); }
std::optional<PulseWatch::Outputs> PulseWatch::outputs() const { return m_impl->outputs(); }

} // namespace segue::app
