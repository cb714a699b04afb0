// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/network/qt_fetch.h"

#include "engine/inference/offers/fetch_address.h"

#include <QEventLoop>
#include <QNetworkAccessManager>
#include <QNetworkReply>
#include <QNetworkRequest>
#include <QTimer>

#include <array>
#include <exception>

namespace segue::app {

namespace {

constexpr qint64 kMostWaiting = 256 << 10;
constexpr int kMostRedirections = 5;

QNetworkRequest requestFor(const std::string& address, const FetchStart& start) {
    QNetworkRequest request(QUrl(QString::fromStdString(address), QUrl::StrictMode));
    request.setAttribute(QNetworkRequest::RedirectPolicyAttribute, QNetworkRequest::ManualRedirectPolicy);
    request.setAttribute(QNetworkRequest::CookieLoadControlAttribute, QNetworkRequest::Manual);
    request.setAttribute(QNetworkRequest::CookieSaveControlAttribute, QNetworkRequest::Manual);
    request.setAttribute(QNetworkRequest::Http2AllowedAttribute, false); // its windows know nothing of the buffer's limit
    request.setHeader(QNetworkRequest::UserAgentHeader, QStringLiteral("Segue"));
    request.setRawHeader("Accept-Encoding", "identity"); // bytes of the file itself, which ranges and hashes are of
    if (start.from > 0) {
        request.setRawHeader("Range", "bytes=" + QByteArray::number(static_cast<qulonglong>(start.from)) + "-");
        request.setRawHeader("If-Range", QByteArray::fromStdString(start.etag));
    }
    return request;
}

FetchHead headOf(const QNetworkReply& reply) {
    FetchHead head{.status = reply.attribute(QNetworkRequest::HttpStatusCodeAttribute).toInt(),
                   .etag = reply.rawHeader("ETag").toStdString(),
                   .range = reply.rawHeader("Content-Range").toStdString(),
                   .length = std::nullopt};
    bool isNumber = false;
    if (const auto length = reply.rawHeader("Content-Length").toULongLong(&isNumber); isNumber)
        head.length = length;
    return head;
}

bool isRedirection(int status) { return status == 301 || status == 302 || status == 303 || status == 307 || status == 308; }

/// One question and its answer.
class Transfer final {
public:
    Transfer(FetchSink& sink, std::chrono::milliseconds silence)
        : m_sink(sink) {
        m_silence.setInterval(silence);
        m_silence.setSingleShot(true);
    }

    FetchEnd run(const QNetworkRequest& request, const std::stop_token& stop) {
        m_reply = m_network.get(request);
        m_reply->setReadBufferSize(kMostWaiting);
        QObject::connect(m_reply, &QNetworkReply::finished, &m_loop, &QEventLoop::quit);
        QObject::connect(m_reply, &QNetworkReply::metaDataChanged, m_reply, [this] { drain(); });
        QObject::connect(m_reply, &QNetworkReply::readyRead, m_reply, [this] { drain(); });
        QObject::connect(&m_silence, &QTimer::timeout, m_reply, [this] {
            m_isSilent = true;
            m_reply->abort();
        });
        const std::stop_callback stopped(
            stop, [reply = m_reply] { QMetaObject::invokeMethod(reply, &QNetworkReply::abort, Qt::QueuedConnection); });
        m_silence.start();
        if (!m_reply->isFinished())
            m_loop.exec();
        m_silence.stop();
        drain();
        if (m_failure)
            std::rethrow_exception(m_failure);
        return end();
    }

    [[nodiscard]] const std::optional<QUrl>& redirection() const { return m_redirection; }

private:
    /// Nothing may be thrown through Qt's loop.
    void drain() noexcept {
        if (m_hasEnough)
            return;
        try {
            m_hasEnough = !begin() || !handOn();
        } catch (...) {
            m_failure = std::current_exception();
            m_hasEnough = true;
        }
        if (m_hasEnough && !m_reply->isFinished()) // queued: Qt may be about to say that it failed, which it can once only
            QMetaObject::invokeMethod(m_reply, &QNetworkReply::abort, Qt::QueuedConnection);
        else if (!m_reply->isFinished())
            m_silence.start();
    }

    bool begin() {
        if (m_isBegun)
            return true;
        const auto head = headOf(*m_reply);
        if (head.status == 0)
            return true;
        m_isBegun = true;
        m_promised = head.length;
        if (!isRedirection(head.status))
            return m_sink.begin(head);
        m_redirection = m_reply->url().resolved(QUrl(QString::fromUtf8(m_reply->rawHeader("Location"))));
        return false;
    }

    bool handOn() {
        std::array<char, 64 << 10> room{};
        while (m_isBegun && m_reply->isOpen()) {
            const auto count = m_reply->read(room.data(), room.size());
            if (count <= 0)
                break;
            m_received += static_cast<std::uint64_t>(count);
            if (!m_sink.take({room.data(), static_cast<std::size_t>(count)}))
                return false;
        }
        return true;
    }

    FetchEnd end() const {
        if (m_hasEnough)
            return {};
        if (m_isSilent)
            return {.problem = "it said nothing for too long"};
        const bool isCut =
            m_reply->error() != QNetworkReply::NoError && m_reply->error() < QNetworkReply::ProxyConnectionRefusedError;
        if (!m_isBegun || isCut)
            return {.problem = m_reply->errorString().toStdString()};
        if (m_promised && m_received < *m_promised) // which Qt does not always call a failure
            return {.problem = "the connection broke"};
        return {.isWhole = true, .problem = {}};
    }

    FetchSink& m_sink;
    QNetworkAccessManager m_network;
    QEventLoop m_loop;
    QTimer m_silence;
    QNetworkReply* m_reply = nullptr; ///< goes with its network
    std::optional<QUrl> m_redirection;
    std::exception_ptr m_failure;
    std::optional<std::uint64_t> m_promised; ///< bytes of the answer
    std::uint64_t m_received = 0;
    bool m_isBegun = false, m_hasEnough = false, m_isSilent = false;
};

class QtFetch final : public FileFetch {
public:
    explicit QtFetch(std::chrono::milliseconds silence)
        : m_silence(silence) {}

    /// On the caller's thread, with an event loop of its own.
    FetchEnd fetch(const std::string& address, const FetchStart& start, FetchSink& sink, const std::stop_token& stop) override {
        std::string at = address;
        if (!inference::mayBeFetched(at))
            return {.problem = "only https is asked"};
        for (int step = 0; step <= kMostRedirections && !stop.stop_requested(); ++step) {
            Transfer transfer(sink, m_silence);
            auto end = transfer.run(requestFor(at, start), stop);
            if (!transfer.redirection())
                return end;
            const auto next = transfer.redirection()->toString(QUrl::FullyEncoded).toStdString();
            if (!inference::mayBeFollowed(at, next))
                return {.problem = "it leads to " + next + ", where Segue does not follow"};
            at = next;
        }
        return {.problem = "it leads on and on"};
    }

private:
    std::chrono::milliseconds m_silence;
};

} // namespace

std::shared_ptr<FileFetch> makeQtFetch(std::chrono::milliseconds silence) { return std::make_shared<QtFetch>(silence); }

} // namespace segue::app
