/* Analyses that somebody asked to be kept, each a file of JSON in their own data folder
 * ($XDG_DATA_HOME/vanity/analyses). No photo is among them, nor its name. */
#pragma once

#include "analysis/record.h"

G_BEGIN_DECLS

typedef struct
{
  char *id;        /* names it: the file without its extension */
  GDateTime *when; /* it was kept, UTC */
  VanityRecord record;
} VanityMemory;

void vanity_memory_free (VanityMemory *memory);

/* Keeps an analysis. Returns its id, NULL with VANITY_ERROR_FILE, or _LIMIT where there are more
 * than anybody looks through. */
char *vanity_history_remember (const VanityAnalysis *analysis, GError **error);

/* Every VanityMemory that can be read, the newest first. A file that is none is left out. */
GPtrArray *vanity_history_list (void);

/* NULL with VANITY_ERROR_VALUE where there is no such memory, and where it cannot be read. */
VanityMemory *vanity_history_find (const char *id, GError **error);

/* Deletes one. VANITY_ERROR_VALUE where there is none. */
gboolean vanity_history_forget (const char *id, GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (VanityMemory, vanity_memory_free)

G_END_DECLS
