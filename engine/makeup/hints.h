/* What is known of a photo beyond its face, for layers that ask for it.
 *
 * Layers measure the face for themselves. What else they need takes networks that lie above this
 * folder: whoever draws a look that asks (vanity_look_get_hints ()) makes hints and gives them to
 * the renderer (makeup/render.h); app/hints-make.h does so for the programs. A layer whose hints
 * are not known leaves the canvas as it is.
 *
 * Hints belong to one face in one image, in whose pixels they are. Reference counted; immutable
 * once shared. */
#pragma once

#include "image/color.h"
#include "makeup/mask.h"

G_BEGIN_DECLS

/* What may be asked for; a bit set. */
typedef enum
{
  VANITY_HINT_NONE = 0,
  VANITY_HINT_HAIR = 1 << 0, /* where the hair of the head is */
} VanityHint;

typedef struct _VanityHints VanityHints;

/* Knows nothing. */
VanityHints *vanity_hints_new (void);
VanityHints *vanity_hints_ref (VanityHints *hints);
void vanity_hints_unref (VanityHints *hints);

/* Whether it was looked for, found or not. */
gboolean vanity_hints_have (const VanityHints *hints, VanityHint hint);

/* The hair of the head: how likely each sample is hair, [0, 1], over all of the head; taken.
 * `color`: its middle colour as photographed. With NULL: nobody can be sure, and `why` is a
 * sentence for people that says so, translated; copied. */
void vanity_hints_set_hair (VanityHints *hints, VanityMask *hair, VanityLab color, const char *why);
/* NULL: not known. */
const VanityMask *vanity_hints_get_hair (const VanityHints *hints);
VanityLab vanity_hints_get_hair_color (const VanityHints *hints);
const char *vanity_hints_get_hair_why (const VanityHints *hints); /* or NULL */

G_DEFINE_AUTOPTR_CLEANUP_FUNC (VanityHints, vanity_hints_unref)

G_END_DECLS
