/* Files that are read into the catalogue, one after the other and beside the main loop, and what
 * became of them. One for the process, so that an import goes on when its window is closed. For
 * the main thread. */
#pragma once

#include "app/shop.h"
#include "feed/feed.h"

G_BEGIN_DECLS

#define VANITY_TYPE_IMPORTER (vanity_importer_get_type ())
G_DECLARE_FINAL_TYPE (VanityImporter, vanity_importer, VANITY, IMPORTER, GObject)

/* A new reference. */
VanityImporter *vanity_importer_get_default (void);

/* What became of one file. */
typedef struct
{
  VanityFeedReport report;
  GError *error; /* or NULL; G_IO_ERROR_CANCELLED where it was stopped, which keeps what it read */
} VanityImport;

/* Properties to watch: "busy"; "share". Signal "finished": all files are done. Files (GFile) are
 * added to those that wait; the shop, which is open, is told of what came. */
void vanity_importer_start (VanityImporter *importer, VanityShop *shop, GListModel *files);
/* Stops the one that is read, and drops those that wait. */
void vanity_importer_cancel (VanityImporter *importer);

gboolean vanity_importer_is_busy (VanityImporter *importer);
/* Of the file that is read now. */
double vanity_importer_get_share (VanityImporter *importer);
gint64 vanity_importer_get_rows (VanityImporter *importer);
char *vanity_importer_dup_name (VanityImporter *importer);

/* VanityImport of the files that were started since it was last idle. Owned by the importer. */
GPtrArray *vanity_importer_get_results (VanityImporter *importer);
/* For people: the sums in one sentence; and everything, for a terminal or a file. */
char *vanity_import_dup_summary (const VanityImport *import);
char *vanity_imports_to_text (const GPtrArray *imports);
/* As JSON where the name ends with that, else as text. Atomic. */
gboolean vanity_imports_save (const GPtrArray *imports, GFile *file, GError **error);

G_END_DECLS
