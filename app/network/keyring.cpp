// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/network/keyring.h"

#include <QCoreApplication>

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

class Keyring final : public TokenStore {
public:
    explicit Keyring(std::unique_ptr<TokenStore> otherwise)
        : m_otherwise(std::move(otherwise)) {}

    std::optional<std::string> read(const std::string& name) override {
        if (auto kept = m_otherwise->read(name))
            return kept; // the keyring could not be used when it was given
        if (!m_otherwise->read(name + kMark))
            return std::nullopt; // a keyring may ask to be unlocked: not for nothing
        const auto found = carriedOut<QKeychain::ReadPasswordJob, QString>(
            name, [](auto&) {}, [](const auto& job) { return job.error() == QKeychain::NoError ? job.textData() : QString(); });
        return found && !found->isEmpty() ? std::optional(found->toStdString()) : std::nullopt;
    }

    std::string write(const std::string& name, const std::string& secret) override {
        const auto isKept = carriedOut<QKeychain::WritePasswordJob, bool>(
            name, [secret = QString::fromStdString(secret)](auto& job) { job.setTextData(secret); },
            [](const auto& job) { return job.error() == QKeychain::NoError; });
        if (!isKept.value_or(false))
            return m_otherwise->write(name, secret);
        m_otherwise->remove(name);
        static_cast<void>(m_otherwise->write(name + kMark, "It is in the keyring."));
        return {};
    }

    void remove(const std::string& name) override {
        m_otherwise->remove(name);
        if (!m_otherwise->read(name + kMark))
            return;
        m_otherwise->remove(name + kMark);
        static_cast<void>(carriedOut<QKeychain::DeletePasswordJob, bool>(
            name, [](auto&) {}, [](const auto&) { return true; }));
    }

private:
    std::unique_ptr<TokenStore> m_otherwise;
};

} // namespace

std::shared_ptr<TokenStore> makeKeyring(std::unique_ptr<TokenStore> otherwise) {
    return std::make_shared<Keyring>(std::move(otherwise));
}

} // namespace segue::app
