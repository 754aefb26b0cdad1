/* Many photos through everything a person does with one, in one process: what it takes, and what is
 * left of it. */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* `paths` are taken in turn, `n` in all; those that come again are cut a little, so that nothing
 * that was kept from the first time helps. Results go into `folder`. FALSE where a photo cannot be
 * worked on for another reason than that there is no face in it. */
gboolean soak_photos_print (const char *const *paths, int n, const char *folder, GError **error);

G_END_DECLS
