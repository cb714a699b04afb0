// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/audio/pulse_server.h"

#include <pulse/pulseaudio.h>

#include <algorithm>
#include <utility>

namespace segue::app {
namespace {

constexpr std::uint32_t kFirstRetryMs = 100;
constexpr std::uint32_t kLongestRetryMs = 2'000;

void release(pa_operation* operation) {
    if (operation != nullptr)
        pa_operation_unref(operation);
}

std::string textOf(const char* text) { return text != nullptr ? text : ""; }

bool isRemovable(const pa_proplist* facts) {
    const auto fact = [facts](const char* name) { return textOf(facts != nullptr ? pa_proplist_gets(facts, name) : nullptr); };
    return isRemovableOutput(fact(PA_PROP_DEVICE_BUS), fact(PA_PROP_DEVICE_FORM_FACTOR), fact(PA_PROP_DEVICE_PROFILE_NAME));
}

KnownOutput outputOf(const pa_sink_info& sink) {
    KnownOutput output{.id = textOf(sink.name),
                       .name = textOf(sink.description),
                       .port = {},
                       .portName = {},
                       .portsGone = {},
                       .isRemovable = isRemovable(sink.proplist)};
    if (sink.active_port != nullptr) {
        output.port = textOf(sink.active_port->name);
        output.portName = textOf(sink.active_port->description);
    }
    for (std::uint32_t i = 0; i < sink.n_ports; ++i)
        if (sink.ports[i]->available == PA_PORT_AVAILABLE_NO)
            output.portsGone.insert(textOf(sink.ports[i]->name));
    return output;
}

/// What the desktop's mixer calls Segue, and remembers its volume by.
pa_context* newContext(pa_mainloop_api* api) {
    pa_proplist* facts = pa_proplist_new();
    pa_proplist_sets(facts, PA_PROP_APPLICATION_NAME, "Segue");
    pa_proplist_sets(facts, PA_PROP_APPLICATION_ID, "io.github.segue_player.Segue");
    pa_proplist_sets(facts, PA_PROP_APPLICATION_ICON_NAME, "io.github.segue_player.Segue");
    pa_context* context = pa_context_new_with_proplist(api, nullptr, facts);
    pa_proplist_free(facts);
    return context;
}

} // namespace

struct PulseServer::Callbacks {
    static PulseServer& of(void* self) { return *static_cast<PulseServer*>(self); }

    static void stateChanged(pa_context* context, void* self) {
        const auto state = pa_context_get_state(context);
        if (state == PA_CONTEXT_READY) {
            pa_context_set_subscribe_callback(context, &told, self);
            const auto mask = static_cast<pa_subscription_mask_t>(PA_SUBSCRIPTION_MASK_SINK | PA_SUBSCRIPTION_MASK_SERVER);
            release(pa_context_subscribe(context, mask, nullptr, nullptr));
            of(self).list();
        } else if (!PA_CONTEXT_IS_GOOD(state)) {
            of(self).lost();
        }
    }

    static void told(pa_context* context, pa_subscription_event_type_t event, std::uint32_t index, void* self) {
        if ((event & PA_SUBSCRIPTION_EVENT_FACILITY_MASK) == PA_SUBSCRIPTION_EVENT_SERVER) {
            release(pa_context_get_server_info(context, &serverTold, self));
        } else if ((event & PA_SUBSCRIPTION_EVENT_TYPE_MASK) == PA_SUBSCRIPTION_EVENT_REMOVE) {
            of(self).m_outputs.erase(index);
            of(self).m_changed();
        } else {
            release(pa_context_get_sink_info_by_index(context, index, &sinkTold, self));
        }
    }

    static void serverTold(pa_context* /*context*/, const pa_server_info* server, void* self) {
        if (server == nullptr)
            return;
        of(self).m_standard = textOf(server->default_sink_name);
        of(self).m_hasStandard = true;
        of(self).m_changed();
    }

    /// @param end > 0: all were told; < 0: it went meanwhile
    static void sinkTold(pa_context* /*context*/, const pa_sink_info* sink, int end, void* self) {
        if (end == 0 && sink != nullptr)
            of(self).m_outputs[sink->index] = outputOf(*sink);
        if (end <= 0)
            return;
        of(self).m_hasOutputs = true;
        of(self).m_changed();
    }

    static void retry(pa_mainloop_api* /*api*/, pa_time_event* /*event*/, const timeval* /*when*/, void* self) {
        of(self).connect();
    }

    /// @param end 0: it is there, and 1 follows
    static void answered(pa_context* /*context*/, const pa_sink_info* /*sink*/, int end, void* self) {
        if (end == 0 || of(self).m_questions.empty())
            return;
        const auto answer = std::move(of(self).m_questions.front());
        of(self).m_questions.pop_front();
        answer(end > 0);
    }
};

PulseServer::PulseServer(SoundLoop& loop, std::function<void()> changed)
    : m_loop(loop)
    , m_changed(std::move(changed)) {}

PulseServer::~PulseServer() {
    drop();
    if (m_retry != nullptr)
        m_loop.api()->time_free(m_retry);
}

void PulseServer::connect() {
    if (m_context != nullptr)
        return;
    m_context = newContext(m_loop.api());
    if (m_context != nullptr) {
        pa_context_set_state_callback(m_context, &Callbacks::stateChanged, this);
        // Starts a server where the system is set up so, as everything that plays does.
        if (pa_context_connect(m_context, nullptr, PA_CONTEXT_NOFLAGS, nullptr) >= 0)
            return;
    }
    lost();
}

/// Out of libpulse's own callback, so what it was called with lives on till later.
void PulseServer::lost() {
    drop();
    tryLater();
    m_changed();
}

void PulseServer::drop() {
    if (m_context != nullptr) {
        pa_context_set_state_callback(m_context, nullptr, nullptr);
        pa_context_set_subscribe_callback(m_context, nullptr, nullptr);
        pa_context_disconnect(m_context);
        pa_context_unref(std::exchange(m_context, nullptr));
    }
    m_questions.clear();
    m_outputs.clear();
    m_standard.clear();
    m_hasStandard = m_hasOutputs = false;
}

void PulseServer::tryLater() {
    m_retryMs = std::clamp(2 * m_retryMs, kFirstRetryMs, kLongestRetryMs);
    timeval when{};
    pa_timeval_add(pa_gettimeofday(&when), m_retryMs * PA_USEC_PER_MSEC);
    if (m_retry == nullptr)
        m_retry = m_loop.api()->time_new(m_loop.api(), &when, &Callbacks::retry, this);
    else
        m_loop.api()->time_restart(m_retry, &when);
}

void PulseServer::list() {
    m_retryMs = 0;
    release(pa_context_get_server_info(m_context, &Callbacks::serverTold, this));
    release(pa_context_get_sink_info_list(m_context, &Callbacks::sinkTold, this));
}

KnownOutputs PulseServer::outputs() const {
    KnownOutputs known{.standard = m_standard, .outputs = {}};
    for (const auto& [index, output] : m_outputs)
        known.outputs.push_back(output);
    return known;
}

void PulseServer::ask(const std::string& output, std::function<void(bool isThere)> answer) {
    pa_operation* operation = pa_context_get_sink_info_by_name(m_context, output.c_str(), &Callbacks::answered, this);
    if (operation != nullptr)
        m_questions.push_back(std::move(answer));
    release(operation);
}

} // namespace segue::app
