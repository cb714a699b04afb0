// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/window/keys_page.h"

#include "ui/kit/escape_clears.h"
#include "ui/kit/icons.h"

#include <QKeySequence>
#include <QLabel>
#include <QLineEdit>
#include <QVBoxLayout>

#include <algorithm>

namespace segue::ui {

namespace {

constexpr int kKeysWidth = 200;
constexpr int kNarrowestWords = 80;

/// As the desktop names them. "1 to 5" is no key, and stays.
QString shownKeys(const QStringList& keys) {
    QStringList shown;
    for (const QString& key : keys) {
        const auto sequence = QKeySequence::fromString(key, QKeySequence::PortableText);
        const QString native = sequence.toString(QKeySequence::NativeText);
        shown << (native.isEmpty() ? key : native);
    }
    return shown.join(QStringLiteral(", "));
}

QLabel* wrapped(const QString& words) {
    auto* label = new QLabel(words);
    label->setTextFormat(Qt::PlainText);
    label->setWordWrap(true);
    label->setMinimumWidth(kNarrowestWords);
    label->setAlignment(Qt::AlignLeft | Qt::AlignTop);
    return label;
}

QWidget* makeRow(const KeyRow& row) {
    auto* widget = new QWidget;
    auto* line = new QHBoxLayout(widget);
    line->setContentsMargins(0, 0, 0, 0);
    line->setSpacing(16);
    auto* what = wrapped(row.what);
    auto* keys = wrapped(shownKeys(row.keys));
    keys->setProperty("muted", true);
    keys->setMaximumWidth(kKeysWidth);
    keys->setAlignment(Qt::AlignRight | Qt::AlignTop);
    line->addWidget(what, 3);
    line->addWidget(keys, 2);
    return widget;
}

} // namespace

KeysPage::KeysPage(QWidget* parent)
    : Page(tr("Keys"), parent)
    , m_search(new QLineEdit(this))
    , m_none(new QLabel(tr("No key does that."), this)) {
    m_search->setPlaceholderText(tr("Search keys"));
    m_search->setAccessibleName(tr("Search keys"));
    m_search->addAction(lineIcon(QStringLiteral("search")), QLineEdit::LeadingPosition);
    m_search->setClearButtonEnabled(true);
    column().addWidget(m_search);
    for (const KeyGroup& group : keyGroups())
        addGroup(group);
    m_none->setProperty("muted", true);
    m_none->hide();
    column().addWidget(m_none);
    auto* hint = wrapped(tr("While you type, the keys of the player rest."));
    hint->setProperty("muted", true);
    column().addWidget(hint);
    column().addStretch(1);
    setFirst(m_search);
    clearOnEscape(*m_search);
    connect(m_search, &QLineEdit::textChanged, this, &KeysPage::search);
}

void KeysPage::addGroup(const KeyGroup& group) {
    const auto [frame, inside] = makeCard(group.title);
    Card card{.group = group, .card = frame, .rows = {}};
    for (const KeyRow& row : group.rows) {
        card.rows.push_back(makeRow(row));
        inside->addWidget(card.rows.back());
    }
    column().addWidget(frame);
    m_cards.push_back(std::move(card));
}

void KeysPage::search(const QString& words) {
    if (m_search->text() != words)
        return m_search->setText(words); // which comes back here
    for (const Card& card : m_cards) {
        bool isAny = false;
        for (std::size_t i = 0; i < card.rows.size(); ++i) {
            const bool isFound = matches(card.group, card.group.rows[i], words);
            card.rows[i]->setVisible(isFound);
            isAny = isAny || isFound;
        }
        card.card->setVisible(isAny);
    }
    m_none->setVisible(found() == 0);
    toTop();
}

int KeysPage::found() const {
    int count = 0;
    for (const Card& card : m_cards)
        count += static_cast<int>(std::ranges::count_if(card.rows, [](const QWidget* row) { return !row->isHidden(); }));
    return count;
}

} // namespace segue::ui
