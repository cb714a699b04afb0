// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/playlists/import_report.h"

#include "ui/kit/accessible_rows.h"
#include "ui/words/format.h"
#include "ui/words/playlist_text.h"

#include <QAbstractTableModel>
#include <QDialogButtonBox>
#include <QHeaderView>
#include <QLabel>
#include <QTableView>
#include <QVBoxLayout>

#include <algorithm>

namespace segue::ui {

namespace {

enum class ReportColumn { line, how };
constexpr int kReportColumns = 2;

/// Those that were not simply found come first.
class ReportModel final : public QAbstractTableModel {
public:
    ReportModel(std::vector<PlaylistLine> lines, QObject* parent)
        : QAbstractTableModel(parent)
        , m_lines(std::move(lines)) {
        std::ranges::stable_sort(m_lines, std::greater(), &PlaylistLine::match);
    }

    [[nodiscard]] int rowCount(const QModelIndex& parent) const override {
        return parent.isValid() ? 0 : static_cast<int>(m_lines.size());
    }
    [[nodiscard]] int columnCount(const QModelIndex& parent) const override { return parent.isValid() ? 0 : kReportColumns; }
    [[nodiscard]] QVariant data(const QModelIndex& index, int role) const override {
        if (!index.isValid() || (role != Qt::DisplayRole && role != Qt::ToolTipRole))
            return {};
        const auto& line = m_lines[static_cast<std::size_t>(index.row())];
        if (static_cast<ReportColumn>(index.column()) == ReportColumn::how)
            return lineMatchText(line.match);
        return text(line.title.empty() || role == Qt::ToolTipRole ? line.written : line.title);
    }
    [[nodiscard]] QVariant headerData(int section, Qt::Orientation orientation, int role) const override {
        if (orientation != Qt::Horizontal || role != Qt::DisplayRole)
            return {};
        return static_cast<ReportColumn>(section) == ReportColumn::how ? ImportReport::tr("Found")
                                                                       : ImportReport::tr("In the file");
    }

private:
    std::vector<PlaylistLine> m_lines;
};

} // namespace

ImportReport::ImportReport(const PlaylistImported& imported, QWidget* parent)
    : QDialog(parent) {
    setAttribute(Qt::WA_DeleteOnClose);
    setWindowTitle(tr("Import of “%1”").arg(pathText(imported.file.filename())));
    auto* sentence = new QLabel(importedText(imported.lines), this);
    sentence->setWordWrap(true);
    sentence->setTextFormat(Qt::PlainText);
    auto* table = new QTableView(this);
    table->setAccessibleName(tr("Lines of the file"));
    table->setModel(new ReportModel(imported.lines, table));
    table->setSelectionBehavior(QAbstractItemView::SelectRows);
    table->setShowGrid(false);
    table->setWordWrap(false);
    table->verticalHeader()->hide();
    table->horizontalHeader()->setHighlightSections(false);
    table->horizontalHeader()->setSectionResizeMode(0, QHeaderView::Stretch);
    table->horizontalHeader()->setDefaultAlignment(Qt::AlignLeft | Qt::AlignVCenter);
    table->setColumnWidth(1, 220);
    makeWalkable(*table);
    auto* buttons = new QDialogButtonBox(QDialogButtonBox::Close, this);
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    auto* column = new QVBoxLayout(this);
    column->setSpacing(10);
    column->addWidget(sentence);
    column->addWidget(table, 1);
    column->addWidget(buttons);
    resize(640, 420);
}

} // namespace segue::ui
