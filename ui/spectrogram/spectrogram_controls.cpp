// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/spectrogram/spectrogram_controls.h"

#include "ui/kit/calm_controls.h"
#include "ui/kit/icons.h"
#include "ui/kit/jump_slider.h"
#include "ui/kit/toggle_switch.h"
#include "ui/words/sound_text.h"

#include <QButtonGroup>
#include <QGridLayout>
#include <QHBoxLayout>
#include <QLabel>
#include <QLocale>
#include <QSignalBlocker>
#include <QToolButton>

#include <bit>

namespace segue::ui {

namespace {

constexpr int kSpacing = 8;

int exponentOf(int length) { return std::bit_width(static_cast<unsigned>(length)) - 1; }

QString windowText(int length, bool narrow) {
    const double seconds = static_cast<double>(length) / kSpectrogramRateHz;
    const QString samples = QLocale().toString(length);
    const QString ms = QString::number(seconds * 1000.0, 'f', seconds < 0.01 ? 1 : 0);
    if (narrow)
        return SpectrogramControls::tr("%1 = %2 ms").arg(samples, ms);
    return SpectrogramControls::tr("%1 samples = %2 ms, %3 a bin").arg(samples, ms, hertzText(1.0 / seconds));
}

} // namespace

SpectrogramControls::SpectrogramControls(QWidget* parent)
    : QWidget(parent)
    , m_lines(new QGridLayout(this))
    , m_kinds(new QFrame(this))
    , m_linear(new ToggleSwitch(tr("Even in Hz"), this))
    , m_windowName(new QLabel(tr("Window"), this))
    , m_window(new JumpSlider(this))
    , m_windowText(new QLabel(this))
    , m_closer(makeButton(QStringLiteral("zoom-in"), tr("Closer (+)")))
    , m_farther(makeButton(QStringLiteral("zoom-out"), tr("Farther (-)")))
    , m_follow(new ToggleSwitch(tr("Follow"), this))
    , m_save(makeButton(QStringLiteral("save"), tr("Save as PNG (Ctrl+S)"))) {
    buildKinds();
    buildWindow();
    m_linear->setToolTip(tr("Rows evenly spaced in Hz instead of in pitch"));
    m_follow->setToolTip(tr("Move the spectrogram with the music; panning switches it off"));
    m_follow->setChecked(true);
    m_lines->setContentsMargins(0, 0, 0, 0);
    m_lines->setVerticalSpacing(kSpacing);
    layOut();
    connect(m_linear, &ToggleSwitch::toggled, this, [this](bool on) {
        m_style.linear = on;
        Q_EMIT chosen(m_style);
    });
    connect(m_follow, &ToggleSwitch::toggled, this, &SpectrogramControls::followWanted);
    connect(m_closer, &QToolButton::clicked, this, [this] { Q_EMIT zoomWanted(1); });
    connect(m_farther, &QToolButton::clicked, this, [this] { Q_EMIT zoomWanted(-1); });
    connect(m_save, &QToolButton::clicked, this, &SpectrogramControls::saveWanted);
}

void SpectrogramControls::buildKinds() {
    m_kinds->setObjectName(QStringLiteral("segments"));
    m_kinds->setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Fixed);
    m_kinds->setAccessibleName(tr("Kind of spectrogram"));
    auto* row = new QHBoxLayout(m_kinds);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(0);
    auto* group = new QButtonGroup(this);
    const std::pair<QString, QString> words[] = {{tr("STFT"), tr("Short-time Fourier transform: how strong each frequency is")},
                                                 {tr("Mel"), tr("The same in bands as wide as the ear hears them")},
                                                 {tr("CQT"), tr("Constant-Q transform: one row a semitone, C1 to B7")},
                                                 {tr("Chroma"), tr("The twelve notes of the scale, all octaves together")}};
    for (std::size_t i = 0; i < m_kind.size(); ++i) {
        auto* button = m_kind[i] = new QToolButton(m_kinds);
        button->setText(words[i].first);
        button->setToolTip(words[i].second);
        button->setAccessibleName(words[i].first);
        button->setAccessibleDescription(words[i].second);
        button->setCheckable(true);
        group->addButton(button);
        row->addWidget(button);
        connect(button, &QToolButton::clicked, this, [this, i] {
            m_style.kind = static_cast<SpectrogramKind>(i);
            Q_EMIT chosen(m_style);
        });
    }
    keepTabOnChecked(*group);
}

void SpectrogramControls::buildWindow() {
    m_window->setRange(exponentOf(SpectrogramStyle::kShortestWindow), exponentOf(SpectrogramStyle::kLongestWindow));
    m_window->setPageStep(1);
    m_window->setAccessibleName(tr("Window length"));
    m_window->setToolTip(tr("How many samples one Fourier transform sees.\nLong windows sharpen pitch and smear time, "
                            "short ones do the reverse (Up and Down in the spectrogram)."));
    m_windowText->setProperty("muted", true);
    connect(m_window, &JumpSlider::valueChanged, this, [this](int exponent) {
        m_style.windowLength = 1 << exponent;
        Q_EMIT chosen(m_style);
    });
}

QToolButton* SpectrogramControls::makeButton(const QString& iconName, const QString& name) {
    auto* button = new QToolButton(this);
    button->setIcon(lineIcon(iconName));
    button->setIconSize({20, 20});
    button->setToolTip(name);
    button->setAccessibleName(name);
    return button;
}

/// Wide: all in one line above the window slider's. Narrow: three lines.
void SpectrogramControls::layOut() {
    while (m_lines->count() > 0)
        delete m_lines->takeAt(0); // the widgets stay
    std::array<QHBoxLayout*, 3> line{};
    for (std::size_t i = 0; i < line.size(); ++i) {
        line[i] = new QHBoxLayout;
        line[i]->setSpacing(kSpacing);
        m_lines->addLayout(line[i], static_cast<int>(i), 0);
    }
    auto* const switches = line[m_narrow ? 1 : 0];
    line[0]->addWidget(m_kinds);
    if (m_narrow)
        line[0]->addStretch(1);
    switches->addWidget(m_linear);
    switches->addStretch(1);
    switches->addWidget(m_follow);
    switches->addWidget(m_farther);
    switches->addWidget(m_closer);
    line[0]->addWidget(m_save);
    line[2]->addWidget(m_windowName);
    line[2]->addWidget(m_window, 1);
    line[2]->addWidget(m_windowText, m_narrow ? 0 : 1);
}

void SpectrogramControls::setNarrow(bool narrow) {
    m_narrow = narrow;
    layOut();
    showWindow();
}

void SpectrogramControls::showStyle(const SpectrogramStyle& style, bool canGoFarther) {
    m_style = style;
    m_kind[static_cast<std::size_t>(style.kind)]->setChecked(true);
    const QSignalBlocker quiet(m_linear);
    m_linear->setChecked(style.linear);
    m_linear->setVisible(style.kind == SpectrogramKind::stft);
    m_closer->setEnabled(style.zoom > 0);
    m_farther->setEnabled(canGoFarther);
    showWindow();
}

void SpectrogramControls::showWindow() {
    const bool hasWindow = m_style.kind != SpectrogramKind::constantQ;
    const QSignalBlocker quiet(m_window);
    m_window->setValue(exponentOf(m_style.windowLength));
    m_window->setEnabled(hasWindow);
    m_windowName->setEnabled(hasWindow);
    m_windowText->setText(hasWindow ? windowText(m_style.windowLength, m_narrow) : tr("by note"));
}

void SpectrogramControls::showFollowing(bool follow) { m_follow->setChecked(follow); }

void SpectrogramControls::stepWindow(int steps) {
    if (m_window->isEnabled())
        m_window->setValue(m_window->value() + steps);
}

} // namespace segue::ui
