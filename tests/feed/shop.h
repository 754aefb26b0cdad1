/* A catalogue without a row, in a folder of its own, and feeds that are read into it. */
#pragma once

#include "feed/feed.h"

#include "folder.h"

G_BEGIN_DECLS

typedef struct
{
  char *folder;
  VanityCatalogue *catalogue;
  VanityFeedOptions options; /* source "test", prices of 2026-01-02 */
  VanityFeedReport report;   /* of the last import */
} Shop;

void shop_set_up (Shop *shop, gconstpointer data);
void shop_tear_down (Shop *shop, gconstpointer data);

/* A file of the folder. */
GFile *shop_write (Shop *shop, const char *name, gconstpointer bytes, gsize size);

/* Writes and imports a feed; it must go well. Of a text, and of any bytes. */
void shop_import (Shop *shop, const char *format, const char *text);
gboolean shop_import_bytes (Shop *shop, const char *format, gconstpointer bytes, gsize size,
                            GError **error);
/* A file that is there already. */
gboolean shop_import_file (Shop *shop, GFile *file, const char *format, GError **error);

/* All shades, a line each:
 * "brand|line|name|category|#rgb…|finish|coverage|undertone|gtin|prices|…", in the order of their
 * names. Free with g_free (). */
char *shop_dup_shades (Shop *shop);

/* Whether the report's sums and the catalogue agree. */
void shop_check (Shop *shop);

#define shop_add(path, func) g_test_add (path, Shop, NULL, shop_set_up, func, shop_tear_down)

G_END_DECLS
