/* What is asked of a copy of makeup on the command line: whose, where and how much.
 *
 *   --from FILE             the makeup of FILE, wherever no other reference is named
 *   --from lips,eyes=FILE   these regions of FILE
 *   --blend FILE:SHARE      so much of FILE, the rest of what --from gives; also lips=FILE:SHARE
 *   --from-face N           the face that counts: the first for the first --from, and so on, then
 *                           for --blend
 *   --regions lips,eyes     these and no other; else lips, eyes, cheeks and brows as far as
 *                           references give them, and skin where it is named or with --foundation
 *   --strength X            from 0 to 1.5; also lips=X,eyes=Y
 *
 * A file whose name begins like a list of regions is told from one by a path: ./lips=1.jpg. */
#pragma once

#include "copy-order.h"

G_BEGIN_DECLS

/* As typed; NULL for what was not. */
typedef struct
{
  char **from, **blend, **from_face;
  char *regions, *strength;
  gboolean foundation;
} VanityCopyOptions;

/* NULL after a line that says what is wrong. */
VanityCopyOrder *vanity_copy_options_parse (const VanityCopyOptions *options);
void vanity_copy_options_clear (VanityCopyOptions *options);

/* What --strength says, for each part: one number for all, or some by name, none above `most`. Only
 * those that are `worn` may be named; the others get 0. `text` may be NULL. FALSE after a line that
 * says what is wrong. */
gboolean vanity_copy_parse_strength (const char *text, const gboolean worn[VANITY_N_CHANGES],
                                     double most, double strength[VANITY_N_CHANGES]);

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (VanityCopyOptions, vanity_copy_options_clear)

G_END_DECLS
