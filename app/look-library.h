/* Every look there is to choose from, those that came with the program and a person's own: found by
 * words, named, tagged, taken in from files and given out as such. The files of one's own are kept
 * by app/user-looks.h. */
#pragma once

#include "makeup/look.h"

G_BEGIN_DECLS

/* Characters; what a tile and a list can show. */
#define VANITY_LOOK_NAME_MAX 60
#define VANITY_LOOK_SUMMARY_MAX 200

typedef enum
{
  VANITY_LOOK_ORDER_USUAL,  /* one's own, the latest first, then those that came with the program */
  VANITY_LOOK_ORDER_NAME,   /* as the locale sorts */
  VANITY_LOOK_ORDER_OLDEST, /* one's own in the order in which they were saved, then the others */
} VanityLookOrder;

/* VanityLook, owned by the array. Where `words` (may be NULL) holds any, each of them is part of
 * what is told of the look: name, summary, tags; case and accents do not count. */
GPtrArray *vanity_look_library_list (VanityLookOrder order, const char *words);

/* Writes one of one's own anew under the same id: gives the look as it is now. `tags` is as typed,
 * with commas or spaces between; capitals become small letters. VANITY_ERROR_VALUE for an empty
 * name or a tag that is none, VANITY_ERROR_LIMIT for what is too long, VANITY_ERROR_FILE. */
VanityLook *vanity_look_library_edit (const VanityLook *look, const char *name, const char *summary,
                                      const char *tags, GError **error);
/* "soft, day" of a look. Free it. */
char *vanity_look_library_dup_tags (const VanityLook *look);

/* One of one's own with the same layers. */
VanityLook *vanity_look_library_duplicate (const VanityLook *look, GError **error);

/* Whether the file's name is that of a look: "….json". */
gboolean vanity_look_library_is_named (GFile *file);
/* Takes the look of a file in as one of one's own; its id is its own from then on. Errors are those
 * of vanity_look_load () and _FILE. */
VanityLook *vanity_look_library_import (GFile *file, GError **error);
/* The same of a look file's text, pasted: `name` is used in messages. */
VanityLook *vanity_look_library_import_text (const char *text, const char *name, GError **error);

/* A name for a file that the look is written to: "Red Lip.json", in whatever script. Free it. */
char *vanity_look_library_suggest_file (const VanityLook *look);
gboolean vanity_look_library_export_to (const VanityLook *look, GFile *file, GError **error);
/* Writes all of them into a folder, under names that nothing there has yet; stops at the first
 * error. `n_written` (may be NULL) is how many were written. */
gboolean vanity_look_library_export (GPtrArray *looks, GFile *folder, int *n_written,
                                     GError **error);

/* The look as a file to be handed to another program, in a folder that goes with the session. */
GFile *vanity_look_library_share (const VanityLook *look, GError **error);

G_END_DECLS
