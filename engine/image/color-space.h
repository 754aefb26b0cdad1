/* The colour space a photo's numbers are in, and the way between it and linear light.
 *
 * Linear light here is always linear sRGB: Rec. 709 primaries, D65, white at 1.0, unbounded (a
 * colour outside the sRGB gamut has components below 0 or above 1). */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

typedef struct _VanityColorSpace VanityColorSpace;

/* sRGB (IEC 61966-2-1). Owned by the library; ref and unref are allowed. */
VanityColorSpace *vanity_color_space_get_srgb (void);

/* An RGB or grey ICC profile, as embedded in a photo. An sRGB profile gives the fast sRGB path
 * and keeps its own bytes. VANITY_ERROR_FORMAT or _UNSUPPORTED when it is unusable. */
VanityColorSpace *vanity_color_space_new_from_icc (GBytes *icc, GError **error);

VanityColorSpace *vanity_color_space_ref (VanityColorSpace *space);
void vanity_color_space_unref (VanityColorSpace *space);

/* The embedded profile's bytes, or NULL where the photo had none. Owned by `space`. */
GBytes *vanity_color_space_get_icc (VanityColorSpace *space);

/* Whether the numbers are plain sRGB. */
gboolean vanity_color_space_is_srgb (VanityColorSpace *space);

/* `n` RGBA pixels of `depth` (8 or 16) bits per channel → three planes of linear light. Alpha is
 * left out. Safe to call from several threads. */
void vanity_color_space_decode (VanityColorSpace *space, int depth, gconstpointer rgba, float *r,
                                float *g, float *b, int n);

/* The other way; rounds to nearest and clips to the format's range. Alpha bytes are left alone. */
void vanity_color_space_encode (VanityColorSpace *space, int depth, const float *r, const float *g,
                                const float *b, gpointer rgba, int n);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (VanityColorSpace, vanity_color_space_unref)

G_END_DECLS
