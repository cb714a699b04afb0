// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/audio/system_sink.h"

#include "app/audio/alsa_device.h"
#include "app/audio/alsa_output.h"
#include "app/audio/exclusive_choice.h"
#include "app/audio/output_choice.h"
#include "app/audio/pulse_output.h"
#include "app/audio/sound_loop.h"

#include <algorithm>
#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace segue::app {
namespace {

class SystemSink final : public playback::AudioSink {
public:
    SystemSink(std::shared_ptr<OutputChoice> choice, std::shared_ptr<SinkFigures> figures)
        : m_choice(choice ? std::move(choice) : std::make_shared<OutputChoice>())
        , m_figures(figures ? std::move(figures) : std::make_shared<SinkFigures>()) {}
    ~SystemSink() override { stop(); }

    void start(Pull pull, DeviceChanged deviceChanged) override {
        stop();
        m_loop.emplace();
        m_pull = std::move(pull);
        m_tell = std::move(deviceChanged);
        m_loop->post([this] { open(); });
        m_choice->whenChosen([this] { m_loop->post([this] { choose(); }); });
        m_loop->start();
    }

    void stop() override {
        if (!m_loop)
            return;
        m_choice->whenChosen({});
        m_loop->end([this] {
            m_alsa.reset();
            m_pulse.reset();
            m_alsaName.clear();
            m_isRunning = false;
        });
        m_loop.reset();
    }

    void resume() override { setRunning(true); }
    void suspend() override { setRunning(false); }

    [[nodiscard]] Way wayFor(int fileRateHz) const override {
        return alsaNameOf(m_choice->chosen()).empty() ? Way() : Way{.rateHz = fileRateHz, .isExact = true};
    }
    void setRate(int rateHz) override {
        if (m_loop)
            m_loop->post([this, rateHz] {
                m_rateHz = rateHz;
                if (m_alsa)
                    m_alsa->setRate(rateHz);
            });
    }

    [[nodiscard]] double latencySeconds() const override { return m_buffered.seconds(); }

private:
    void setRunning(bool isRunning) {
        if (m_loop)
            m_loop->post([this, isRunning] {
                m_isRunning = isRunning;
                if (m_alsa)
                    m_alsa->setRunning(isRunning);
                else
                    m_pulse->setRunning(isRunning);
            });
    }

    // On the loop.

    void open() {
        m_devices = AlsaDevice::list();
        const auto tellOutputs = [this](std::vector<OutputChoice::Output> outputs) {
            outputs.insert(outputs.end(), m_devices.begin(), m_devices.end());
            m_choice->tell(std::move(outputs));
        };
        m_pulse.emplace(*m_loop, m_pull, m_tell, tellOutputs, *m_choice, *m_figures, m_buffered);
        takeDevice(alsaNameOf(m_choice->chosen()));
    }

    void choose() {
        const std::string name = alsaNameOf(m_choice->chosen());
        if (name == m_alsaName) {
            if (name.empty())
                m_pulse->choiceChanged();
            return;
        }
        // What was not heard is decoded again, as the other output wants it.
        m_tell(MessageId::playOutputChanges);
        takeDevice(name);
        m_tell({});
    }

    /// @param name empty: the sound server plays
    void takeDevice(const std::string& name) {
        m_alsa.reset();
        if (name.empty() != m_alsaName.empty())
            m_pulse->setResting(!name.empty());
        m_alsaName = name;
        if (name.empty())
            return m_pulse->setRunning(m_isRunning);
        const auto outputs = m_choice->outputs();
        const auto known = std::ranges::find(outputs, kExclusive + name, &OutputChoice::Output::id);
        m_alsa.emplace(name, known != outputs.end() ? known->name : name, m_pull, m_tell, *m_figures, m_buffered);
        m_alsa->setRate(m_rateHz);
    }

    Pull m_pull;
    DeviceChanged m_tell;
    std::shared_ptr<OutputChoice> m_choice;
    std::shared_ptr<SinkFigures> m_figures;
    Buffered m_buffered;
    std::optional<SoundLoop> m_loop;
    // The loop's.
    std::vector<OutputChoice::Output> m_devices; ///< that can be had alone
    std::string m_alsaName;                      ///< of the one that is taken; empty: the sound server plays
    bool m_isRunning = false;
    int m_rateHz = kRateHz;
    std::optional<PulseOutput> m_pulse;
    std::optional<AlsaOutput> m_alsa;
};

} // namespace

std::unique_ptr<playback::AudioSink> makeSystemSink(std::shared_ptr<OutputChoice> choice, std::shared_ptr<SinkFigures> figures) {
    return std::make_unique<SystemSink>(std::move(choice), std::move(figures));
}

} // namespace segue::app
