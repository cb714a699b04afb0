// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/kit/accessible_rows.h"
#include "ui/kit/list_focus.h"

#include <QAccessible>
#include <QAccessibleWidget>
#include <QHash>
#include <QHeaderView>
#include <QListView>
#include <QPointer>
#include <QTableView>

#include <algorithm>
#include <deque>

namespace segue::ui {

namespace {

constexpr auto kWalkable = "segueWalkable";
constexpr std::size_t kMostCells = 16'384; // what a reader holds on to is a screenful

int rowsOf(const QAbstractItemView& view) { return view.model() ? view.model()->rowCount(view.rootIndex()) : 0; }

int columnsOf(const QAbstractItemView& view) {
    if (!view.model())
        return 0;
    return qobject_cast<const QTableView*>(&view) ? view.model()->columnCount(view.rootIndex()) : 1;
}

bool isShown(const QAbstractItemView& view, int column) {
    const auto* table = qobject_cast<const QTableView*>(&view);
    return !table || !table->isColumnHidden(column);
}

QString cellText(const QAbstractItemView& view, int row, int column) {
    const QModelIndex index = view.model()->index(row, column, view.rootIndex());
    const QVariant accessible = index.data(Qt::AccessibleTextRole);
    return accessible.isValid() ? accessible.toString() : index.data(Qt::DisplayRole).toString();
}

/// A place in a view. Row -1: the header of a column; column -1: the header of a row.
class Cell final : public QAccessibleInterface, public QAccessibleTableCellInterface, public QAccessibleActionInterface {
public:
    Cell(QAbstractItemView& view, int row, int column)
        : m_view(&view)
        , m_row(row)
        , m_column(column) {}

    bool isValid() const override { return m_view && m_row < rowsOf(*m_view) && m_column < columnsOf(*m_view); }
    QObject* object() const override { return nullptr; }
    QWindow* window() const override { return m_view ? m_view->window()->windowHandle() : nullptr; }
    QAccessibleInterface* parent() const override {
        return m_view ? QAccessible::queryAccessibleInterface(m_view.data()) : nullptr;
    }
    QAccessibleInterface* child(int) const override { return nullptr; }
    QAccessibleInterface* childAt(int, int) const override { return nullptr; }
    int childCount() const override { return 0; }
    int indexOfChild(const QAccessibleInterface*) const override { return -1; }
    void setText(QAccessible::Text, const QString&) override {}

    QRect rect() const override {
        if (!isValid())
            return {};
        if (m_row < 0 || m_column < 0)
            return headerRect();
        const QRect place = m_view->visualRect(index());
        return {m_view->viewport()->mapToGlobal(place.topLeft()), place.size()};
    }

    QString text(QAccessible::Text kind) const override {
        if (!isValid() || (kind != QAccessible::Name && kind != QAccessible::Description && kind != QAccessible::Value))
            return {};
        if (m_row < 0)
            return kind == QAccessible::Name && m_column >= 0
                       ? m_view->model()->headerData(m_column, Qt::Horizontal, Qt::DisplayRole).toString()
                       : QString();
        if (kind == QAccessible::Description)
            return m_column < 0 ? QString() : index().data(Qt::AccessibleDescriptionRole).toString();
        const bool speaksForRow = m_column < 0 || isCurrent();
        return cellText(*m_view, m_row, speaksForRow ? 0 : m_column);
    }

    QAccessible::Role role() const override {
        if (m_row < 0)
            return QAccessible::ColumnHeader;
        if (m_column < 0)
            return QAccessible::RowHeader;
        return qobject_cast<QListView*>(m_view.data()) ? QAccessible::ListItem : QAccessible::Cell;
    }

    QAccessible::State state() const override {
        QAccessible::State state;
        state.invalid = !isValid();
        if (state.invalid || m_row < 0 || m_column < 0) {
            state.invisible = true;
            return state;
        }
        state.selectable = state.focusable = true;
        state.multiSelectable = m_view->selectionMode() == QAbstractItemView::ExtendedSelection;
        state.selected = m_view->selectionModel()->isSelected(index());
        state.focused = m_view->hasFocus() && isCurrent();
        state.invisible = !isShown(*m_view, m_column);
        state.offscreen = !m_view->viewport()->rect().intersects(m_view->visualRect(index()));
        return state;
    }

    void* interface_cast(QAccessible::InterfaceType type) override {
        if (type == QAccessible::TableCellInterface)
            return static_cast<QAccessibleTableCellInterface*>(this);
        return type == QAccessible::ActionInterface ? static_cast<QAccessibleActionInterface*>(this) : nullptr;
    }

    bool isSelected() const override {
        return isValid() && m_row >= 0 && m_column >= 0 && m_view->selectionModel()->isSelected(index());
    }
    QList<QAccessibleInterface*> columnHeaderCells() const override;
    QList<QAccessibleInterface*> rowHeaderCells() const override { return {}; }
    int columnIndex() const override { return std::max(0, m_column); }
    int rowIndex() const override { return std::max(0, m_row); }
    int columnExtent() const override { return 1; }
    int rowExtent() const override { return 1; }
    QAccessibleInterface* table() const override { return parent(); }

    QStringList actionNames() const override { return {pressAction(), setFocusAction()}; }
    void doAction(const QString& action) override {
        if (!isValid() || m_row < 0 || m_column < 0)
            return;
        chooseRow(*m_view, index());
        if (action == setFocusAction())
            m_view->setFocus();
        else if (action == pressAction())
            Q_EMIT m_view->clicked(index());
    }
    QStringList keyBindingsForAction(const QString&) const override { return {}; }

    [[nodiscard]] int row() const { return m_row; }
    [[nodiscard]] int column() const { return m_column; }

private:
    [[nodiscard]] QModelIndex index() const { return m_view->model()->index(m_row, m_column, m_view->rootIndex()); }
    [[nodiscard]] bool isCurrent() const { return m_row >= 0 && m_column >= 0 && m_view->currentIndex() == index(); }
    [[nodiscard]] QRect headerRect() const {
        const auto* table = qobject_cast<const QTableView*>(m_view.data());
        if (!table || m_row >= 0 || m_column < 0)
            return {};
        const auto* header = table->horizontalHeader();
        const QRect place(header->sectionViewportPosition(m_column), 0, header->sectionSize(m_column), header->height());
        return {header->mapToGlobal(place.topLeft()), place.size()};
    }

    QPointer<QAbstractItemView> m_view;
    int m_row;
    int m_column;
};

/// A whole view. Its children are numbered as in the events of Qt's views: a table's include its headers.
class Rows final : public QAccessibleWidget, public QAccessibleTableInterface {
public:
    explicit Rows(QAbstractItemView& view)
        : QAccessibleWidget(&view, qobject_cast<QTableView*>(&view) ? QAccessible::Table : QAccessible::List)
        , m_view(view)
        , m_headers(qobject_cast<QTableView*>(&view) ? 1 : 0) {}
    ~Rows() override {
        for (const auto id : std::as_const(m_cells))
            QAccessible::deleteAccessibleInterface(id);
    }

    void* interface_cast(QAccessible::InterfaceType type) override {
        return type == QAccessible::TableInterface ? static_cast<QAccessibleTableInterface*>(this)
                                                   : QAccessibleWidget::interface_cast(type);
    }
    int childCount() const override { return (rowsOf(m_view) + m_headers) * (columnsOf(m_view) + m_headers); }
    QAccessibleInterface* child(int number) const override {
        const int columns = columnsOf(m_view) + m_headers;
        return number < 0 || number >= childCount() ? nullptr : cell(number / columns - m_headers, number % columns - m_headers);
    }
    int indexOfChild(const QAccessibleInterface* child) const override {
        const auto* own = dynamic_cast<const Cell*>(child);
        return own && own->isValid() ? (own->row() + m_headers) * (columnsOf(m_view) + m_headers) + own->column() + m_headers : -1;
    }
    QAccessibleInterface* childAt(int x, int y) const override {
        const QModelIndex index = m_view.indexAt(m_view.viewport()->mapFromGlobal(QPoint(x, y)));
        return index.isValid() ? cell(index.row(), index.column()) : nullptr;
    }
    QAccessibleInterface* focusChild() const override {
        const QModelIndex current = m_view.currentIndex();
        return current.isValid() ? cell(current.row(), current.column()) : nullptr;
    }

    QAccessibleInterface* caption() const override { return nullptr; }
    QAccessibleInterface* summary() const override { return nullptr; }
    QAccessibleInterface* cellAt(int row, int column) const override {
        const bool isThere = row >= 0 && column >= 0 && row < rowsOf(m_view) && column < columnsOf(m_view);
        return isThere ? cell(row, column) : nullptr;
    }
    int selectedCellCount() const override { return selectedRowCount() * columnsOf(m_view); }
    QList<QAccessibleInterface*> selectedCells() const override {
        QList<QAccessibleInterface*> cells;
        for (const int row : selectedRows())
            for (int column = 0; column < columnsOf(m_view); ++column)
                cells << cell(row, column);
        return cells;
    }
    QString columnDescription(int column) const override {
        return m_view.model() ? m_view.model()->headerData(column, Qt::Horizontal, Qt::DisplayRole).toString() : QString();
    }
    QString rowDescription(int row) const override {
        return row >= 0 && row < rowsOf(m_view) ? cellText(m_view, row, 0) : QString();
    }
    int selectedColumnCount() const override { return 0; }
    int selectedRowCount() const override { return static_cast<int>(selectedRows().size()); }
    int columnCount() const override { return columnsOf(m_view); }
    int rowCount() const override { return rowsOf(m_view); }
    QList<int> selectedColumns() const override { return {}; }
    QList<int> selectedRows() const override {
        QList<int> rows;
        for (const auto& range : m_view.selectionModel()->selection())
            for (int row = range.top(); row <= range.bottom(); ++row)
                rows << row;
        std::ranges::sort(rows);
        rows.erase(std::unique(rows.begin(), rows.end()), rows.end());
        return rows;
    }
    bool isColumnSelected(int) const override { return false; }
    bool isRowSelected(int row) const override { return selectedRows().contains(row); }
    bool selectRow(int row) override { return select(row, QItemSelectionModel::ClearAndSelect); }
    bool selectColumn(int) override { return false; }
    bool unselectRow(int row) override { return select(row, QItemSelectionModel::Deselect); }
    bool unselectColumn(int) override { return false; }
    void modelChange(QAccessibleTableModelChangeEvent*) override {} // cells are places: they stay

private:
    [[nodiscard]] bool select(int row, QItemSelectionModel::SelectionFlags how) {
        if (row < 0 || row >= rowsOf(m_view))
            return false;
        m_view.selectionModel()->select(m_view.model()->index(row, 0), how | QItemSelectionModel::Rows);
        return true;
    }

    [[nodiscard]] QAccessibleInterface* cell(int row, int column) const {
        const auto place = static_cast<quint64>(row + 1) << 16U | static_cast<quint64>(column + 1);
        if (const auto known = m_cells.constFind(place); known != m_cells.constEnd())
            return QAccessible::accessibleInterface(*known);
        if (m_order.size() >= kMostCells) { // the oldest
            QAccessible::deleteAccessibleInterface(m_cells.take(m_order.front()));
            m_order.pop_front();
        }
        auto* made = new Cell(m_view, row, column);
        m_cells.insert(place, QAccessible::registerAccessibleInterface(made));
        m_order.push_back(place);
        return made;
    }

    QAbstractItemView& m_view;
    int m_headers;
    mutable QHash<quint64, QAccessible::Id> m_cells; ///< by place
    mutable std::deque<quint64> m_order;             ///< in which they were made
};

QList<QAccessibleInterface*> Cell::columnHeaderCells() const {
    auto* rows = isValid() && m_column >= 0 && qobject_cast<QTableView*>(m_view.data()) ? parent() : nullptr;
    return rows ? QList<QAccessibleInterface*>{rows->child(m_column + 1)} : QList<QAccessibleInterface*>{};
}

QAccessibleInterface* makeRows(const QString&, QObject* object) {
    auto* view = qobject_cast<QAbstractItemView*>(object);
    return view && view->property(kWalkable).toBool() ? new Rows(*view) : nullptr;
}

} // namespace

void makeWalkable(QAbstractItemView& view) {
    view.setProperty(kWalkable, true);
    QAccessible::installFactory(makeRows);
    // Qt makes its own interface already while a view is being made, as soon as the view is given a name.
    if (auto* known = QAccessible::queryAccessibleInterface(&view); known && !dynamic_cast<Rows*>(known))
        QAccessible::deleteAccessibleInterface(QAccessible::uniqueId(known));
}

} // namespace segue::ui
