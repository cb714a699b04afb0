// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/spectrogram/picture_panel.h"

#include "ui/spectrogram/picture_controls.h"
#include "ui/spectrogram/spectrogram_view.h"

#include <QFileDialog>
#include <QLabel>
#include <QStandardPaths>
#include <QVBoxLayout>

namespace segue::ui {

namespace {

constexpr int kFrameMs = 16;
constexpr int kBalancedFrom = 2048;
constexpr int kLongFrom = 8192;

/// What the study shows: nothing sees pitch and time sharply at once.
QString captionFor(const PictureStyle& style) {
    if (style.kind == PictureKind::constantQ)
        return PicturePanel::tr("Each note has a window of its own: long for low notes, short for high ones.");
    if (style.windowLength < kBalancedFrom)
        return PicturePanel::tr(
            "A short window: time is sharp, pitch is smeared. Make it longer to tell close tones apart.");
    if (style.windowLength >= kLongFrom)
        return PicturePanel::tr(
            "A long window: pitch is sharp, time is smeared. Make it shorter to tell quick strokes apart.");
    return PicturePanel::tr("A longer window sharpens pitch and smears time; a shorter one does the reverse.");
}

} // namespace

PicturePanel::PicturePanel(Settings& settings, QWidget* parent)
    : QWidget(parent)
    , m_settings(settings)
    , m_controls(new PictureControls(this))
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
    connect(m_controls, &PictureControls::chosen, this, &PicturePanel::change);
    connect(m_controls, &PictureControls::zoomWanted, m_view, &SpectrogramView::zoomBy);
    connect(m_controls, &PictureControls::followWanted, m_view, &SpectrogramView::setFollowing);
    connect(m_controls, &PictureControls::saveWanted, this, &PicturePanel::saveWanted);
    connect(m_view, &SpectrogramView::windowStepWanted, m_controls, &PictureControls::stepWindow);
    connect(m_view, &SpectrogramView::followChanged, m_controls, &PictureControls::showFollowing);
    connect(m_view, &SpectrogramView::zoomChanged, this, [this] { change(m_settings.picture()); });
    m_frames.setTimerType(Qt::PreciseTimer);
    m_frames.setInterval(kFrameMs);
    connect(&m_frames, &QTimer::timeout, this, &PicturePanel::tick);
    m_clock.start();
    m_view->setStyle(m_settings.picture());
    showStyle();
}

void PicturePanel::setNarrow(bool narrow) {
    m_controls->setNarrow(narrow);
}

void PicturePanel::choose(PictureKind kind) {
    auto style = m_settings.picture();
    style.kind = kind;
    change(style);
}

void PicturePanel::setWindowLength(int samples) {
    auto style = m_settings.picture();
    style.windowLength = samples;
    change(style);
}

void PicturePanel::change(PictureStyle style) {
    style.zoom = m_view->style().zoom; // the view's own
    m_settings.setPicture(style);
    m_view->setStyle(style);
    showStyle();
}

void PicturePanel::showStyle() {
    const auto style = m_settings.picture();
    m_controls->showStyle(style);
    m_caption->setText(captionFor(style));
}

QString PicturePanel::caption() const {
    return m_caption->text();
}

void PicturePanel::setSong(const std::filesystem::path& song, double seconds, double beginAt) {
    m_playhead.follow(song);
    m_view->setSong(song, seconds, beginAt);
    m_view->setFollowing(true);
    tick();
}

void PicturePanel::showStatus(const playback::PlaybackStatus& status) {
    m_playhead.report(status, now());
    tick();
    if (m_playhead.isMoving() && isVisible())
        m_frames.start();
    else
        m_frames.stop();
}

double PicturePanel::now() const {
    return static_cast<double>(m_clock.nsecsElapsed()) / 1e9;
}

void PicturePanel::tick() {
    const auto place = m_playhead.at(now());
    m_view->setPlayhead(place);
    emit playheadMoved(place);
}

void PicturePanel::showEvent(QShowEvent*) {
    if (m_playhead.isMoving())
        m_frames.start();
}

void PicturePanel::hideEvent(QHideEvent*) {
    m_frames.stop();
}

void PicturePanel::askWhereToSave(const QString& title) {
    QString name = title;
    name.replace(QLatin1Char('/'), QLatin1Char('-'));
    const QString folder = QStandardPaths::writableLocation(QStandardPaths::PicturesLocation);
    auto* dialog = new QFileDialog(this, tr("Save the picture"), folder, tr("PNG pictures (*.png)"));
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setAcceptMode(QFileDialog::AcceptSave);
    dialog->setDefaultSuffix(QStringLiteral("png"));
    dialog->selectFile(name + QStringLiteral(".png"));
    connect(dialog, &QFileDialog::fileSelected, this,
            [this](const QString& file) { emit saved(file, savePicture(file)); });
    dialog->open();
}

bool PicturePanel::savePicture(const QString& file) {
    return m_view->grab().save(file, "PNG");
}

} // namespace segue::ui
