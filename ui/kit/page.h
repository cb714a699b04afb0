// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>

#include <utility>

class QFrame;
class QScrollArea;
class QToolButton;
class QVBoxLayout;

namespace segue::ui {

class ElidedLabel;

/// What the Settings, About, Problems and details pages share: a heading, a way back, and a column that scrolls.
class Page : public QWidget {
    Q_OBJECT

public:
    explicit Page(const QString& heading, QWidget* parent = nullptr);

    /// The widget that gets the focus when the page is opened. It is not a focus proxy, because with one Qt's Tab never
    /// leaves the page.
    [[nodiscard]] QWidget* first() const { return m_first; }

Q_SIGNALS:
    void backWanted();

protected:
    /// A page whose `content` fills the whole area, without a column or cards.
    Page(const QString& heading, QWidget* content, QWidget* parent);
    [[nodiscard]] QWidget& content() { return *m_content; }
    [[nodiscard]] QVBoxLayout& column() { return *m_column; }
    /// A framed group in the column.
    [[nodiscard]] QVBoxLayout& addCard(const QString& title = {});
    /// The same group on its own, to be put elsewhere, and its layout.
    [[nodiscard]] std::pair<QFrame*, QVBoxLayout*> makeCard(const QString& title);
    void setContentWidth(int widest); ///< width of the column; pages of text are narrow
    void setHeading(const QString& heading);
    void setFirst(QWidget* first) { m_first = first; }
    void toTop(); ///< scrolls to the top of the column

private:
    ElidedLabel* m_heading;
    QScrollArea* m_scroll = nullptr; ///< null: the page has no column
    QVBoxLayout* m_column = nullptr;
    QWidget* m_content; ///< below the heading
    QWidget* m_first;   ///< the content, unless the page sets another
};

} // namespace segue::ui
