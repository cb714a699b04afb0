// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <filesystem>
#include <memory>
#include <span>
#include <string>
#include <utility>

struct _cairo;
struct _cairo_surface;

namespace segue::charts {

struct Colour {
    double red = 0.0; ///< each 0 .. 1
    double green = 0.0;
    double blue = 0.0;
};

inline constexpr Colour kInk{.red = 0.13, .green = 0.14, .blue = 0.16};
inline constexpr Colour kFaintInk{.red = 0.42, .green = 0.44, .blue = 0.47};
inline constexpr Colour kGridInk{.red = 0.89, .green = 0.90, .blue = 0.91};
inline constexpr Colour kPaper{.red = 1.0, .green = 1.0, .blue = 1.0};

struct TextStyle {
    double size = 12.0;
    bool bold = false;
    Colour colour = kInk;
};

/// Which part of a text lies at the point that is given.
enum class Anchor { left, centre, right };

using Point = std::pair<double, double>;

/// A white sheet on which the charts draw; the only file that knows Cairo. Lengths are in points, y grows downwards;
/// the picture has two pixels a point, so that it stays sharp on a dense screen. One thread at a time.
///
/// Text that is not UTF-8 is drawn with question marks. Throws Error{io} if there is no memory for the sheet.
class Canvas final {
public:
    Canvas(double width, double height);

    [[nodiscard]] double textWidth(const std::string& text, const TextStyle& style) const;
    /// The text, or as much of its beginning as fits with an ellipsis.
    [[nodiscard]] std::string fitted(const std::string& text, double width, const TextStyle& style) const;
    /// @param middle the height at which the text's lower-case letters are centred
    void text(double x, double middle, const std::string& text, const TextStyle& style, Anchor anchor = Anchor::left);
    /// The same, turned anticlockwise about the point.
    void turnedText(Point at, double degrees, const std::string& text, const TextStyle& style, Anchor anchor);

    void fillRectangle(double x, double y, double width, double height, const Colour& colour);
    void line(Point from, Point to, const Colour& colour, double width = 1.0);
    /// @param dashes lengths of ink and gap in turn; empty: no gaps
    void path(std::span<const Point> points, const Colour& colour, double width, std::span<const double> dashes);
    /// A closed shape, with a thin white edge that keeps touching shapes apart.
    void shape(std::span<const Point> corners, const Colour& colour);
    void disc(Point centre, double radius, const Colour& colour);

    /// Throws Error{noSpace, io}; the file appears complete or not at all.
    void writePng(const std::filesystem::path& png) const;

private:
    void choose(const TextStyle& style) const;

    std::shared_ptr<_cairo_surface> m_surface;
    std::shared_ptr<_cairo> m_cairo;
};

} // namespace segue::charts
