/* A picture of heads and how they are told apart, to look at: for each the photo, what was guessed
 * of it (black where nobody knows) and what a network says. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

typedef struct _VanityHeadSheet VanityHeadSheet;

/* Room for `count` heads of `side`² cells. */
VanityHeadSheet *vanity_head_sheet_new (int side, int count);
void vanity_head_sheet_free (VanityHeadSheet *sheet);
/* `view`, `wanted` and `probability` as the learner of head/head-network.h has them. */
void vanity_head_sheet_add (VanityHeadSheet *sheet, int index, const float *view,
                            const float *wanted, const float *probability);
gboolean vanity_head_sheet_save (const VanityHeadSheet *sheet, const char *path, GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (VanityHeadSheet, vanity_head_sheet_free)

G_END_DECLS
