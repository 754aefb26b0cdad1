/* Writes masks drawn by hand, as head/head-mask.h reads them. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* `label`: a VanityHeadClass for each cell. FALSE after a line on standard error. */
gboolean truth_save (const char *path, const guint8 *label);

G_END_DECLS
