/* Makes sheets beside the stream, one at a time, on a thread of its own that yields to others. */
#pragma once

#include "live/sheet.h"

G_BEGIN_DECLS

typedef struct _VanityMaker VanityMaker;

/* NULL where the system gives no thread. */
VanityMaker *vanity_maker_new (GError **error);
/* Waits for what is being made. */
void vanity_maker_free (VanityMaker *maker);

/* FALSE while a sheet is being made or waits to be taken. */
gboolean vanity_maker_is_idle (VanityMaker *maker);

/* Starts on a sheet, of a copy of the frame; only when idle. `tag` comes back with it. FALSE
 * without memory. */
gboolean vanity_maker_start (VanityMaker *maker, const VanityImage *frame, const VanityFace *face,
                             VanityLook *look, guint tag, GError **error);

/* The same on the face of the frame before, which is measured already; only when idle. FALSE where
 * there is none. */
gboolean vanity_maker_start_again (VanityMaker *maker, VanityLook *look, guint tag);

/* The sheet when it is done, once, with its tag; NULL while it is not. Where it could not be made,
 * `tag` is set and `error` says why. */
VanitySheet *vanity_maker_take (VanityMaker *maker, guint *tag, GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (VanityMaker, vanity_maker_free)

G_END_DECLS
