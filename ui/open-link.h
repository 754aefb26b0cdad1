/* Opening a page in the browser, which is the desktop's business: never without being asked. */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* The host of a link as it is looked up (in ASCII), or NULL where the link is none that is opened:
 * only http and https are, with a host and without a user's name. */
char *vanity_link_dup_host (const char *link);

/* Says where the link leads, and opens it where the person agrees. `parent` may be NULL. */
void vanity_open_link (GtkWindow *parent, const char *link);

G_END_DECLS
