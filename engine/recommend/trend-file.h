/* Trends that somebody imports: a table of what is in demand.
 *
 * CSV with a header, UTF-8, at most 16 MiB and 100,000 rows; fields parted by commas, semicolons or
 * tabs, one that holds such a character in quotation marks. Columns in any order, those that are
 * not needed left out:
 *
 *   weight    in [−1, 1]: −1 out of fashion … 1 in demand; the only one that every row needs
 *   date      ISO 8601, when that was so; the weight halves with every VANITY_TREND_HALF_LIFE
 *             days. Empty: as of the day of reading
 *   uid       a shade's id in the catalogue; or
 *   gtin      its GTIN; or
 *   brand, line, shade
 *             as they are called, in any case: a brand alone names all that it makes
 *   category, finish, hue
 *             ids ("lip-gloss", "velvet", "berry"): a family, or narrower what was named before
 *
 *   weight,date,brand,line,shade,category,finish,hue
 *   0.9,2026-02-01,,,,lipstick,velvet,berry
 *   0.4,2026-02-20,Rimmel,Lasting Finish,,,,
 *
 * Everything that a row names must hold. A row that names nothing, or is wrong, is left out. */
#pragma once

#include "catalogue/shade.h"

#include <gio/gio.h>

G_BEGIN_DECLS

#define VANITY_TREND_MAX_BYTES (16 << 20)

typedef struct _VanityTrendFile VanityTrendFile;

/* `today`: weights are as of this day. `skipped` gets the number of rows left out. NULL with
 * VANITY_ERROR_FORMAT, _LIMIT or _FILE. */
VanityTrendFile *vanity_trend_file_load (GFile *file, const GDate *today, guint *skipped,
                                         GError **error);
/* The same of its bytes; `name` stands for it in messages. */
VanityTrendFile *vanity_trend_file_parse (const char *data, gsize size, const char *name,
                                          const GDate *today, guint *skipped, GError **error);
void vanity_trend_file_free (VanityTrendFile *trends);

/* The strongest of the weights that hold for a shade, of the narrowest rows that name it: a product
 * before a family (`*family`). FALSE where none does. */
gboolean vanity_trend_file_find (const VanityTrendFile *trends, const VanityShade *shade,
                                 double *weight, gboolean *family);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (VanityTrendFile, vanity_trend_file_free)

G_END_DECLS
