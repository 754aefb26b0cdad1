/* Ingredients somebody wants to avoid, by their INCI names. How a name is looked for in a list of
 * ingredients is the business of the catalogue's query, whose `avoid` takes this list. */
#pragma once

#include "recommend/taste.h"

G_BEGIN_DECLS

#define VANITY_AVOID_MAX 200
#define VANITY_AVOID_MAX_LENGTH 100 /* characters */

/* `name` loses outer space and is kept as it was typed. VANITY_ERROR_VALUE where nothing or a
 * control character is in it, _LIMIT. Adding one twice is no error. */
gboolean vanity_taste_add_avoided (VanityTaste *taste, const char *name, GError **error);
/* VANITY_ERROR_VALUE where it is not there. */
gboolean vanity_taste_remove_avoided (VanityTaste *taste, const char *name, GError **error);
/* NULL-terminated, by name; for VanityQuery. */
char **vanity_taste_list_avoided (VanityTaste *taste, GError **error);

G_END_DECLS
