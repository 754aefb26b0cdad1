/* Puts whatever a face can wear on it, in an image of the photo at one size: looks, what is copied
 * from other photos, and its own makeup taken off. To be used by one thread at a time. */
#pragma once

#include "app/changes.h"
#include "app/outfit.h"

G_BEGIN_DECLS

typedef struct _VanityDresser VanityDresser;

/* `face` in the image's pixels; it is copied. `index` is its number in `changes`. Nothing is
 * measured before something is to be worn. */
VanityDresser *vanity_dresser_new (VanityImage *image, const VanityFace *face,
                                   VanityChanges *changes, int index);
void vanity_dresser_free (VanityDresser *dresser);

/* Prepares what is worn at full strength. Where that fails, nothing is worn. */
gboolean vanity_dresser_put_on (VanityDresser *dresser, const VanityWear *wear,
                                GCancellable *cancellable, GError **error);
/* What the look put on last cannot do in this photo, as vanity_look_get_notes () has it, or NULL.
 */
const char *vanity_dresser_get_note (VanityDresser *dresser);

/* Renders what is worn as strongly as `wear`, which is the same but for that, says; NULL: at
 * strength 0, the face as it is. As vanity_renderer_render_into () and vanity_renderer_lay (). */
void vanity_dresser_render_into (VanityDresser *dresser, const VanityWear *wear, VanityImage *image,
                                 VanityRect *changed);
void vanity_dresser_lay (VanityDresser *dresser, const VanityWear *wear, VanityImage *image,
                         const VanityRect *part);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (VanityDresser, vanity_dresser_free)

G_END_DECLS
