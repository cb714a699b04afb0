// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/spectrogram/spectrogram_panel.h"

#include "ui/settings/start_folders.h"
#include "ui/spectrogram/spectrogram_controls.h"
#include "ui/spectrogram/spectrogram_view.h"

#include <QFileDialog>
#include <QLabel>
#include <QVBoxLayout>

namespace segue::ui {

namespace {

constexpr int kFrameMs = 16;
constexpr int kBalancedFrom = 2048;
constexpr int kLongFrom = 8192;

/// The caption says what the choice means: no window resolves pitch and time sharply at once.
QString captionFor(const SpectrogramStyle& style) {
    if (style.kind == SpectrogramKind::constantQ)
        return SpectrogramPanel::tr("Each note has a window of its own: long for low notes, short for high ones.");
    if (style.windowLength < kBalancedFrom)
        return SpectrogramPanel::tr("A short window: time is sharp, pitch is smeared. Make it longer to tell close tones apart.");
    if (style.windowLength >= kLongFrom)
        return SpectrogramPanel::tr("A long window: pitch is sharp, time is smeared. Make it shorter to tell quick strokes apart.");
    return SpectrogramPanel::tr("A longer window sharpens pitch and smears time; a shorter one does the reverse.");
}

} // namespace

SpectrogramPanel::SpectrogramPanel(Settings& settings, QWidget* parent)
    : QWidget(parent)
    , m_settings(settings)
    , m_controls(new SpectrogramControls(this))
    , m_view(new SpectrogramView(this))
    , m_caption(new QLabel(this)) {
    m_caption->setProperty("muted", true);
    m_caption->setWordWrap(true);
    m_caption->setMinimumWidth(80);
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(8);
    column->addWidget(m_controls);
    column->addWidget(m_view, 1);
    column->addWidget(m_caption);
    connect(m_controls, &SpectrogramControls::chosen, this, &SpectrogramPanel::change);
    connect(m_controls, &SpectrogramControls::zoomWanted, m_view, &SpectrogramView::zoomBy);
    connect(m_controls, &SpectrogramControls::followWanted, m_view, &SpectrogramView::setFollowing);
    connect(m_controls, &SpectrogramControls::saveWanted, this, &SpectrogramPanel::saveWanted);
    connect(m_view, &SpectrogramView::windowStepWanted, m_controls, &SpectrogramControls::stepWindow);
    connect(m_view, &SpectrogramView::followChanged, m_controls, &SpectrogramControls::showFollowing);
    connect(m_view, &SpectrogramView::zoomChanged, this, [this] { change(m_settings.spectrogram()); });
    connect(m_view, &SpectrogramView::zoomFitted, this, &SpectrogramPanel::showStyle);
    m_frames.setTimerType(Qt::PreciseTimer);
    m_frames.setInterval(kFrameMs);
    connect(&m_frames, &QTimer::timeout, this, &SpectrogramPanel::tick);
    m_clock.start();
    m_view->setStyle(m_settings.spectrogram());
    showStyle();
}

void SpectrogramPanel::setNarrow(bool narrow) { m_controls->setNarrow(narrow); }

void SpectrogramPanel::choose(SpectrogramKind kind) {
    auto style = m_settings.spectrogram();
    style.kind = kind;
    change(style);
}

void SpectrogramPanel::setWindowLength(int samples) {
    auto style = m_settings.spectrogram();
    style.windowLength = samples;
    change(style);
}

void SpectrogramPanel::change(SpectrogramStyle style) {
    style.zoom = m_view->wantedZoom(); // the view's own
    m_settings.setSpectrogram(style);
    m_view->setStyle(style);
    showStyle();
}

void SpectrogramPanel::showStyle() {
    auto style = m_settings.spectrogram();
    style.zoom = m_view->style().zoom;
    m_controls->showStyle(style, style.zoom < m_view->time().farthestZoom());
    m_caption->setText(captionFor(style));
}

QString SpectrogramPanel::caption() const { return m_caption->text(); }

void SpectrogramPanel::setSong(const std::filesystem::path& song, double seconds, double beginAt) {
    m_playhead.follow(song);
    m_view->setSong(song, seconds, beginAt);
    m_view->setFollowing(true);
    tick();
}

void SpectrogramPanel::showStatus(const playback::PlaybackStatus& status) {
    m_playhead.report(status, now());
    tick();
    if (m_playhead.isMoving() && isVisible())
        m_frames.start();
    else
        m_frames.stop();
}

double SpectrogramPanel::now() const { return static_cast<double>(m_clock.nsecsElapsed()) / 1e9; }

void SpectrogramPanel::tick() {
    const auto place = m_playhead.at(now());
    m_view->setPlayhead(place);
    Q_EMIT playheadMoved(place);
}

void SpectrogramPanel::showEvent(QShowEvent*) {
    if (m_playhead.isMoving())
        m_frames.start();
}

void SpectrogramPanel::hideEvent(QHideEvent*) { m_frames.stop(); }

void SpectrogramPanel::askWhereToSave(const QString& title) {
    QString name = title;
    name.replace(QLatin1Char('/'), QLatin1Char('-'));
    auto* dialog = new QFileDialog(this, tr("Save the spectrogram"), QString(), tr("PNG images (*.png)"));
    m_settings.startFolders().follow(*dialog, StartFolders::Purpose::spectrogram);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setAcceptMode(QFileDialog::AcceptSave);
    dialog->setDefaultSuffix(QStringLiteral("png"));
    dialog->selectFile(name + QStringLiteral(".png"));
    connect(dialog, &QFileDialog::fileSelected, this, [this](const QString& file) { Q_EMIT saved(file, saveSpectrogram(file)); });
    dialog->open();
}

bool SpectrogramPanel::saveSpectrogram(const QString& file) { return m_view->grab().save(file, "PNG"); }

} // namespace segue::ui
