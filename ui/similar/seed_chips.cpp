// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/similar/seed_chips.h"

#include "ui/kit/icons.h"
#include "ui/similar/chip_row.h"
#include "ui/words/format.h"

#include <QMenu>
#include <QToolButton>

#include <utility>

namespace segue::ui {

namespace {

constexpr int kWidestSeed = 220;

} // namespace

SeedChips::SeedChips(QWidget* parent)
    : QWidget(parent)
    , m_row(new ChipRow(this)) {
    hide();
}

void SeedChips::setSeeds(const std::vector<Track>& also, const std::vector<Track>& against) {
    while (auto* item = m_row->takeAt(0)) {
        item->widget()->hide();
        item->widget()->deleteLater();
        delete item;
    }
    addKind(also, false);
    addKind(against, true);
    setVisible(m_row->count() > 0);
    updateGeometry();
}

void SeedChips::addKind(const std::vector<Track>& tracks, bool isAgainst) {
    const std::size_t shown = tracks.size() > kShown ? kShown - 1 : tracks.size();
    for (std::size_t i = 0; i < shown; ++i)
        addOne(tracks[i], isAgainst);
    if (shown < tracks.size())
        addRest({tracks.begin() + static_cast<std::ptrdiff_t>(shown), tracks.end()}, isAgainst);
}

QToolButton* SeedChips::addChip(const QString& words, const QString& icon) {
    auto* chip = new QToolButton(this);
    chip->setProperty("chip", true);
    chip->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
    chip->setIcon(lineIcon(icon));
    chip->setIconSize({14, 14});
    chip->setText(buttonText(fontMetrics().elidedText(words, Qt::ElideRight, kWidestSeed)));
    chip->setAccessibleName(words);
    m_row->addWidget(chip);
    chip->show();
    return chip;
}

void SeedChips::addOne(const Track& track, bool isAgainst) {
    const QString words = isAgainst ? tr("Not like %1").arg(text(track.title)) : tr("and %1").arg(text(track.title));
    auto* chip = addChip(words, QStringLiteral("close"));
    chip->setToolTip(tr("Take it away"));
    connect(chip, &QToolButton::clicked, this, [this, track] { Q_EMIT removeWanted(track); });
}

void SeedChips::addRest(std::vector<Track> tracks, bool isAgainst) {
    const auto count = tracks.size();
    auto* chip = addChip(isAgainst ? tr("Not like %1 more").arg(count) : tr("and %1 more").arg(count), QStringLiteral("more"));
    chip->setToolTip(tr("Show them"));
    connect(chip, &QToolButton::clicked, this, [this, chip, tracks = std::move(tracks), isAgainst] {
        auto* menu = new QMenu(this);
        menu->setAttribute(Qt::WA_DeleteOnClose);
        menu->setAccessibleName(tr("Songs to take away"));
        for (const Track& track : tracks)
            menu->addAction(lineIcon(QStringLiteral("close")), buttonText(text(track.title)), this,
                            [this, track] { Q_EMIT removeWanted(track); });
        menu->addSeparator();
        menu->addAction(tr("Take all away"), this, [this, isAgainst] { Q_EMIT removeAllWanted(isAgainst); });
        menu->popup(chip->mapToGlobal(chip->rect().bottomLeft()));
    });
}

} // namespace segue::ui
