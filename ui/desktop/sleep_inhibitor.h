// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QDBusConnection>
#include <QDBusUnixFileDescriptor>
#include <QObject>
#include <QString>

#include <cstdint>
#include <optional>

namespace segue::ui {

/// Keeps the computer from going to sleep by itself, while something is to be heard: asks the desktop's portal, else logind. The
/// screen may go dark all the same. Where neither answers, nothing happens.
///
/// Nothing waits for a bus: what is no longer wanted when the answer comes is given back at once.
class SleepInhibitor final : public QObject {
    Q_OBJECT

public:
    using Bus = std::optional<QDBusConnection>;

    /// @param session the portal's; @param system logind's
    SleepInhibitor(const Bus& session, const Bus& system, QObject* parent = nullptr);
    ~SleepInhibitor() override;

    void setWanted(bool isWanted);
    [[nodiscard]] bool isHeld() const; ///< somebody promised it

private:
    void askPortal();
    void askLogind();
    void release();
    void closeRequest(const QString& request) const;

    Bus m_session;
    Bus m_system;
    bool m_isWanted = false;
    std::uint64_t m_turn = 0;       ///< of the wish: an answer to an older one is given back
    QString m_request;              ///< the portal's object for it; empty: none
    QDBusUnixFileDescriptor m_lock; ///< logind's: sleep is inhibited while it is open
};

} // namespace segue::ui
