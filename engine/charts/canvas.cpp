// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/charts/canvas.h"

#include "engine/features/png_writer.h"
#include "engine/words/error.h"

#include <cairo.h>

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <cstring>
#include <numbers>
#include <vector>

namespace segue::charts {
namespace {

constexpr double kPixelsPerPoint = 2.0;
constexpr const char* kFont = "DejaVu Sans";
constexpr double kLowerCaseShare = 0.37; // half of what lower-case letters and half of capitals take of the size

// How many bytes the UTF-8 character at the beginning takes; 0: it is none.
std::size_t characterLength(const char* text, std::size_t left) {
    const auto first = static_cast<unsigned char>(text[0]);
    const std::size_t length = first < 0x80 ? 1 : first < 0xC2 ? 0 : first < 0xE0 ? 2 : first < 0xF0 ? 3 : first < 0xF5 ? 4 : 0;
    if (length == 0 || length > left)
        return 0;
    for (std::size_t i = 1; i < length; ++i)
        if ((static_cast<unsigned char>(text[i]) & 0xC0) != 0x80)
            return 0;
    const auto second = static_cast<unsigned char>(length > 1 ? text[1] : 0);
    const bool overlong = (first == 0xE0 && second < 0xA0) || (first == 0xF0 && second < 0x90);
    const bool outside = (first == 0xED && second > 0x9F) || (first == 0xF4 && second > 0x8F);
    return overlong || outside ? 0 : length;
}

// Cairo stops drawing for good at a text it cannot read.
std::string legible(const std::string& text) {
    std::string result;
    for (std::size_t at = 0; at < text.size();) {
        const std::size_t length = characterLength(text.data() + at, text.size() - at);
        const bool control = static_cast<unsigned char>(text[at]) < 0x20;
        result += length == 0 ? "?" : control ? " " : text.substr(at, length);
        at += std::max<std::size_t>(length, 1);
    }
    return result;
}

double advance(cairo_t* cairo, const std::string& text) {
    cairo_text_extents_t extents{};
    cairo_text_extents(cairo, text.c_str(), &extents);
    return extents.x_advance;
}

void setColour(cairo_t* cairo, const Colour& colour) { cairo_set_source_rgb(cairo, colour.red, colour.green, colour.blue); }

} // namespace

Canvas::Canvas(double width, double height)
    : m_surface(cairo_image_surface_create(CAIRO_FORMAT_RGB24, static_cast<int>(std::lround(width * kPixelsPerPoint)),
                                           static_cast<int>(std::lround(height * kPixelsPerPoint))),
                cairo_surface_destroy)
    , m_cairo(cairo_create(m_surface.get()), cairo_destroy) {
    if (cairo_status(m_cairo.get()) != CAIRO_STATUS_SUCCESS)
        throw Error(ErrorKind::io, Message(MessageId::chartNotDrawn, {cairo_status_to_string(cairo_status(m_cairo.get()))}));
    cairo_scale(m_cairo.get(), kPixelsPerPoint, kPixelsPerPoint);
    setColour(m_cairo.get(), kPaper);
    cairo_paint(m_cairo.get());
}

void Canvas::choose(const TextStyle& style) const {
    cairo_select_font_face(m_cairo.get(), kFont, CAIRO_FONT_SLANT_NORMAL,
                           style.bold ? CAIRO_FONT_WEIGHT_BOLD : CAIRO_FONT_WEIGHT_NORMAL);
    cairo_set_font_size(m_cairo.get(), style.size);
    setColour(m_cairo.get(), style.colour);
}

double Canvas::textWidth(const std::string& text, const TextStyle& style) const {
    choose(style);
    return advance(m_cairo.get(), legible(text));
}

std::string Canvas::fitted(const std::string& text, double width, const TextStyle& style) const {
    choose(style);
    std::string shown = legible(text);
    if (advance(m_cairo.get(), shown) <= width)
        return shown;
    while (!shown.empty() && advance(m_cairo.get(), shown + "…") > width) {
        while (shown.size() > 1 && (static_cast<unsigned char>(shown.back()) & 0xC0) == 0x80)
            shown.pop_back();
        shown.pop_back();
    }
    return shown + "…";
}

void Canvas::text(double x, double middle, const std::string& text, const TextStyle& style, Anchor anchor) {
    turnedText({x, middle}, 0.0, text, style, anchor);
}

void Canvas::turnedText(Point at, double degrees, const std::string& text, const TextStyle& style, Anchor anchor) {
    cairo_t* const cairo = m_cairo.get();
    choose(style);
    const std::string shown = legible(text);
    const double share = anchor == Anchor::left ? 0.0 : anchor == Anchor::centre ? 0.5 : 1.0;
    cairo_save(cairo);
    cairo_translate(cairo, at.first, at.second);
    cairo_rotate(cairo, -degrees * std::numbers::pi / 180.0);
    cairo_move_to(cairo, -share * advance(cairo, shown), kLowerCaseShare * style.size);
    cairo_show_text(cairo, shown.c_str());
    cairo_restore(cairo);
}

void Canvas::fillRectangle(double x, double y, double width, double height, const Colour& colour) {
    setColour(m_cairo.get(), colour);
    cairo_rectangle(m_cairo.get(), x, y, width, height);
    cairo_fill(m_cairo.get());
}

void Canvas::line(Point from, Point to, const Colour& colour, double width) {
    const std::vector<Point> points{from, to};
    path(points, colour, width, {});
}

void Canvas::path(std::span<const Point> points, const Colour& colour, double width, std::span<const double> dashes) {
    cairo_t* const cairo = m_cairo.get();
    setColour(cairo, colour);
    cairo_set_line_width(cairo, width);
    cairo_set_line_join(cairo, CAIRO_LINE_JOIN_ROUND);
    cairo_set_dash(cairo, dashes.data(), static_cast<int>(dashes.size()), 0.0);
    cairo_new_path(cairo);
    for (const auto& [x, y] : points)
        cairo_line_to(cairo, x, y);
    cairo_stroke(cairo);
    cairo_set_dash(cairo, nullptr, 0, 0.0);
}

void Canvas::shape(std::span<const Point> corners, const Colour& colour) {
    cairo_t* const cairo = m_cairo.get();
    cairo_new_path(cairo);
    for (const auto& [x, y] : corners)
        cairo_line_to(cairo, x, y);
    cairo_close_path(cairo);
    setColour(cairo, colour);
    cairo_fill_preserve(cairo);
    setColour(cairo, kPaper);
    cairo_set_line_width(cairo, 0.6);
    cairo_stroke(cairo);
}

void Canvas::disc(Point centre, double radius, const Colour& colour) {
    std::vector<Point> corners;
    constexpr int kCorners = 32;
    for (int i = 0; i < kCorners; ++i) {
        const double angle = 2.0 * std::numbers::pi * i / kCorners;
        corners.emplace_back(centre.first + radius * std::cos(angle), centre.second + radius * std::sin(angle));
    }
    shape(corners, colour);
}

void Canvas::writePng(const std::filesystem::path& png) const {
    cairo_surface_t* const surface = m_surface.get();
    cairo_surface_flush(surface);
    const auto width = static_cast<std::size_t>(cairo_image_surface_get_width(surface));
    const auto height = static_cast<std::size_t>(cairo_image_surface_get_height(surface));
    const auto stride = static_cast<std::size_t>(cairo_image_surface_get_stride(surface));
    const unsigned char* const bytes = cairo_image_surface_get_data(surface);
    std::vector<std::uint8_t> rgb;
    rgb.reserve(width * height * 3);
    for (std::size_t y = 0; y < height; ++y)
        for (std::size_t x = 0; x < width; ++x) {
            std::uint32_t pixel = 0;
            std::memcpy(&pixel, bytes + y * stride + x * sizeof(pixel), sizeof(pixel));
            for (const int shift : {16, 8, 0})
                rgb.push_back(static_cast<std::uint8_t>(pixel >> shift));
        }
    features::writePng(png, rgb, width, height);
}

} // namespace segue::charts
