/* A photo on paper: before and after, or after alone, with a line below. */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

typedef struct
{
  GdkTexture *before; /* of the same size as `after`; NULL for after alone */
  GdkTexture *after;
  char *caption; /* or NULL */
} VanityPrintPage;

/* Both pictures as large as a page of so many points lets them be, side by side or one above the
 * other. */
void vanity_print_page_draw (const VanityPrintPage *page, cairo_t *cairo, double width,
                             double height);
/* Whether the page is better laid across. */
gboolean vanity_print_page_is_wide (const VanityPrintPage *page);

void vanity_print_page_free (VanityPrintPage *page);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (VanityPrintPage, vanity_print_page_free)

G_END_DECLS
