/* What the parts of vanity-cli catalogue share. */
#pragma once

#include "catalogue/catalogue.h"
#include "cli.h"

G_BEGIN_DECLS

/* `argv[0]` is "catalogue search", "catalogue import" and "catalogue export". */
VanityExit vanity_cli_catalogue_search (int argc, char **argv);
VanityExit vanity_cli_catalogue_import (int argc, char **argv);
VanityExit vanity_cli_catalogue_export (int argc, char **argv);

/* The person's catalogue; what troubles it is said on standard error. NULL after a line that says
 * why it cannot be opened. */
VanityCatalogue *vanity_cli_open_catalogue (void);

/* Which shades, as search and export are asked: filled by the options, then made a query. */
typedef struct
{
  char **categories, **brands, **finishes, **coverages, **undertones, **labels, **avoid;
  char *currency, *least, *most, *order, *offset, *limit;
  gboolean only_colored, only_available;
} VanityCliFilter; /* zero-initialised */

void vanity_cli_filter_clear (VanityCliFilter *filter);

/* Entries that fill `filter`, ended as GOption wants it, with `more` (may be NULL, ended alike)
 * before them. Free with g_free (). */
GOptionEntry *vanity_cli_filter_new_entries (VanityCliFilter *filter, const GOptionEntry *more);

/* `words` (may be NULL) are those that a shade must have. FALSE after a line that names the option,
 * the value and what is allowed. */
gboolean vanity_cli_filter_to_query (const VanityCliFilter *filter, char **words,
                                     VanityQuery *query);

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (VanityCliFilter, vanity_cli_filter_clear)

G_END_DECLS
