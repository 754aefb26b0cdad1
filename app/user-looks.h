/* The looks that a person saved, files of their own in XDG_DATA_HOME/vanity/looks. */
#pragma once

#include "makeup/look.h"

G_BEGIN_DECLS

/* The latest first; elements are VanityLook, owned by the array. Files that are no looks are passed
 * over, with a warning. */
GPtrArray *vanity_user_looks_list (void);

/* Whether it is one of them. */
gboolean vanity_user_looks_has (const VanityLook *look);

/* Writes a copy of `look` under a name for people and an id of its own; gives the copy. A folder
 * that is not there is made. Errors are _FILE. */
VanityLook *vanity_user_looks_save (const VanityLook *look, const char *name, GError **error);

/* Takes one away, or writes it again as it was. */
gboolean vanity_user_looks_remove (const VanityLook *look, GError **error);
gboolean vanity_user_looks_restore (const VanityLook *look, GError **error);

G_END_DECLS
