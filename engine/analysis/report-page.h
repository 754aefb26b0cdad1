/* The pages of a report, and what is set on them. Lengths are points (1/72 inch); y grows
 * downwards. */
#pragma once

#include "image/color.h"
#include "image/image.h"

#include <cairo.h>
#include <pango/pangocairo.h>

G_BEGIN_DECLS

/* ISO 216 A4. */
#define VANITY_PAGE_WIDTH 595.28
#define VANITY_PAGE_HEIGHT 841.89
#define VANITY_PAGE_MARGIN 46
#define VANITY_PAGE_BODY (VANITY_PAGE_WIDTH - 2 * VANITY_PAGE_MARGIN)

typedef enum
{
  VANITY_STYLE_HEADLINE,
  VANITY_STYLE_TITLE,
  VANITY_STYLE_NUMBER, /* a figure to be seen from afar */
  VANITY_STYLE_TEXT,
  VANITY_STYLE_STRONG,
  VANITY_STYLE_SMALL, /* grey */
  VANITY_N_STYLES
} VanityTextStyle;

typedef enum
{
  VANITY_ALIGN_LEFT,
  VANITY_ALIGN_CENTER,
  VANITY_ALIGN_RIGHT,
} VanityTextAlign;

typedef struct
{
  cairo_surface_t *surface;
  cairo_t *cr;
  double y; /* where the next thing goes */
  int number;
  const char *foot; /* at the foot of every page */
} VanityPage;

void vanity_page_begin (VanityPage *page, cairo_surface_t *surface, const char *foot);
/* Ends the last page. */
void vanity_page_end (VanityPage *page);
/* Begins a new page where less than `height` is left. */
void vanity_page_need (VanityPage *page, double height);

/* Sets `text` in a column of `width` from x, y. Returns its height. */
double vanity_page_set (VanityPage *page, const char *text, VanityTextStyle style,
                        VanityTextAlign align, double x, double y, double width);
/* Its height, without setting it. */
double vanity_page_measure (VanityPage *page, const char *text, VanityTextStyle style,
                            double width);
/* Sets it over the page's whole width, and goes on below it. */
void vanity_page_add (VanityPage *page, const char *text, VanityTextStyle style);

/* A section's title with a rule above; `height` of what follows stays with it. */
void vanity_page_add_title (VanityPage *page, const char *title, double height);

/* A label and a value beside it, from x, over `width`; `value` grey where `is_why`. Returns the
 * height. */
double vanity_page_set_line (VanityPage *page, const char *label, const char *value,
                             gboolean is_why, double x, double y, double width);

/* A bar of `share` in [0, 1] of its width. */
void vanity_page_draw_bar (VanityPage *page, double share, double x, double y, double width,
                           double height);
/* A scale on which `low` to `high` is usual and `at` is marked, each in [0, 1] of its width. */
void vanity_page_draw_range (VanityPage *page, double low, double high, double at, double x,
                             double y, double width, double height);
/* A rounded field of a colour, hatched where it is not known (NULL). */
void vanity_page_draw_swatch (VanityPage *page, const VanityLab *lab, double x, double y,
                              double width, double height);
/* A ring around such a field. */
void vanity_page_draw_ring (VanityPage *page, double x, double y, double width, double height);

/* A part of an 8-bit sRGB image, to fill the field; its corners are rounded. */
void vanity_page_draw_image (VanityPage *page, const VanityImage *image, const VanityRect *part,
                             double x, double y, double width, double height);
/* The scale of heat maps. */
void vanity_page_draw_heat (VanityPage *page, double x, double y, double width, double height);

G_END_DECLS
