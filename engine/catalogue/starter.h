/* The list that a new catalogue begins with: some hundred real shades of well-known lines, for all
 * skins, written as facts in assets/catalogue, one table for each category, and built in. It is an
 * independent list: colours are approximations, prices are unknown. */
#pragma once

#include "catalogue/catalogue.h"

G_BEGIN_DECLS

/* What shades of it have as their source. */
#define VANITY_STARTER_SOURCE "starter"

/* Grows whenever rows are added or changed; what rows have as `since` is no greater. */
#define VANITY_STARTER_VERSION 1

typedef struct
{
  VanityShade *shade; /* owned */
  int since;          /* the version of the list that it came with */
} VanityStarterRow;

void vanity_starter_row_clear (VanityStarterRow *row);

/* A GArray of VanityStarterRow, all of them. Fails only where a table was built in that breaks the
 * rules below. */
GArray *vanity_starter_read (GError **error);

/* Appends the rows of one table. UTF-8, a header of exactly the columns
 *
 *   brand line shade hex finish coverage undertone undertone-source source date since
 *
 * parted by tabs, then one line for each shade, each ended by a line feed, no blanks at the ends of
 * a field and no two in a row. Brand, line, shade, source and date are never empty; hex is six
 * upper-case digits or empty for what has no colour; finish, coverage and undertone are ids of
 * trait.h or empty; an undertone has a source. Anything else is refused with VANITY_ERROR_FORMAT,
 * in words that name `name`, the line, the value and the rule. */
gboolean vanity_starter_read_table (const char *text, gsize length, const char *name,
                                    VanityCategory category, GArray *rows, GError **error);

/* Brings a catalogue up to VANITY_STARTER_VERSION; nothing happens where it is. What the list has
 * new is added unless such a shade is there. Of what it had before, shades that were taken out stay
 * out, those that came from elsewhere or were changed since stay as they are, and those that are
 * still the list's take its corrections of a later date. All or nothing; `n_added` may be NULL. */
gboolean vanity_starter_fill (VanityCatalogue *catalogue, guint *n_added, GError **error);

G_END_DECLS
