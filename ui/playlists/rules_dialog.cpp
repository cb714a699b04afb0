// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/playlists/rules_dialog.h"

#include "engine/browse/song_query.h"
#include "ui/kit/calm_controls.h"
#include "ui/songs/all_music.h"
#include "ui/words/format.h"
#include "ui/words/playlist_text.h"
#include "ui/words/search_text.h"

#include <QCheckBox>
#include <QDialogButtonBox>
#include <QFormLayout>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QVBoxLayout>

#include <array>

namespace segue::ui {

namespace {

constexpr int kFindMs = 150;
constexpr int kMostSongs = 100'000;
/// Of all pairs of songs so many are less alike: the nearest 0.5, 2 and 5 of a hundred.
constexpr std::array kCloseness{0.995F, 0.98F, 0.95F};

} // namespace

RulesDialog::RulesDialog(AllMusic& allMusic, QWidget* parent)
    : QDialog(parent)
    , m_allMusic(allMusic)
    , m_name(new QLineEdit(this))
    , m_search(new QLineEdit(this))
    , m_hint(new QLabel(this))
    , m_like(new QCheckBox(this))
    , m_closeness(new ChoiceBox(this))
    , m_order(new ChoiceBox(this))
    , m_direction(new ChoiceBox(this))
    , m_most(new NumberBox(this))
    , m_found(new QLabel(this)) {
    setAttribute(Qt::WA_DeleteOnClose);
    setWindowTitle(tr("Playlist of rules"));
    m_name->setAccessibleName(tr("Name"));
    m_name->setMaxLength(100);
    m_search->setPlaceholderText(tr("all songs"));
    m_search->setAccessibleName(tr("Songs that match"));
    m_search->setToolTip(searchHelp());
    m_search->setClearButtonEnabled(true);
    m_closeness->addItems({tr("very close"), tr("close"), tr("not far")});
    m_closeness->setAccessibleName(tr("How close"));
    for (int order = 0; order <= static_cast<int>(PlaylistOrder::random); ++order)
        m_order->addItem(orderName(static_cast<PlaylistOrder>(order)));
    m_order->setAccessibleName(tr("Order"));
    m_direction->setAccessibleName(tr("Direction"));
    for (auto* choice : {m_order, m_direction}) { // the dialog fits a narrow window
        choice->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
        choice->setMinimumContentsLength(8);
    }
    m_most->setRange(0, kMostSongs);
    m_most->setSpecialValueText(tr("no limit"));
    m_most->setSuffix(QLatin1Char(' ') + tr("songs"));
    m_most->setSingleStep(10);
    m_most->setAccessibleName(tr("At most"));
    for (auto* label : {m_hint, m_found}) {
        label->setProperty("muted", true);
        label->setTextFormat(Qt::PlainText);
        label->setWordWrap(true);
    }
    layOut();
    m_soon.setSingleShot(true);
    m_soon.setInterval(kFindMs);
    const auto soon = [this] { m_soon.start(); };
    connect(&m_soon, &QTimer::timeout, this, &RulesDialog::showFound);
    connect(m_search, &QLineEdit::textChanged, this, soon);
    connect(m_most, &NumberBox::valueChanged, this, soon);
    connect(m_like, &QCheckBox::toggled, this, [this, soon](bool on) {
        m_closeness->setEnabled(on);
        soon();
    });
    connect(m_order, &ChoiceBox::currentIndexChanged, this, &RulesDialog::fillDirections);
    connect(m_name, &QLineEdit::textChanged, this, [this] { m_save->setEnabled(!name().isEmpty()); });
    connect(&m_allMusic, &AllMusic::loaded, this, soon);
    m_allMusic.want();
}

void RulesDialog::layOut() {
    auto* form = new QFormLayout;
    form->setRowWrapPolicy(QFormLayout::WrapLongRows);
    form->setFieldGrowthPolicy(QFormLayout::ExpandingFieldsGrow);
    form->addRow(tr("Name"), m_name);
    form->addRow(tr("Songs that match"), m_search);
    auto* like = new QHBoxLayout;
    like->addWidget(m_like, 1);
    like->addWidget(m_closeness);
    form->addRow(QString(), like);
    auto* order = new QHBoxLayout;
    order->addWidget(m_order, 1);
    order->addWidget(m_direction, 1);
    form->addRow(tr("Order"), order);
    form->addRow(tr("At most"), m_most);
    auto* buttons = new QDialogButtonBox(QDialogButtonBox::Save | QDialogButtonBox::Cancel, this);
    m_save = buttons->button(QDialogButtonBox::Save);
    connect(buttons, &QDialogButtonBox::accepted, this, &QDialog::accept);
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    auto* column = new QVBoxLayout(this);
    column->addLayout(form);
    column->addWidget(m_hint);
    column->addWidget(m_found);
    column->addStretch(1);
    column->addWidget(buttons);
    resize(std::min(480, parentWidget() ? parentWidget()->width() - 24 : 480), sizeHint().height());
}

void RulesDialog::setRules(const QString& name, const PlaylistRules& rules, const QString& likeTitle) {
    m_rules = rules;
    m_name->setText(name);
    m_search->setText(text(rules.search));
    m_like->setVisible(rules.soundsLike != 0);
    m_closeness->setVisible(rules.soundsLike != 0);
    m_like->setText(tr("Sounds like “%1”").arg(likeTitle));
    m_like->setChecked(rules.soundsLike != 0);
    m_closeness->setEnabled(rules.soundsLike != 0);
    m_closeness->setCurrentIndex(rules.leastMatch >= kCloseness[0] ? 0 : rules.leastMatch >= kCloseness[1] ? 1 : 2);
    m_order->setCurrentIndex(static_cast<int>(rules.order));
    fillDirections();
    m_direction->setCurrentIndex(rules.isDescending ? 1 : 0);
    m_most->setValue(static_cast<int>(std::min<std::size_t>(rules.most, kMostSongs)));
    m_save->setEnabled(!this->name().isEmpty());
    (name.isEmpty() ? m_name : m_search)->setFocus();
    showFound();
}

void RulesDialog::fillDirections() {
    const int chosen = std::max(0, m_direction->currentIndex());
    const auto order = static_cast<PlaylistOrder>(m_order->currentIndex());
    m_direction->clear();
    m_direction->addItems({orderText(order, false), orderText(order, true)});
    m_direction->setCurrentIndex(chosen);
    m_direction->setEnabled(order != PlaylistOrder::random);
    m_soon.start();
}

QString RulesDialog::name() const { return m_name->text().trimmed(); }

PlaylistRules RulesDialog::rules() const {
    PlaylistRules rules = m_rules;
    rules.search = m_search->text().trimmed().toStdString();
    rules.order = static_cast<PlaylistOrder>(std::max(0, m_order->currentIndex()));
    rules.isDescending = m_direction->currentIndex() == 1 && rules.order != PlaylistOrder::random;
    rules.most = static_cast<std::size_t>(m_most->value());
    if (!m_like->isChecked())
        rules.soundsLike = 0;
    rules.leastMatch = kCloseness[static_cast<std::size_t>(std::clamp(m_closeness->currentIndex(), 0, 2))];
    return rules;
}

void RulesDialog::showFound() {
    browse::Folding folding;
    const auto query = browse::parseQuery(m_search->text().toStdString(), {}, folding);
    const QString hint = searchHint(query.problems, {});
    m_hint->setText(hint);
    m_hint->setVisible(!hint.isEmpty());
    m_hint->setMinimumHeight(hint.isEmpty() ? 0 : m_hint->heightForWidth(std::max(200, width() - 40)));
    if (!m_allMusic.isLoaded())
        return m_found->setText(tr("Songs are on their way…"));
    const PlaylistRules rules = this->rules();
    const auto found = m_allMusic.songsOf(rules).size();
    m_found->setText(rules.soundsLike != 0 ? tr("Of the songs that sound like it, those that match.")
                                           : tr("%1 now.").arg(songsText(found)));
}

} // namespace segue::ui
