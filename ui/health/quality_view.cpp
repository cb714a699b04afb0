// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/health/quality_view.h"

#include "ui/health/bar_chart.h"
#include "ui/kit/theme.h"
#include "ui/words/format.h"
#include "ui/words/health_text.h"
#include "ui/words/message_text.h"

#include <QFrame>
#include <QGridLayout>
#include <QHBoxLayout>
#include <QLabel>
#include <QProgressBar>
#include <QPushButton>
#include <QVBoxLayout>

namespace segue::ui {

namespace {

constexpr int kWidestReport = 900;
constexpr int kTwoColumns = 620; ///< from this width on, figures stand two in a row
constexpr std::size_t kMostGenres = 15;

QLabel* mutedLabel(QWidget* parent) {
    auto* label = new QLabel(parent);
    label->setProperty("muted", true);
    label->setWordWrap(true);
    label->setTextFormat(Qt::PlainText);
    return label;
}

void callButton(QPushButton& button, const QString& name) {
    button.setText(name);
    button.setAccessibleName(name);
}

/// The number large, and under it what it says.
QWidget* figureTile(const QualityFigure& figure, QWidget* parent) {
    auto* tile = new QWidget(parent);
    auto* column = new QVBoxLayout(tile);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(2);
    auto* upper = new QHBoxLayout;
    upper->setSpacing(8);
    auto* number = new QLabel(figure.number, tile);
    number->setFont(scaledFont(tile->font(), 1.9, QFont::Bold));
    auto* name = new QLabel(figure.name, tile);
    name->setFont(scaledFont(tile->font(), 1.0, QFont::DemiBold));
    upper->addWidget(number);
    upper->addWidget(name, 1, Qt::AlignBottom);
    auto* sentence = mutedLabel(tile);
    sentence->setText(figure.sentence);
    column->addLayout(upper);
    column->addWidget(sentence);
    column->addStretch(1);
    tile->setAccessibleName(QStringLiteral("%1 %2: %3").arg(figure.number, figure.name, figure.sentence));
    return tile;
}

} // namespace

QualityView::QualityView(QWidget* parent)
    : QScrollArea(parent)
    , m_state(nullptr)
    , m_progress(new QProgressBar)
    , m_measure(new QPushButton)
    , m_figures(new QWidget)
    , m_grid(new QGridLayout(m_figures))
    , m_coverage(new BarChart(BarChart::Direction::lying, tr("What is known of the songs")))
    , m_genres(new BarChart(BarChart::Direction::lying, tr("Genres")))
    , m_listing(new BarChart(BarChart::Direction::standing, tr("How often songs are listed"))) {
    setAccessibleName(tr("Quality"));
    setWidgetResizable(true);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    setFrameShape(QFrame::NoFrame);
    auto* content = new QWidget;
    content->setObjectName(QStringLiteral("pageContent"));
    content->setMaximumWidth(kWidestReport);
    m_column = new QVBoxLayout(content);
    m_column->setContentsMargins(16, 0, 16, 24);
    m_column->setSpacing(16);
    buildHead();
    auto& lists = addCard(tr("Lists"));
    m_grid->setContentsMargins(0, 0, 0, 0);
    m_grid->setHorizontalSpacing(24);
    m_grid->setVerticalSpacing(16);
    lists.addWidget(m_figures);
    m_basis = mutedLabel(this);
    lists.addWidget(m_basis);
    auto& ruled = addCard(tr("By the rules, and plain"));
    m_rules = new QWidget;
    m_versions = mutedLabel(this);
    m_ruleBasis = mutedLabel(this);
    ruled.addWidget(m_rules);
    ruled.addWidget(m_versions);
    ruled.addWidget(m_ruleBasis);
    addCard(tr("How often songs are listed")).addWidget(m_listing);
    addCard(tr("Songs")).addWidget(m_coverage);
    addCard(tr("Genres in your tags")).addWidget(m_genres);
    m_column->addStretch(1);
    setWidget(content);
}

void QualityView::buildHead() {
    m_state = mutedLabel(this);
    m_progress->setTextVisible(false);
    m_progress->setFixedHeight(6);
    m_progress->setAccessibleName(tr("Measuring"));
    m_progress->hide();
    connect(m_measure, &QPushButton::clicked, this, [this] {
        if (m_isMeasuring)
            Q_EMIT cancelWanted();
        else
            begin();
    });
    callButton(*m_measure, tr("Measure"));
    auto* row = new QHBoxLayout;
    row->addWidget(m_state, 1);
    row->addWidget(m_measure);
    m_column->addLayout(row);
    m_column->addWidget(m_progress);
}

QVBoxLayout& QualityView::addCard(const QString& title) {
    auto* card = new QFrame;
    card->setObjectName(QStringLiteral("card"));
    auto* inside = new QVBoxLayout(card);
    inside->setContentsMargins(16, 16, 16, 16);
    inside->setSpacing(12);
    auto* label = new QLabel(title, card);
    label->setFont(scaledFont(font(), 1.1, QFont::DemiBold));
    inside->addWidget(label);
    m_column->addWidget(card);
    card->hide(); // until there is something to say
    m_cards.push_back(card);
    return *inside;
}

void QualityView::begin() {
    m_isMeasuring = true;
    callButton(*m_measure, tr("Cancel"));
    m_state->setText(tr("Measuring…"));
    m_progress->setRange(0, 0);
    m_progress->show();
    Q_EMIT measureWanted();
}

void QualityView::takeProgress(const QualityProgressed& event) {
    m_progress->setRange(0, static_cast<int>(event.total));
    m_progress->setValue(static_cast<int>(event.done));
}

void QualityView::takeQuality(const QualityMeasured& event) {
    m_isMeasuring = false;
    m_progress->hide();
    callButton(*m_measure, m_wasMeasured || !event.isCancelled ? tr("Measure again") : tr("Measure"));
    if (!event.problem.empty())
        return m_state->setText(sentence(event.problem));
    if (event.isCancelled)
        return m_state->setText(tr("Cancelled; nothing was measured."));
    m_wasMeasured = true;
    showFigures(event.quality);
}

void QualityView::showFigures(const LibraryQuality& quality) {
    m_state->setText(quality.songs == 0 ? tr("There are no songs yet. Open a music folder first.")
                                        : tr("%1 in all libraries.").arg(songsText(quality.songs)));
    qDeleteAll(m_figures->findChildren<QWidget*>(QString(), Qt::FindDirectChildrenOnly));
    const auto figures = qualityFigures(quality);
    for (const auto& figure : figures)
        m_grid->addWidget(figureTile(figure, m_figures));
    arrange();
    m_basis->setText(figures.empty()
                         ? tr("There is too little to compare: lists need songs of several artists that have been analysed.")
                         : qualityBasis(quality));
    showRules(quality);
    m_listing->setBars(listingBars(quality));
    m_coverage->setBars(coverageBars(quality));
    m_genres->setBars(genreBars(quality, kMostGenres));
    const bool isShown[] = {quality.songs > 0, quality.ruled > 0, !quality.timesListed.empty(), quality.songs > 0,
                            !quality.genres.empty()};
    for (std::size_t i = 0; i < m_cards.size(); ++i)
        m_cards[i]->setVisible(isShown[i]);
}

/// A table: a figure a row, by the rules and plain.
void QualityView::showRules(const LibraryQuality& quality) {
    delete m_rules->layout();
    qDeleteAll(m_rules->findChildren<QWidget*>(QString(), Qt::FindDirectChildrenOnly));
    auto* table = new QGridLayout(m_rules);
    table->setContentsMargins(0, 0, 0, 0);
    table->setHorizontalSpacing(24);
    table->setVerticalSpacing(6);
    table->setColumnStretch(0, 1);
    const auto put = [&](const QString& text, int row, int column, bool isMuted) {
        auto* label = isMuted ? mutedLabel(m_rules) : new QLabel(m_rules);
        label->setText(text);
        label->setWordWrap(column == 0);
        if (column == 1 && row > 0)
            label->setFont(scaledFont(font(), 1.0, QFont::DemiBold));
        table->addWidget(label, row, column, column == 0 ? Qt::AlignVCenter : Qt::AlignRight | Qt::AlignVCenter);
    };
    put(tr("By the rules"), 0, 1, true);
    put(tr("Plain"), 0, 2, true);
    int row = 1;
    for (const auto& one : ruleRows(quality)) {
        put(one.name, row, 0, false);
        put(one.byRules, row, 1, false);
        put(one.plain, row, 2, true);
        ++row;
    }
    m_versions->setText(versionsText(quality));
    m_ruleBasis->setText(ruleBasis(quality));
}

/// One or two figures in a row.
void QualityView::arrange() {
    const int columns = viewport()->width() >= kTwoColumns ? 2 : 1;
    const auto tiles = m_figures->findChildren<QWidget*>(QString(), Qt::FindDirectChildrenOnly);
    for (int i = 0; i < tiles.size(); ++i) {
        m_grid->removeWidget(tiles[i]);
        m_grid->addWidget(tiles[i], i / columns, i % columns);
    }
    for (int column = 0; column < 2; ++column)
        m_grid->setColumnStretch(column, column < columns ? 1 : 0);
}

void QualityView::showEvent(QShowEvent* event) {
    QScrollArea::showEvent(event);
    if (!m_wasMeasured && !m_isMeasuring)
        begin();
}

void QualityView::resizeEvent(QResizeEvent* event) {
    QScrollArea::resizeEvent(event);
    arrange();
}

} // namespace segue::ui
