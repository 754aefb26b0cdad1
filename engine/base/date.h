/* Days as files write them. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* "2026-03-14", ISO 8601, and no other way of writing it, so that dates compare as text. FALSE
 * where it is none, or no day that there is; `date` (may be NULL) is then as it was. */
gboolean vanity_date_parse (const char *text, GDate *date);

G_END_DECLS
