/* How the makeup of other photos fits the faces of this one, and how its own comes off: made once
 * when first asked for, and shared by the preview, the full size and what is saved. Safe on any
 * thread. */
#pragma once

#include "app/outfit.h"
#include "image/photo.h"
#include "texture/tint.h"
#include "transfer/recipe.h"

G_BEGIN_DECLS

typedef struct _VanityChanges VanityChanges; /* reference counted */

typedef struct
{
  VanityChange *change;
  VanityTints wanted; /* the colours that a mix asks for */
  char *note;         /* about makeup that is taken off, for people; else NULL */
} VanityFitted;       /* reference counted, immutable */

/* `faces` holds VanityFace in the photo's pixels. */
VanityChanges *vanity_changes_new (VanityPhoto *photo, GPtrArray *faces);

/* Of face `index`, for a wear of a mix or one that takes makeup off, at full strength. Works for
 * some tenths of a second the first time; calls take turns. Errors are those of the model and of
 * what is done with it. */
VanityFitted *vanity_changes_get (VanityChanges *changes, int index, const VanityWear *wear,
                                  GCancellable *cancellable, GError **error);

/* The same where it is made already and nobody works on another; else NULL. Never waits. */
VanityFitted *vanity_changes_peek (VanityChanges *changes, int index, const VanityWear *wear);

/* The products that would give what is worn, as strongly as it is worn; for the same wears. Works
 * for some seconds. */
VanityRecipe *vanity_changes_new_recipe (VanityChanges *changes, int index, const VanityWear *wear,
                                         GCancellable *cancellable, GError **error);

/* The face as it is; owned by `changes`. */
const VanityTexture *vanity_changes_get_texture (VanityChanges *changes, int index, GError **error);

VanityChanges *vanity_changes_ref (VanityChanges *changes);
void vanity_changes_unref (VanityChanges *changes);
VanityFitted *vanity_fitted_ref (VanityFitted *fitted);
void vanity_fitted_unref (VanityFitted *fitted);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (VanityChanges, vanity_changes_unref)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (VanityFitted, vanity_fitted_unref)

G_END_DECLS
