// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/network/keyring.h"

#include <QCoreApplication>
#include <QDBusConnection>
#include <QDBusConnectionInterface>

#include <algorithm>
#include <array>
#include <chrono>
#include <future>
#include <utility>

#include <qt6keychain/keychain.h>

namespace segue::app {

namespace {

constexpr std::chrono::seconds kLongest{20}; ///< for a listener who is asked to unlock it
constexpr const char* kMark = ".kept";       ///< behind a name: the keyring has it
const QString kService = QStringLiteral("Segue");

/// Starts a job on the application's thread, since some keyrings answer there only. @return its outcome; nothing: it took too long
template <typename Job, typename Outcome, typename Prepare, typename Finish>
std::optional<Outcome> carriedOut(const std::string& name, Prepare prepare, Finish finish) {
    const auto promise = std::make_shared<std::promise<Outcome>>();
    auto outcome = promise->get_future();
    QMetaObject::invokeMethod(
        QCoreApplication::instance(),
        [name = QString::fromStdString(name), promise, prepare, finish] {
            auto* job = new Job(kService); // it deletes itself
            job->setKey(name);
            prepare(*job);
            QObject::connect(job, &QKeychain::Job::finished, job, [job, promise, finish] { promise->set_value(finish(*job)); });
            job->start();
        },
        Qt::QueuedConnection);
    return outcome.wait_for(kLongest) == std::future_status::ready ? std::optional(outcome.get()) : std::nullopt;
}

struct Outcome {
    QKeychain::Error error = QKeychain::NoError;
    std::string words;
};

/// Whether there is no keyring, and not one that did not want to.
bool isAbsence(QKeychain::Error error) {
    if (error == QKeychain::NoBackendAvailable || error == QKeychain::NotImplemented)
        return true;
    if (error != QKeychain::OtherError)
        return false;
    const auto bus = QDBusConnection::sessionBus();
    if (!bus.isConnected())
        return true;
    const QStringList there = bus.interface()->registeredServiceNames().value();
    constexpr std::array kKeyrings{"org.freedesktop.secrets", "org.kde.kwalletd5", "org.kde.kwalletd6"};
    return std::none_of(kKeyrings.begin(), kKeyrings.end(), [&](const char* name) { return there.contains(QLatin1String(name)); });
}

class Keyring final : public TokenStore {
public:
    explicit Keyring(std::unique_ptr<TokenStore> otherwise)
        : m_otherwise(std::move(otherwise)) {}

    std::optional<Secret> read(const std::string& name) override {
        if (auto kept = m_otherwise->read(name))
            return kept; // the keyring could not be used when it was given
        if (!m_otherwise->read(name + kMark))
            return std::nullopt; // a keyring may ask to be unlocked: not for nothing
        const auto found = carriedOut<QKeychain::ReadPasswordJob, QString>(
            name, [](auto&) {}, [](const auto& job) { return job.error() == QKeychain::NoError ? job.textData() : QString(); });
        if (!found || found->isEmpty())
            return std::nullopt;
        return Secret{.words = found->toStdString(), .place = Place::keyring};
    }

    Kept write(const std::string& name, const std::string& secret) override {
        const auto outcome = put(name, secret);
        if (outcome && outcome->error != QKeychain::NoError && isAbsence(outcome->error))
            return m_otherwise->write(name, secret);
        return kept(name, outcome);
    }

    Kept writeKeyring(const std::string& name, const std::string& secret) override { return kept(name, put(name, secret)); }

    Kept writeFile(const std::string& name, const std::string& secret) override { return m_otherwise->writeFile(name, secret); }

    void remove(const std::string& name) override {
        m_otherwise->remove(name);
        if (!m_otherwise->read(name + kMark))
            return;
        m_otherwise->remove(name + kMark);
        static_cast<void>(carriedOut<QKeychain::DeletePasswordJob, bool>(
            name, [](auto&) {}, [](const auto&) { return true; }));
    }

private:
    static std::optional<Outcome> put(const std::string& name, const std::string& secret) {
        return carriedOut<QKeychain::WritePasswordJob, Outcome>(
            name, [secret = QString::fromStdString(secret)](auto& job) { job.setTextData(secret); },
            [](const auto& job) { return Outcome{.error = job.error(), .words = job.errorString().toStdString()}; });
    }

    /// An older one that lies elsewhere goes either way.
    Kept kept(const std::string& name, const std::optional<Outcome>& outcome) {
        m_otherwise->remove(name);
        if (!outcome || outcome->error != QKeychain::NoError)
            return {.place = Place::nowhere, .why = outcome ? outcome->words : std::string("timeout")};
        static_cast<void>(m_otherwise->write(name + kMark, "It is in the keyring."));
        return {.place = Place::keyring, .why = {}};
    }

    std::unique_ptr<TokenStore> m_otherwise;
};

} // namespace

std::shared_ptr<TokenStore> makeKeyring(std::unique_ptr<TokenStore> otherwise) {
    return std::make_shared<Keyring>(std::move(otherwise));
}

} // namespace segue::app
