// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/settings/outputs.h"

#include "ui/settings/settings.h"

namespace segue::ui {

Outputs::Outputs(Settings& settings)
    : QObject(&settings)
    , m_settings(settings) {}

void Outputs::setThere(const QList<SoundOutput>& outputs) {
    if (outputs == m_there)
        return;
    m_there = outputs;
    Q_EMIT thereChanged();
}

SoundOutput Outputs::chosen() const { return {.id = m_settings.outputId(), .name = m_settings.outputName()}; }

void Outputs::choose(const SoundOutput& output) {
    if (output.id == chosen().id)
        return;
    m_settings.setOutput(output.id, output.name);
    Q_EMIT chosenChanged(output.id);
}

} // namespace segue::ui
