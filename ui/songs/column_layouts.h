// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QStringList>

#include <functional>

class QMenu;
class QWidget;

namespace segue::ui {

class Settings;

/// Layouts of the table's columns that the listener gave names: which are shown, in which order, how wide, and by what the songs
/// are sorted.
class ColumnLayouts final {
public:
    explicit ColumnLayouts(Settings& settings)
        : m_settings(settings) {}

    [[nodiscard]] QStringList names() const; ///< in the order in which they were saved
    [[nodiscard]] QByteArray layout(const QString& name) const;
    void save(const QString& name, const QByteArray& layout); ///< one of that name is replaced
    void remove(const QString& name);

    /// Entries that show one, save the present one, or remove one.
    /// @param present the columns as they are @param show gets a layout; empty: the columns as at first
    void addTo(QMenu& menu, QWidget* window, const QByteArray& present, const std::function<void(const QByteArray&)>& show);

private:
    void askForName(QWidget* window, const QByteArray& present);

    Settings& m_settings;
};

} // namespace segue::ui
