// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/network/qt_http.h"

#include <QEventLoop>
#include <QNetworkAccessManager>
#include <QNetworkReply>
#include <QNetworkRequest>
#include <QTimer>

#include <optional>

namespace segue::app {

namespace {

constexpr qint64 kMostBytes = 1 << 20;

QNetworkReply* send(QNetworkAccessManager& network, const QNetworkRequest& request, const HttpRequest& wanted) {
    const auto body = QByteArray::fromStdString(wanted.body);
    switch (wanted.method) {
    case HttpRequest::Method::post:
        return network.post(request, body);
    case HttpRequest::Method::put:
        return network.put(request, body);
    case HttpRequest::Method::get:
        break;
    }
    return network.get(request);
}

QNetworkRequest requestOf(const HttpRequest& wanted) {
    QNetworkRequest request(QUrl(QString::fromStdString(wanted.url), QUrl::StrictMode));
    request.setAttribute(QNetworkRequest::RedirectPolicyAttribute, QNetworkRequest::ManualRedirectPolicy);
    request.setAttribute(QNetworkRequest::CookieLoadControlAttribute, QNetworkRequest::Manual);
    request.setAttribute(QNetworkRequest::CookieSaveControlAttribute, QNetworkRequest::Manual);
    request.setHeader(QNetworkRequest::UserAgentHeader, QStringLiteral("Segue"));
    for (const auto& [name, value] : wanted.headers)
        request.setRawHeader(QByteArray::fromStdString(name), QByteArray::fromStdString(value));
    return request;
}

HttpAnswer answerOf(QNetworkReply& reply) {
    HttpAnswer answer{.status = reply.attribute(QNetworkRequest::HttpStatusCodeAttribute).toInt()};
    const bool isCut = reply.error() != QNetworkReply::NoError && reply.error() < QNetworkReply::ProxyConnectionRefusedError;
    if (answer.status == 0 || isCut)
        answer.problem = reply.errorString().toStdString();
    if (answer.status == 0)
        return answer;
    for (const auto& [name, value] : reply.rawHeaderPairs())
        answer.headers[name.toLower().toStdString()] = value.toStdString();
    if (reply.isOpen())
        answer.body = reply.read(kMostBytes).toStdString();
    return answer;
}

class QtHttp final : public Http {
public:
    explicit QtHttp(std::chrono::milliseconds limit)
        : m_limit(limit) {}

    /// On the caller's thread, with an event loop of its own.
    HttpAnswer ask(const HttpRequest& wanted, const std::stop_token& stop) override {
        if (stop.stop_requested())
            return {.problem = "It was stopped."};
        QNetworkAccessManager network;
        QEventLoop loop;
        const auto request = requestOf(wanted);
        QNetworkReply* const reply = send(network, request, wanted);
        QObject::connect(reply, &QNetworkReply::finished, &loop, &QEventLoop::quit);
        QObject::connect(reply, &QNetworkReply::downloadProgress, reply, [reply](qint64 received) {
            if (received > kMostBytes)
                reply->abort();
        });
        QTimer::singleShot(m_limit, reply, [reply] { reply->abort(); });
        const std::stop_callback stopped(
            stop, [reply] { QMetaObject::invokeMethod(reply, &QNetworkReply::abort, Qt::QueuedConnection); });
        if (!reply->isFinished())
            loop.exec();
        return answerOf(*reply); // it goes with its network
    }

private:
    std::chrono::milliseconds m_limit;
};

} // namespace

std::shared_ptr<Http> makeQtHttp(std::chrono::milliseconds limit) { return std::make_shared<QtHttp>(limit); }

} // namespace segue::app
