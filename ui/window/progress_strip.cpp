// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/window/progress_strip.h"

#include "ui/kit/elided_label.h"
#include "ui/kit/icons.h"
#include "ui/words/format.h"

#include <QCoreApplication>
#include <QHBoxLayout>
#include <QLocale>
#include <QProgressBar>
#include <QToolButton>

namespace segue::ui {

namespace {

QString tr(const char* source) { return QCoreApplication::translate("ProgressStrip", source); }

QString pauseText(PauseReason reason) {
    switch (reason) {
    case PauseReason::battery:
        return tr("Paused: on battery");
    case PauseReason::playback:
        return tr("Paused while playing needs the computer");
    case PauseReason::none:
    case PauseReason::listener:
    case PauseReason::broken:
        break;
    }
    return tr("Paused");
}

bool restsByItself(const Progress& progress) {
    return progress.paused && (progress.pausedBy == PauseReason::battery || progress.pausedBy == PauseReason::playback);
}

QString stageText(const Progress& progress) {
    if (progress.paused)
        return pauseText(progress.pausedBy);
    switch (progress.stage) {
    case Progress::Stage::composing:
        return tr("Composing demo music");
    case Progress::Stage::scanning:
        return tr("Scanning");
    case Progress::Stage::analysing:
        return tr("Analysing");
    case Progress::Stage::outlining:
        return tr("Drawing waveforms");
    case Progress::Stage::exporting:
        return tr("Exporting");
    case Progress::Stage::importing:
        return tr("Importing");
    case Progress::Stage::idle:
        break;
    }
    return {};
}

bool isTransfer(const Progress& progress) {
    return progress.running && (progress.stage == Progress::Stage::exporting || progress.stage == Progress::Stage::importing);
}

/// In percent, because pages and rows mean nothing to a listener.
QString shareText(const Progress& progress) {
    return progress.total == 0 ? tr("checking the file") : tr("%1 %").arg(100 * progress.done / progress.total);
}

/// "Analysing · 1,234 of 10,000 · 12 min left · 9.8 songs/s · 3 failed": the most important part first, because the end may
/// not fit.
QString progressText(const Progress& progress) {
    QStringList parts{stageText(progress)};
    if (isTransfer(progress))
        parts << shareText(progress);
    else if (progress.total > 0)
        parts << tr("%1 of %2").arg(countText(progress.done), countText(progress.total));
    else if (progress.done > 0)
        parts << songsText(progress.done);
    if (!progress.paused && progress.timeLeft)
        parts << timeLeftText(*progress.timeLeft);
    constexpr double kLeast = 0.05; // less would be shown as none
    if (!progress.paused && progress.songsPerSecond >= kLeast)
        parts << tr("%1 songs/s").arg(QLocale().toString(progress.songsPerSecond, 'f', 1));
    if (progress.failed > 0)
        parts << tr("%1 failed").arg(countText(progress.failed));
    return parts.join(QStringLiteral(" · "));
}

} // namespace

ProgressStrip::ProgressStrip(QWidget* parent)
    : QWidget(parent)
    , m_text(new ElidedLabel(this))
    , m_bar(new QProgressBar(this))
    , m_pause(new QToolButton(this)) {
    setObjectName(QStringLiteral("progressStrip"));
    setAttribute(Qt::WA_StyledBackground);
    m_text->setProperty("muted", true);
    m_bar->setTextVisible(false);
    m_bar->setAccessibleName(tr("Progress of scanning and analysing"));
    m_pause->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
    auto* column = new QVBoxLayout;
    column->setSpacing(6);
    column->addWidget(m_text);
    column->addWidget(m_bar);
    auto* row = new QHBoxLayout(this);
    row->setContentsMargins(16, 8, 8, 8);
    row->setSpacing(16);
    row->addLayout(column, 1);
    row->addWidget(m_pause);
    connect(m_pause, &QToolButton::clicked, this, [this] {
        if (m_canBePaused)
            Q_EMIT pauseWanted(!m_paused);
        else
            Q_EMIT cancelWanted();
    });
    showProgress(Progress{});
}

void ProgressStrip::showProgress(const Progress& progress) {
    setVisible(progress.running || progress.paused);
    m_paused = progress.paused;
    m_text->setFullText(progressText(progress));
    const bool known = progress.total > 0;
    m_bar->setRange(0, known ? static_cast<int>(progress.total) : progress.running ? 0 : 1);
    m_bar->setValue(static_cast<int>(progress.done));
    m_canBePaused = !isTransfer(progress);
    if (!m_canBePaused)
        return offerToCancel();
    m_pause->setIcon(lineIcon(m_paused ? QStringLiteral("play") : QStringLiteral("pause")));
    const bool rests = restsByItself(progress);
    m_pause->setText(rests ? tr("Go on anyway") : m_paused ? tr("Resume") : tr("Pause"));
    m_pause->setAccessibleName(rests ? tr("Go on analysing anyway") : m_paused ? tr("Resume analysing") : tr("Pause analysing"));
    m_pause->setToolTip(rests      ? tr("It resumes by itself when the reason is gone")
                        : m_paused ? tr("Go on where it stopped")
                                   : tr("What is done is kept"));
}

void ProgressStrip::offerToCancel() {
    m_pause->setIcon(lineIcon(QStringLiteral("close")));
    m_pause->setText(tr("Cancel"));
    m_pause->setAccessibleName(m_pause->text());
    m_pause->setToolTip(tr("Stop and undo what was done"));
}

QString ProgressStrip::sentence() const { return m_text->fullText(); }

} // namespace segue::ui
