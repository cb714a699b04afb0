// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/window/about_page.h"

#include "ui/kit/icons.h"
#include "ui/kit/theme.h"
#include "ui/words/format.h"

#include <QEvent>
#include <QHBoxLayout>
#include <QLabel>
#include <QScrollBar>
#include <QTextBlock>
#include <QTextBrowser>
#include <QTextCursor>
#include <QTextDocument>
#include <QTextTable>
#include <QVBoxLayout>

namespace segue::ui {

namespace {

/// Qt gives Markdown no air and double-framed tables.
void typeset(QTextDocument& document, const QFont& font) {
    for (auto block = document.begin(); block.isValid(); block = block.next()) {
        QTextCursor cursor(block);
        QTextBlockFormat format = block.blockFormat();
        const int level = format.headingLevel();
        const bool goesOn = format.hasProperty(QTextFormat::BlockCodeFence) && block.next().isValid() &&
                            block.next().blockFormat().hasProperty(QTextFormat::BlockCodeFence);
        if (!cursor.currentTable() && !goesOn)
            format.setBottomMargin(8);
        if (level > 0) {
            format.setTopMargin(12);
            cursor.select(QTextCursor::BlockUnderCursor);
            QTextCharFormat letters;
            letters.setProperty(QTextFormat::FontSizeAdjustment, 0);
            letters.setFont(scaledFont(font, level == 1 ? 1.2 : 1.08, QFont::DemiBold),
                            QTextCharFormat::FontPropertiesSpecifiedOnly);
            cursor.mergeCharFormat(letters);
        }
        QTextCursor(block).setBlockFormat(format);
    }
    for (auto* frame : document.rootFrame()->childFrames()) {
        auto* table = qobject_cast<QTextTable*>(frame);
        if (!table)
            continue;
        QTextTableFormat format = table->format();
        format.setBorderCollapse(true);
        format.setBorder(1);
        format.setBorderBrush(QColor(0x80, 0x80, 0x8f));
        format.setCellPadding(6);
        format.setTopMargin(4);
        format.setBottomMargin(12);
        table->setFormat(format);
    }
}

} // namespace

AboutPage::AboutPage(const QString& version, QWidget* parent)
    : Page(tr("About"), parent)
    , m_versions(new QLabel(this))
    , m_card(new QTextBrowser(this))
    , m_version(version) {
    auto& top = addCard();
    auto* mark = new QLabel;
    mark->setPixmap(drawing(QStringLiteral("segue"), {64, 64}, devicePixelRatioF()));
    mark->setAccessibleName(tr("Segue"));
    auto* name = new QLabel(tr("Segue"));
    name->setFont(scaledFont(font(), 1.6, QFont::Bold));
    auto* what = new QLabel(tr("A music player that finds what sounds alike. Everything happens on this computer: no "
                               "server, no account, no upload."));
    auto* licence = new QLabel(tr("Free software under the GNU General Public License, version 3 or later "
                                  "(GPL-3.0-or-later). There is no warranty, to the extent the law permits."));
    m_versions->setText(tr("Segue %1 · Qt %2").arg(version, QLatin1String(qVersion())));
    for (auto* label : {what, m_versions, licence}) {
        label->setWordWrap(true);
        label->setMinimumWidth(80);
        label->setTextInteractionFlags(Qt::TextSelectableByMouse);
    }
    m_versions->setProperty("muted", true);
    licence->setProperty("muted", true);
    auto* words = new QVBoxLayout;
    words->setSpacing(6);
    for (auto* label : {name, what, m_versions, licence})
        words->addWidget(label);
    auto* row = new QHBoxLayout;
    row->setSpacing(16);
    row->addWidget(mark, 0, Qt::AlignTop);
    row->addLayout(words, 1);
    top.addLayout(row);

    addCard(tr("The network that listens")).addWidget(m_card);
    m_card->setAccessibleName(tr("Model card"));
    m_card->setOpenExternalLinks(true);
    m_card->setFrameShape(QFrame::NoFrame);
    m_card->setVerticalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_card->document()->setDocumentMargin(0);
    m_card->viewport()->installEventFilter(this);
    column().addStretch(1);
}

QString AboutPage::figuresSentence(const ModelCard& card) {
    if (card.labels.empty() || !card.validationAccuracy || !card.validationPrecisionAt10)
        return tr(
            "It names no genres, and how well it hears was not measured. What a song is heard as comes from the tags of songs "
            "that sound like it.");
    return tr("Names the right one of %1 genres in %2 of songs by artists it was not trained on; of the 10 songs by other "
              "artists that it finds most alike, %3 are of the same genre.")
        .arg(QString::number(card.labels.size()), percentText(static_cast<float>(*card.validationAccuracy)),
             percentText(static_cast<float>(*card.validationPrecisionAt10)));
}

void AboutPage::setModel(const ModelCard& card) {
    m_versions->setText(
        tr("Segue %1 · Qt %2 · model %3, version %4").arg(m_version, QLatin1String(qVersion()), text(card.name)).arg(card.version));
    m_card->setMarkdown(figuresSentence(card) + QStringLiteral("\n\n") + text(card.text));
    typeset(*m_card->document(), font());
    fitCard();
}

bool AboutPage::eventFilter(QObject* watched, QEvent* event) {
    if (watched == m_card->viewport() && event->type() == QEvent::Resize)
        fitCard();
    // The page scrolls, not the card in it.
    if (watched == m_card->viewport() && event->type() == QEvent::Wheel) {
        event->ignore();
        return true;
    }
    return Page::eventFilter(watched, event);
}

void AboutPage::fitCard() {
    auto& document = *m_card->document();
    document.setTextWidth(m_card->viewport()->width());
    // Figures in columns do not wrap: in a narrow window they are moved with a bar below the card, which needs room.
    const bool isWider = document.idealWidth() > m_card->viewport()->width();
    const int bar = isWider ? m_card->horizontalScrollBar()->sizeHint().height() : 0;
    m_card->setFixedHeight(qCeil(document.size().height()) + 8 + bar);
}

} // namespace segue::ui
