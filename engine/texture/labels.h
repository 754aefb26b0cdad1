/* What people say of the photos of a folder: who is on them, and how they are made up.
 *
 * A JSON file, a list of objects with
 *
 *   "file"    the photo's name
 *   "person"  who it is, for keeping a person's photos together: any text; without it the photo
 *             stands for a person of its own
 *   "makeup"  0 none visible, 1 light, 2 clear, 3 strong; without it nobody knows
 *   "flags"   letters: g glasses, x extreme expression, m apparent minor, b bad; without it nobody
 * knows
 *
 * All but the first may be left out, and what else stands there is passed over. */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

typedef struct
{
  char *person;       /* or NULL */
  int makeup;         /* −1 unknown */
  gboolean has_flags; /* else nobody has looked */
  gboolean glasses, expression, minor, bad;
} VanityLabel;

/* File name → VanityLabel, owned by the table. NULL with VANITY_ERROR_FILE, or _FORMAT or _VALUE
 * with the file and the entry that breaks a rule. */
GHashTable *vanity_labels_load (const char *path, GCancellable *cancellable, GError **error);

G_END_DECLS
