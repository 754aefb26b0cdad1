/* A few hints for who is new here, one at a time; one that was closed never comes again. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* The first that was not closed yet, translated; NULL when all were, or nothing can be remembered.
 */
const char *vanity_tips_get_next (void);
/* Closes that one for good. */
void vanity_tips_close_next (void);

G_END_DECLS
