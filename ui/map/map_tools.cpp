// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/map/map_tools.h"

#include "ui/kit/calm_controls.h"
#include "ui/kit/escape_clears.h"
#include "ui/kit/icons.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QToolButton>
#include <QVBoxLayout>

namespace segue::ui {

namespace {

constexpr int kRoomForZoom = 460;

} // namespace

MapTools::MapTools(QWidget* parent)
    : QWidget(parent)
    , m_colour(new ChoiceBox(this))
    , m_search(new QLineEdit(this))
    , m_lasso(makeButton(QStringLiteral("lasso"), tr("Lasso: draw round songs (or hold Shift)")))
    , m_out(makeButton(QStringLiteral("zoom-out"), tr("Zoom out (-)")))
    , m_in(makeButton(QStringLiteral("zoom-in"), tr("Zoom in (+)")))
    , m_sentence(new QLabel(this))
    , m_button(new QPushButton(this))
    , m_dismiss(makeButton(QStringLiteral("close"), {})) {
    m_colour->addItem(tr("By genre"), static_cast<int>(MapColour::genre));
    m_colour->addItem(tr("By decade"), static_cast<int>(MapColour::decade));
    m_colour->addItem(tr("By tempo"), static_cast<int>(MapColour::tempo));
    m_colour->addItem(tr("By plays"), static_cast<int>(MapColour::plays));
    m_colour->setAccessibleName(tr("Colours"));
    m_search->setPlaceholderText(tr("Find on the map"));
    m_search->setAccessibleName(tr("Find on the map"));
    m_search->setClearButtonEnabled(true);
    m_search->setMaximumWidth(260);
    m_search->setMinimumWidth(90);
    m_lasso->setCheckable(true);
    m_sentence->setProperty("muted", true);
    m_sentence->setWordWrap(true);
    auto* all = makeButton(QStringLiteral("fit"), tr("Show all (Home)"));
    auto* anew = makeButton(QStringLiteral("refresh"), tr("Make the map anew"));
    auto* row = new QHBoxLayout;
    row->setSpacing(6);
    for (QWidget* tool : {static_cast<QWidget*>(m_colour), static_cast<QWidget*>(m_search)})
        row->addWidget(tool);
    row->addStretch(1);
    for (QWidget* tool : {static_cast<QWidget*>(m_lasso), static_cast<QWidget*>(m_out), static_cast<QWidget*>(m_in),
                          static_cast<QWidget*>(all), static_cast<QWidget*>(anew)})
        row->addWidget(tool);
    auto* note = new QHBoxLayout;
    note->addWidget(m_sentence, 1);
    note->addWidget(m_button);
    note->addWidget(m_dismiss);
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(16, 0, 16, 8);
    column->addLayout(row);
    column->addLayout(note);
    say({}, {});
    connect(m_colour, &ChoiceBox::activated, this, &MapTools::colourChosen);
    connect(m_search, &QLineEdit::textChanged, this, &MapTools::searched);
    connect(m_lasso, &QToolButton::toggled, this, &MapTools::lassoToggled);
    connect(m_out, &QToolButton::clicked, this, [this] { Q_EMIT zoomWanted(-1); });
    connect(m_in, &QToolButton::clicked, this, [this] { Q_EMIT zoomWanted(1); });
    connect(all, &QToolButton::clicked, this, &MapTools::fitWanted);
    connect(anew, &QToolButton::clicked, this, &MapTools::makeWanted);
    connect(m_button, &QPushButton::clicked, this, &MapTools::buttonClicked);
    connect(m_dismiss, &QToolButton::clicked, this, &MapTools::dismissed);
    clearOnEscape(*m_search);
}

/// Where there is little room the wheel, a pinch and the keys zoom.
void MapTools::resizeEvent(QResizeEvent* event) {
    QWidget::resizeEvent(event);
    m_out->setVisible(width() >= kRoomForZoom);
    m_in->setVisible(width() >= kRoomForZoom);
}

QToolButton* MapTools::makeButton(const QString& icon, const QString& name) {
    auto* button = new QToolButton(this);
    button->setIcon(lineIcon(icon));
    button->setIconSize({20, 20});
    button->setToolTip(name);
    button->setAccessibleName(name);
    return button;
}

MapColour MapTools::colour() const { return static_cast<MapColour>(m_colour->currentData().toInt()); }

QString MapTools::words() const { return m_search->text(); }

void MapTools::say(const QString& sentence, const QString& button, const QString& dismiss) {
    m_dismiss->setToolTip(dismiss);
    m_dismiss->setAccessibleName(dismiss.isEmpty() ? tr("Take it away") : dismiss);
    m_dismiss->setVisible(!dismiss.isEmpty());
    m_sentence->setText(sentence);
    m_sentence->setVisible(!sentence.isEmpty());
    m_button->setText(button);
    m_button->setAccessibleName(button.isEmpty() ? tr("Make the map") : button);
    m_button->setVisible(!button.isEmpty());
}

} // namespace segue::ui
